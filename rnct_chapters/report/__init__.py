"""The report: a judgement as one self-contained page that opens from disk and asks nothing of the network."""

from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rnct_chapters.chapters import ChapterList
from rnct_chapters.messages import Lang
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recording.media import Recording
from rnct_chapters.report.page import lay_out
from rnct_chapters.report.picture import PLOT
from rnct_chapters.report.safety import language_tag, printable
from rnct_chapters.report.words import Words, bound, typeset
from rnct_chapters.timecode import format_offset
from rnct_chapters.verdicts import Judgement, Outcome


def render_report(
    recap: Recap,
    recordings: Sequence[Recording],
    judgement: Judgement,
    chapters: Sequence[ChapterList],
    lang: Lang,
) -> str:
    """One HTML page in `lang`, the article and the heard words in their own languages; the same input gives the same
    characters."""
    words = Words(lang)
    page = lay_out(recap, recordings, judgement, chapters, words)
    return _environment().get_template("page.html.jinja").render(page=page, words=words, lang=lang)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = PackageLoader(__name__, "")
    env = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    env.filters |= {"bound": bound, "typeset": typeset}
    style, script = (loader.get_source(env, name)[0] for name in ("style.css", "script.js"))
    env.globals |= {
        "style": Markup(style),
        "script": Markup(script),
        "policy": f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        "outcomes": tuple(Outcome),
        "language_tag": language_tag,
        "offset": format_offset,
        "plot": PLOT,
    }
    return env


def _printable(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _hash(source: str) -> str:
    """What the page's policy calls its own style or script by."""
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"
