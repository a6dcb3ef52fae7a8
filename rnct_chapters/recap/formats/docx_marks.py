"""Corrections as tracked changes: the old text deleted, the new one inserted, and a comment that gives the reason
(ECMA-376-1, 17.13.4 and 17.13.5)."""

from collections.abc import Sequence

from rnct_chapters.messages import Message
from rnct_chapters.recap.edits import Edit, Marks
from rnct_chapters.recap.formats.docx_cuts import Cutter, Segment
from rnct_chapters.recap.formats.docx_relations import Additions, signed


class Tracked:
    """Writes changes that their reader may accept or refuse."""

    def __init__(self, cutter: Cutter, additions: Additions, marks: Marks) -> None:
        self._cutter = cutter
        self._added = additions
        self._marks = marks
        self._signed = signed(marks).encode()

    def replace(self, edit: Edit, segments: Sequence[Segment], reason: Message | None) -> None:
        """Deletes the segments where they stand and inserts the new text behind the last one, in its look."""
        comment = None if reason is None else self._added.comment(reason.text(self._marks.lang), self._marks)
        beginning = b"" if comment is None else self._range("Start", comment)
        for segment in segments:
            start = self._cutter.around_run(segment.atom, segment.start, gone="after")
            end = self._cutter.around_run(segment.atom, segment.end, gone="before")
            opening = start.closing + beginning + self._change("del") + start.opening
            beginning = b""
            self._cutter.splices.insert(start.at, opening)
            self._cutter.as_deleted(segment)
            self._cutter.splices.insert(end.at, end.closing + b"</w:del>")
            if segment is segments[-1]:
                run, host = segment.run, self._cutter.host(segment.run)
                assert run.parent is not None
                assert host is not None  # can_cut saw it
                out = self._cutter.out_of(end, run.parent, host)
                written = self._new(edit, segment) + self._ending(comment)
                self._cutter.splices.insert(out.at, out.closing + written + out.opening)
            self._cutter.splices.insert(end.at, end.opening)

    def _new(self, edit: Edit, segment: Segment) -> bytes:
        if edit.href is None or segment.atom.link is not None:
            return self.inserted(self._added.run(self._cutter.properties(segment.run), edit.text))
        run = self._added.run(self._cutter.linked_properties(segment.run), edit.text)
        return self._added.link_tag(edit.href) + self.inserted(run) + b"</w:hyperlink>"

    def inserted(self, run: bytes) -> bytes:
        return self._change("ins") + run + b"</w:ins>"

    def commented(self, written: bytes, reason: Message) -> bytes:
        """What is written, and a comment on it."""
        comment = self._added.comment(reason.text(self._marks.lang), self._marks)
        return self._range("Start", comment) + written + self._ending(comment)

    def _change(self, kind: str) -> bytes:
        head = f"<w:{kind}".encode() + self._added.declared
        return head + f' w:id="{self._added.number()}" '.encode() + self._signed + b">"

    def _range(self, end: str, comment: int) -> bytes:
        return f"<w:commentRange{end}".encode() + self._added.declared + b' w:id="%d"/>' % comment

    def _ending(self, comment: int | None) -> bytes:
        if comment is None:
            return b""
        sign = b'<w:commentReference w:id="%d"/>' % comment
        run = b"<w:r%b>%b%b</w:r>" % (self._added.declared, self._added.sign_look(), sign)
        return self._range("End", comment) + run
