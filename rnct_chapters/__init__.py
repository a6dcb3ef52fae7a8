"""Check a written recap against its recordings: verdicts, chapters, links and a report."""

__version__ = "0.1.0"
