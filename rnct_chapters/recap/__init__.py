"""The written side: what a recap says was said, by whom, and when."""
