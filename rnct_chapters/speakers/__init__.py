"""Who speaks: the people of a recap put beside those whom the programme announces."""

from rnct_chapters.speakers.reconciling import Speaker, Speakers, Status, reconcile
from rnct_chapters.speakers.sessions import with_session_titles

__all__ = ["Speaker", "Speakers", "Status", "reconcile", "with_session_titles"]
