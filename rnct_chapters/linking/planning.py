"""The whole of linking, before anything is written: what changes where, what is left, and why."""

from collections.abc import Iterator

from rnct_chapters.linking.adding import Adder
from rnct_chapters.linking.checked import Checked
from rnct_chapters.linking.pairing import Paired, pair, read_alike
from rnct_chapters.linking.parts import other_links
from rnct_chapters.linking.plan import Change, Kept, Left, Plan, Wishes
from rnct_chapters.linking.stamps import Printed, StampPlanner, printed_stamps
from rnct_chapters.messages import message
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.places import Page, line_of

_BRACKETS = {"paren": "()", "bracket": "[]"}


def plan(recap: Recap, checked: Checked, wishes: Wishes) -> Plan:
    """What linking changes in the recap. Raises `UsageError` where it is not the one that was checked."""
    recap = read_alike(recap, checked)
    paired = pair(recap, checked)
    page = Page(recap.document)
    changes, left = _of_stamps(recap, checked, page, wishes, paired)
    if wishes.add:
        for change, reason in Adder(recap, checked, page, wishes).additions(paired):
            changes += [change] if change else []
            left += [reason] if reason else []
    kept: list[Kept] = []
    for found in other_links(recap.document, page, checked, wishes):
        if isinstance(found, Change):
            changes.append(found)
        else:
            kept.append(found)
    notes = (message("link_text_only"),) if recap.document.kind == "text" else ()
    changes.sort(key=lambda c: (c.edit.at.start, c.edit.at.end))
    return Plan(tuple(changes), tuple(sorted(left, key=lambda x: (x.line,))), tuple(kept), notes)


def _of_stamps(
    recap: Recap, checked: Checked, page: Page, wishes: Wishes, paired: Paired
) -> tuple[list[Change], list[Left]]:
    planner = StampPlanner(recap, checked, page, wishes)
    where = [line_of(recap.document, s.at.start) for s in recap.stamps]
    added = {c.stamp: said for c, said in paired.quotes if c.own}
    changes: list[Change] = []
    left: list[Left] = []
    for i, printed in enumerate(printed_stamps(recap, page, where)):
        quote = added.get(i)
        decided = planner.decide(printed, paired.stamps[i][1], quote.recording if quote else None)
        if decided.change is not None:
            changes.append(decided.change)
        if decided.left is not None:
            left.append(decided.left)
        if decided.linked and wishes.style != "keep":
            changes += _rebracketed(page, printed, _BRACKETS[wishes.style])
    return changes, left


def _rebracketed(page: Page, printed: Printed, wanted: str) -> Iterator[Change]:
    """The brackets directly around a linked stamp, where they are others than those wanted."""
    found = page.brackets(printed.at)
    if found is None and printed.link is not None:
        found = page.brackets(printed.link.at)
    if found is None or page.text[found[0]] == wanted[0]:
        return
    for index, bracket in zip(found, wanted, strict=True):
        edit = Edit(page.source(index), bracket)
        yield Change("bracket", edit, page.text[index], printed.line, printed.page_number)
