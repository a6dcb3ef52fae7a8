"""Every sentence the program says, in English and in French.

A message is a key and its facts until the moment it is shown: errors, reasons and summaries travel as
`Message` values, and only the edge (terminal, page, file) turns them into a sentence of one language.
The sentences themselves are in the tables `messages_*.py`, each pair side by side.
"""

from dataclasses import dataclass
from typing import Literal

from rnct_chapters.messages_batch import BATCH
from rnct_chapters.messages_captions import CAPTIONS
from rnct_chapters.messages_chapter_lists import CHAPTER_LISTS
from rnct_chapters.messages_chapters import CHAPTERS
from rnct_chapters.messages_cluster import CLUSTER
from rnct_chapters.messages_commands import COMMANDS
from rnct_chapters.messages_decisions import DECISIONS
from rnct_chapters.messages_desk import DESK
from rnct_chapters.messages_desk_article import DESK_ARTICLE
from rnct_chapters.messages_desk_chapters import DESK_CHAPTERS
from rnct_chapters.messages_documents import DOCUMENTS
from rnct_chapters.messages_edits import EDITS
from rnct_chapters.messages_embedding import EMBEDDING
from rnct_chapters.messages_events import EVENTS
from rnct_chapters.messages_formats import FORMATS
from rnct_chapters.messages_interchange import INTERCHANGE
from rnct_chapters.messages_library import LIBRARY
from rnct_chapters.messages_listening import LISTENING
from rnct_chapters.messages_media import MEDIA
from rnct_chapters.messages_publishing import PUBLISHING
from rnct_chapters.messages_recap import RECAP
from rnct_chapters.messages_recordings import RECORDINGS
from rnct_chapters.messages_results import RESULTS
from rnct_chapters.messages_review import REVIEW
from rnct_chapters.messages_search import SEARCH
from rnct_chapters.messages_searchpage import SEARCHPAGE
from rnct_chapters.messages_speakers import SPEAKERS
from rnct_chapters.messages_speech import SPEECH
from rnct_chapters.messages_verdicts import VERDICTS
from rnct_chapters.messages_webserver import WEBSERVER
from rnct_chapters.messages_youtube import YOUTUBE

Lang = Literal["en", "fr"]

_SENTENCES = {
    **CHAPTERS,
    **RECORDINGS,
    **RECAP,
    **VERDICTS,
    **SPEAKERS,
    **RESULTS,
    **CHAPTER_LISTS,
    **COMMANDS,
    **CAPTIONS,
    **MEDIA,
    **SPEECH,
    **LISTENING,
    **DOCUMENTS,
    **FORMATS,
    **INTERCHANGE,
    **EMBEDDING,
    **EVENTS,
    **PUBLISHING,
    **YOUTUBE,
    **EDITS,
    **DECISIONS,
    **REVIEW,
    **WEBSERVER,
    **SEARCHPAGE,
    **DESK,
    **CLUSTER,
    **DESK_ARTICLE,
    **DESK_CHAPTERS,
    **SEARCH,
    **LIBRARY,
    **BATCH,
}


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence: a key of the table and the facts that fill it."""

    key: str
    facts: tuple[tuple[str, "str | int | Message"], ...] = ()

    def text(self, lang: Lang) -> str:
        """The sentence in `lang`; facts that are messages are put into the same language."""
        facts = {k: v.text(lang) if isinstance(v, Message) else v for k, v in self.facts}
        return _SENTENCES[self.key][0 if lang == "en" else 1].format_map(facts)


def message(key: str, /, **facts: "str | int | Message") -> Message:
    """The message `key` with its facts, ready to be said in either language."""
    return Message(key, tuple(facts.items()))


def sentences(prefix: str, lang: Lang) -> dict[str, str]:
    """Every sentence whose key begins with `prefix`, for a page that fills in the facts in braces itself."""
    return {key: pair[0 if lang == "en" else 1] for key, pair in _SENTENCES.items() if key.startswith(prefix)}
