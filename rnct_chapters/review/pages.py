"""The desk's own files, and the shell that loads them."""

from pathlib import Path

from rnct_chapters.webserver.pages import Site, files_in

STATIC = Path(__file__).parent / "static"
SITE = Site(files_in(STATIC), root="desk")
