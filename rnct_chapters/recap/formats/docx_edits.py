"""A Word text with stamps linked and corrected: as bytes put in the place of bytes, so that nothing else changes.

A link that holds the stamp alone, brackets aside, gets the new target; one that holds more keeps its own. Text that
stands where no link may be (in ruby, in alternatives within a run) is left as it is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats.docx_cuts import Cut, Cutter, Segment
from rnct_chapters.recap.formats.docx_fields import Link, instruction_for
from rnct_chapters.recap.formats.docx_marks import Tracked
from rnct_chapters.recap.formats.docx_relations import Additions
from rnct_chapters.recap.formats.docx_text import Atom, Paragraph
from rnct_chapters.recap.formats.xml_places import Element
from rnct_chapters.recap.formats.xml_splices import in_attribute, in_text, retagged
from rnct_chapters.timecode import TextRange

_BESIDE = re.compile(r"[\s()\[\]]*")


class Editor:
    """Carries out the edits of one text."""

    def __init__(self, cutter: Cutter, additions: Additions, atoms: Sequence[Atom], tracked: Tracked | None) -> None:
        self._cutter = cutter
        self._splices = cutter.splices
        self._part = cutter.splices.part
        self._added = additions
        self._tracked = tracked
        self._link_texts: dict[int, str] = {}
        for atom in atoms:
            if atom.link is not None:
                self._link_texts[id(atom.link)] = self._link_texts.get(id(atom.link), "") + atom.text

    def carry_out(self, edit: Edit, paragraph: Paragraph, start: int, *, twin: bool = False) -> None:
        """One edit of a paragraph that begins at `start`; its twins get the same, without a comment."""
        first, last = edit.at.start - start, edit.at.end - start
        if first == last:
            self._insert(edit, paragraph, first, twin=twin)
        else:
            segments = list(_segments(paragraph, first, last))
            within = sum(s.end - s.start for s in segments) == last - first
            if within and all(map(self._cutter.can_cut, segments)):
                self._replace(edit, segments, twin=twin)
        for other in paragraph.twins:
            self.carry_out(edit, other, start, twin=True)

    def _replace(self, edit: Edit, segments: list[Segment], *, twin: bool) -> None:
        written = "".join(s.atom.text[s.start : s.end] for s in segments)
        if edit.href is not None:
            for link in {id(s.atom.link): s.atom.link for s in segments if s.atom.link is not None}.values():
                if link.href != edit.href and self._holds_alone(link, segments):
                    self._retarget(link, edit.href)
        if edit.text == written:
            self._link(edit.href, segments)
        elif self._tracked is not None:
            self._tracked.replace(edit, segments, None if twin else edit.reason)
        else:
            self._correct(edit, segments)

    def _holds_alone(self, link: Link, segments: list[Segment]) -> bool:
        """Whether the link is the stamp's own: besides its characters there are only brackets and spaces in it."""
        inside = "".join(s.atom.text[s.start : s.end] for s in segments if s.atom.link is link)
        before, _, after = self._link_texts[id(link)].partition(inside)
        return bool(_BESIDE.fullmatch(before) and _BESIDE.fullmatch(after))

    def _retarget(self, link: Link, href: str) -> None:
        element = link.written
        if element.name == "w:fldChar":
            texts = [i for i in link.instruction if i.text]
            new = instruction_for(href, "".join(i.text for i in texts))
            for i, text in enumerate(texts):
                self._splices.put(self._part.inner(text), text.close, b"" if i else in_text(new))
            return
        declared = self._added.declared
        old = self._part.start_tag(element)
        if element.name == "w:fldSimple":
            instruction = instruction_for(href, element.attributes.get("w:instr", ""))
            new_tag = retagged(old, {"instr"}, declared + b" w:instr=" + in_attribute(instruction))
        else:
            gone = {"id", "anchor", "docLocation"} | ({"w", "r"} if declared else set())
            new_tag = retagged(old, gone, declared + b' r:id="%b"' % self._added.link(href).encode())
        self._splices.put(element.start, element.start + len(old), new_tag)

    def _link(self, href: str | None, segments: Sequence[Segment]) -> None:
        """Makes a link of those segments that are in none."""
        if href is None:
            return
        for (linked, _), group in groupby(segments, lambda s: (s.atom.link is not None, id(self._cutter.host(s.run)))):
            if not linked:
                self._wrap(href, list(group))

    def _wrap(self, href: str, segments: list[Segment]) -> None:
        first, last = segments[0], segments[-1]
        start = self._cutter.around_run(first.atom, first.start, properties=self._cutter.linked_properties(first.run))
        end = self._cutter.around_run(last.atom, last.end)
        for cut, segment, tag in ((start, first, self._added.link_tag(href)), (end, last, b"</w:hyperlink>")):
            out = self._out(cut, segment.run)
            self._splices.insert(out.at, cut.closing + out.closing + tag + out.opening + cut.opening)
        for run in {id(s.run): s.run for s in segments}.values():
            if run is not first.run or not start.closing:
                self._cutter.look_linked(run)

    def _out(self, cut: Cut, run: Element) -> Cut:
        host = self._cutter.host(run)
        assert run.parent is not None
        assert host is not None  # can_cut saw it
        return self._cutter.out_of(cut, run.parent, host)

    def _correct(self, edit: Edit, segments: list[Segment]) -> None:
        """The new text in the place of the last piece of the old one, whose look it takes."""
        home = next(s for s in reversed(segments) if s.atom.element.name == "w:t")
        if home.atom.link is None:
            self._link(edit.href, [home])
        for segment in segments:
            element = segment.atom.element
            if segment is home:
                start, end = (self._cutter.place(segment.atom, at) for at in (segment.start, segment.end))
                self._splices.put(start, end, in_text(edit.text))
            elif element.name == "w:t" and not segment.whole:
                self._cutter.keep_spaces(element)
                start, end = (self._cutter.place(segment.atom, at) for at in (segment.start, segment.end))
                self._splices.put(start, end, b"")
            else:
                self._splices.put(element.start, self._part.end(element), b"")

    def _insert(self, edit: Edit, paragraph: Paragraph, offset: int, *, twin: bool) -> None:
        """Text of ours between two characters: outside of a link that ends there, in one that goes on."""
        beside = _beside(paragraph, offset)
        if beside is None or not self._cutter.can_cut(Segment(beside[0], 0, len(beside[0].text))):
            return
        atom, at, inside = beside
        level = atom.element.parent
        if atom.link is None or inside:
            cut, properties = self._cutter.around_run(atom, at), self._cutter.properties(Segment(atom, at, at).run)
        else:
            cut, properties, level = self._cutter.behind(atom.link.written), b"", atom.link.written
            level = level.parent if level.name == "w:fldChar" else level
        host = self._cutter.host(level) if level is not None else None
        if level is None or level.parent is None or host is None:
            return
        out = self._cutter.out_of(cut, level.parent, host)
        written = self._pieces(edit, properties, linked=not inside)
        if self._tracked is not None and edit.reason is not None and not twin:
            written = self._tracked.commented(written, edit.reason)
        self._splices.insert(out.at, cut.closing + out.closing + written + out.opening + cut.opening)

    def _pieces(self, edit: Edit, properties: bytes, *, linked: bool) -> bytes:
        """The inserted text as runs, those of its link in an element of their own."""
        link = edit.link or TextRange(0, len(edit.text))
        pieces = []
        for start, end in ((0, link.start), (link.start, link.end), (link.end, len(edit.text))):
            is_link = linked and edit.href is not None and start == link.start
            looks = self._cutter.with_link_look(properties) if is_link else properties
            run = self._added.run(looks, edit.text[start:end])
            if self._tracked is not None:
                run = self._tracked.inserted(run)
            if is_link and edit.href is not None:
                run = self._added.link_tag(edit.href) + run + b"</w:hyperlink>"
            if start < end:
                pieces.append(run)
        return b"".join(pieces)


def _segments(paragraph: Paragraph, first: int, last: int) -> Iterator[Segment]:
    """What of the paragraph's atoms the characters [first, last) are."""
    at = 0
    for atom in paragraph.atoms:
        start, end = max(first, at), min(last, at + len(atom.text))
        if start < end:
            yield Segment(atom, start - at, end - at)
        at += len(atom.text)


def _beside(paragraph: Paragraph, offset: int) -> tuple[Atom, int, bool] | None:
    """The atom that text put in at `offset` is to stand beside or in, the place in it, and whether that is inside a
    link: an atom in no link, if there is one, and the one before rather than the one after."""
    before = next(_segments(paragraph, offset - 1, offset), None)
    after = next(_segments(paragraph, offset, offset + 1), None)
    if before is None:
        return None if after is None else (after.atom, after.start, after.atom.link is not None)
    inside = before.atom.link is not None and after is not None and after.atom.link is before.atom.link
    if before.atom.link is not None and after is not None and after.atom.link is None:
        return after.atom, after.start, False
    return before.atom, before.end, inside
