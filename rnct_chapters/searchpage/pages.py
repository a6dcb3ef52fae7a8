"""The page's own files, those of the desk that it is made of too, and the shell that loads them."""

from pathlib import Path

from rnct_chapters.review import pages as desk
from rnct_chapters.webserver.pages import Site, files_in

STATIC = Path(__file__).parent / "static"

SHARED = (
    "clock.js", "desk.css", "dialog.js", "icon.svg", "player.css", "player.js", "players/framed.js", "players/local.js",
    "players/peertube.js", "players/youtube.js", "theme.js", "themebutton.js", "ui.js", "vendor/hooks.js",
    "vendor/htm.js", "vendor/preact.js",
)  # fmt: skip
"""What the desk and this page are both made of: the look, the drawing, the player."""

SITE = Site({**{name: desk.SITE.files[name] for name in SHARED}, **files_in(STATIC)}, root="finder")
