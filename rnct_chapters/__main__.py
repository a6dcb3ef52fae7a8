"""`python -m rnct_chapters`."""

from rnct_chapters.cli import main

main()
