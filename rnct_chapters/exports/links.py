"""links.md: every stamp of a recap as a link that opens the recording there, with what became of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.chapters import SaidThere, Titles, plain
from rnct_chapters.hosts import deep_link, page_link
from rnct_chapters.messages import Lang, message
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recap.parts import Part
from rnct_chapters.recording.media import Recording
from rnct_chapters.timecode import Form, format_clock, format_offset
from rnct_chapters.verdicts import Judgement, Outcome, StampVerdict

_UNKNOWN = (Outcome.NOT_FOUND, Outcome.AMBIGUOUS)
_WRONG = (*_UNKNOWN, Outcome.ELSEWHERE, Outcome.SHIFTED)
"""Outcomes under which a link to the printed time would pretend that it is right."""
_SPECIAL = re.compile(r"([\\`*_\[\]#|<>&~$])")  # no text of ours begins a line, where more would have a meaning
_UNSAFE_IN_TARGET = {c: f"%{ord(c):02X}" for c in "()<>[]\\\"'`*_|^{}"}


def render_links(recap: Recap, judgement: Judgement, recordings: Sequence[Recording], lang: Lang) -> str:
    """Markdown: a heading a part, a list item a stamp, in the article's order.

    A printed time is a link where nothing speaks against it. Where the words are heard at another time or in another
    recording, that is the link; where they are not found or may be in several places, there is none.
    """
    page = _Page(recap, judgement, recordings, lang)
    title = escaped(message("export_links_title", name=recap.name).text(lang))
    return "\n".join([f"# {title}", "", *page.advice(), *page.parts()])


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

    def advice(self) -> Iterator[str]:
        """How to have links, where a recording that the article tells of has no address."""
        told = {self._home(v) for v in self.judgement.stamps if self._by_itself(v) is None}
        told |= {v.recording for v in self.judgement.stamps if v.outcome is Outcome.ELSEWHERE}
        without = [r for r in self.recordings if r.number in told and r.url is None and r.link(0) is None]
        if without:
            titles = ", ".join(escaped(r.title) for r in without)
            example = "`" + " ".join(f"--url {r.number}=https://…" for r in without) + "`"
            yield message("export_links_no_url", titles=titles, example=example).text(self.lang)
            yield ""

    def parts(self) -> Iterator[str]:
        titles = Titles(self.recap, self.lang)
        said = SaidThere(self.judgement)
        for part in self.recap.parts:
            stamps = [v for v in self.judgement.stamps if v.stamp.part == part.number]
            if not stamps:
                continue
            yield f"## {self._heading(part)}"
            yield ""
            for verdict in stamps:
                known = titles.of(verdict.index, verdict.claims, said.at(verdict))
                subject = next((t for t in known if not t.from_heading), next(iter(known), None))
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
        """The time, the subject, what became of it, and what its link or another stamp says against it."""
        told = f"- {self._printed(verdict)} {escaped(subject)}".rstrip()
        against = f" {escaped(verdict.contradiction.text(self.lang))}" if verdict.contradiction else ""
        return f"{told} ({self._outcome(verdict)}){'.' if against else ''}{against}"

    def _printed(self, verdict: StampVerdict) -> str:
        """The time as printed, or as a clock where it stands in a link's target alone; a link unless it is wrong."""
        stamp = verdict.stamp
        text = f"→ {format_clock(stamp.ms)}" if stamp.form is Form.OFFSET else stamp.text
        if verdict.outcome in _WRONG:
            return escaped(text)
        recording = self._recording(self._home(verdict))
        link = recording.link(stamp.ms) if recording is not None else None
        return linked(text, link or self._by_itself(verdict))

    def _by_itself(self, verdict: StampVerdict) -> str | None:
        """A link into the video that the stamp's own link names."""
        return deep_link(verdict.stamp.href, verdict.stamp.ms) if verdict.stamp.href else None

    def _outcome(self, verdict: StampVerdict) -> str:
        """The outcome, and the better time, linked, with the difference or the other recording."""
        outcome = message(f"outcome_{verdict.outcome}").text(self.lang)
        recording = self._recording(verdict.recording)
        elsewhere = verdict.outcome is Outcome.ELSEWHERE
        better = verdict.heard_ms if elsewhere else verdict.suggested_ms
        if better is None or verdict.outcome in _UNKNOWN or (better == verdict.stamp.ms and not elsewhere):
            return outcome
        time = linked(format_clock(better), recording.link(better) if recording else None)
        if elsewhere and recording is not None:
            title = escaped(recording.title)
            return message("export_links_elsewhere", number=recording.number, title=title, time=time).text(self.lang)
        off_ms = (better // 1000 - verdict.stamp.ms // 1000) * 1000  # of the clocks that stand there
        return f"{outcome} → {time}, {format_offset(off_ms)}"
