"""What the world gets of a judgement: chapters in many formats, links, tables, transcripts, contracts in JSON."""

from rnct_chapters.exports.formats import FORMATS, Format, Found, Setting, format_of, read_text, render_export
from rnct_chapters.exports.links import render_links

__all__ = ["FORMATS", "Format", "Found", "Setting", "format_of", "read_text", "render_export", "render_links"]
