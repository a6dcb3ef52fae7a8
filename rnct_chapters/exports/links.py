"""links.md: every stamp of a recap as a link that opens the recording there, with what became of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.chapters import Titles, plain
from rnct_chapters.hosts import deep_link, page_link
from rnct_chapters.messages import Lang, message
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recap.parts import Part
from rnct_chapters.recording.media import Recording
from rnct_chapters.timecode import format_clock, format_offset
from rnct_chapters.verdicts import Judgement, StampVerdict

_SPECIAL = re.compile(r"([\\`*_\[\]#|<>&~$])")  # no text of ours begins a line, where more would have a meaning
_UNSAFE_IN_TARGET = {c: f"%{ord(c):02X}" for c in "()<>[]\\\"'`*_|^{}"}


def render_links(recap: Recap, judgement: Judgement, recordings: Sequence[Recording], lang: Lang) -> str:
    """Markdown: a heading a part, a list item a stamp, in the article's order.

    The printed time is linked as printed; where the words are heard elsewhere, the better time follows, linked too.
    """
    page = _Page(recap, judgement, recordings, lang)
    return "\n".join([f"# {message('export_links_title', name=escaped(recap.name)).text(lang)}", "", *page.parts()])


def escaped(text: str) -> str:
    """`text` on one line, as Markdown that shows just these characters."""
    return _SPECIAL.sub(r"\\\1", plain(text))


def linked(text: str, target: str | None) -> str:
    """`text` as a Markdown link, or alone where there is nothing to link to."""
    if not target:
        return escaped(text)
    safe = "".join(_UNSAFE_IN_TARGET.get(c, c) for c in target if c.isprintable() and c != " ")
    return f"[{escaped(text)}]({safe})"


@dataclass(frozen=True, slots=True)
class _Page:
    recap: Recap
    judgement: Judgement
    recordings: Sequence[Recording]
    lang: Lang

    def parts(self) -> Iterator[str]:
        titles = Titles(self.recap, self.lang)
        for part in self.recap.parts:
            stamps = [v for v in self.judgement.stamps if v.stamp.part == part.number]
            if not stamps:
                continue
            yield f"## {self._heading(part)}"
            yield ""
            for verdict in stamps:
                subject = next(iter(titles.of(verdict.index, verdict.claims)), None)
                yield self._item(verdict, subject.text if subject else "")
            yield ""

    def _heading(self, part: Part) -> str:
        recording = self._recording(dict(enumerate(self.judgement.recording_of_part, 1)).get(part.number))
        if recording is None:
            return message("export_links_no_recording", part=part.number).text(self.lang)
        page = page_link(recording.url) if recording.url else recording.link(0)
        return linked(recording.title, page)

    def _recording(self, number: int | None) -> Recording | None:
        return next((r for r in self.recordings if r.number == number), None)

    def _home(self, verdict: StampVerdict) -> int | None:
        """The number of the recording of the stamp's part."""
        return dict(enumerate(self.judgement.recording_of_part, 1)).get(verdict.stamp.part)

    def _item(self, verdict: StampVerdict, subject: str) -> str:
        outcome = message(f"outcome_{verdict.outcome}").text(self.lang)
        told = f"- {linked(verdict.stamp.text, self._printed(verdict))} {escaped(subject)}".rstrip()
        return f"{told} ({outcome}{self._corrected(verdict)})"

    def _printed(self, verdict: StampVerdict) -> str | None:
        """The stamp as printed, in its part's recording; its own link's video where there is no recording."""
        recording = self._recording(self._home(verdict))
        if recording is not None and (link := recording.link(verdict.stamp.ms)) is not None:
            return link
        return deep_link(verdict.stamp.href, verdict.stamp.ms) if verdict.stamp.href else None

    def _corrected(self, verdict: StampVerdict) -> str:
        """The better time, linked, with the difference or the other recording; or nothing."""
        if verdict.suggested_ms is None or verdict.suggested_ms == verdict.stamp.ms:
            return ""
        recording = self._recording(verdict.recording)
        target = recording.link(verdict.suggested_ms) if recording else None
        told = f" → {linked(format_clock(verdict.suggested_ms), target)}"
        if recording is None or recording.number == self._home(verdict):
            return f"{told}, {format_offset(verdict.suggested_ms - verdict.stamp.ms)}"
        return message("export_links_elsewhere", time=told, title=escaped(recording.title)).text(self.lang)
