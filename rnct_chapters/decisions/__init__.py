"""What people decide at the desk: kept event by event, folded to a state, and honoured by all that reads the folder."""

from rnct_chapters.decisions.journal import Carried, Journal, Stale, Told, carry_over, refuse_broken, settle

__all__ = ["Carried", "Journal", "Stale", "Told", "carry_over", "refuse_broken", "settle"]
