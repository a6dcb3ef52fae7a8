"""What is to change in a recap so that its stamps open its recordings: planned here, written by `recap.formats`."""
