"""The heard side: recordings, their captions, and the words that were said in them."""
