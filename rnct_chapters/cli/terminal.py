"""The screen: the table of a check, in the recap's order, with colours where there is a terminal."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rnct_chapters.exports.results import FINDINGS, shift_lines
from rnct_chapters.messages import Lang, message
from rnct_chapters.pipeline import Checked
from rnct_chapters.recap.claims import Claim, Recap
from rnct_chapters.timecode import Form, format_clock, format_offset
from rnct_chapters.verdicts import Outcome, StampVerdict, Verdict

SHAPES = {
    Outcome.CONFIRMED: ("●", "cyan"),
    Outcome.SHIFTED: ("◆", "yellow"),
    Outcome.ELSEWHERE: ("⇄", "magenta"),
    Outcome.LOCATED: ("○", "blue"),
    Outcome.AMBIGUOUS: ("◐", "dark_goldenrod"),
    Outcome.NOT_FOUND: ("✕", "red"),
    Outcome.UNVERIFIED: ("·", "bright_black"),
    Outcome.UNCHECKED: ("–", "bright_black"),
}
WIDEST, NARROW = 100, 80
_FIRST_WORDS = 60

Row = tuple[Text, Text, Text, Text, Text]


def print_check(checked: Checked, lang: Lang) -> None:
    """The whole answer of `check` on stdout."""
    console = _console()
    sections = [(message("table_stamps").text(lang), _stamp_rows(checked, lang))]
    loose = [v for v in checked.judgement.verdicts if v.claim.stamp is None]
    if loose:
        sections.append((message("table_loose").text(lang), [_row(v, "", lang) for v in loose]))
    for title, rows in sections:
        console.print(Text(title, style="bold"))
        _print_rows(console, rows, lang)
        console.print()
    for line in _summary(checked, lang):
        console.print(line, soft_wrap=True)


def print_claims(recap: Recap, lang: Lang) -> None:
    """What was read from a recap: a line a stamp with its claims, then the claims without one."""
    console = _console()
    rows = []
    for i, s in enumerate(recap.stamps):
        under = [c for c in recap.claims if c.stamp == i]
        head = (
            Text(_printed(s.text, s.form, s.ms), style="bold"),
            Text(message("part_number", number=s.part).text(lang)),
        )
        rows.append((*head, Text(format_clock(s.ms)), Text(), _words(None, "")))
        rows.extend(_claim_row(c, lang) for c in under)
    rows.extend(_claim_row(c, lang) for c in recap.claims if c.stamp is None)
    console.print(_table(("", "", "", "", ""), rows, console.width))


def _claim_row(claim: Claim, lang: Lang) -> Row:
    own = "=" if claim.own else ""
    return Text(), Text(message(f"kind_{claim.kind}").text(lang)), Text(own), Text(), _words(claim.speaker, claim.text)


def _console() -> Console:
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    width = min(WIDEST, console.width) if console.is_terminal else WIDEST
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width, legacy_windows=False)


def _stamp_rows(checked: Checked, lang: Lang) -> list[Row]:
    """A row a stamp, and under it each further quote that needs a look."""
    by_id = {v.claim.id: v for v in checked.judgement.verdicts}
    rows: list[Row] = []
    for s in checked.judgement.stamps:
        deciding = by_id.get(s.claims[0]) if s.claims else None
        rows.append(_stamp_row(s, deciding, lang))
        others = [by_id[c] for c in s.claims[1:]]
        rows.extend(_row(v, "└", lang) for v in others if v.outcome in FINDINGS)
    return rows


def _stamp_row(s: StampVerdict, deciding: Verdict | None, lang: Lang) -> Row:
    speaker = deciding.claim.speaker if deciding else None
    text = deciding.claim.text if deciding else ""
    off = format_offset(s.error_ms) if s.error_ms is not None else ""
    printed = _printed(s.stamp.text, s.stamp.form, s.stamp.ms) + (" !" if s.contradiction else "")
    heard = _heard(s.heard_ms, s.recording, elsewhere=s.outcome is Outcome.ELSEWHERE)
    return Text(printed), _outcome(s.outcome, lang), Text(heard), Text(off), _words(speaker, text)


def _row(v: Verdict, mark: str, lang: Lang) -> Row:
    off = format_offset(v.error_ms) if v.error_ms is not None else ""
    heard = _heard(v.heard_ms, v.recording, elsewhere=v.outcome is Outcome.ELSEWHERE)
    return Text(mark), _outcome(v.outcome, lang), Text(heard), Text(off), _words(v.claim.speaker, v.claim.text)


def _heard(ms: int | None, recording: int | None, *, elsewhere: bool) -> str:
    if ms is None:
        return ""
    return f"{recording}: {format_clock(ms)}" if elsewhere else format_clock(ms)


def _printed(text: str, form: Form, ms: int) -> str:
    return f"→{format_clock(ms)}" if form is Form.OFFSET else text


def _outcome(outcome: Outcome, lang: Lang) -> Text:
    shape, style = SHAPES[outcome]
    return Text(f"{shape} {message(f'outcome_{outcome.value}').text(lang)}", style=style)


def _words(speaker: str | None, text: str) -> Text:
    shown = "".join(c if c.isprintable() else " " for c in text)
    shown = shown if len(shown) <= _FIRST_WORDS else shown[:_FIRST_WORDS].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return Text.assemble((f"{speaker} ", "bold"), shown) if speaker else Text(shown)


def _counted(outcome: Outcome, count: int, lang: Lang) -> str:
    """`12 ● confirmés`: French agrees, English does not."""
    word = message(f"outcome_{outcome.value}").text(lang)
    plural = "s" if lang == "fr" and count > 1 and outcome is not Outcome.ELSEWHERE and not word.endswith("s") else ""
    return f"{count} {SHAPES[outcome][0]} {word}{plural}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[Text]], width: int) -> Table:
    """A table without rules in `width` columns; the last column alone gives way where a line is too long."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(heads), header_style="dim")
    widest = [max([len(head), *(row[i].cell_len for row in rows)]) for i, head in enumerate(heads[:-1])]
    for i, head in enumerate(heads):
        table.add_column(head, justify="right" if i in (0, 2, 3) else "left", no_wrap=True)
    left = width - sum(w + 2 for w in widest)
    for row in rows:
        row[-1].truncate(left, overflow="ellipsis")
        table.add_row(*row)
    return table


def _print_rows(console: Console, rows: list[Row], lang: Lang) -> None:
    if console.width < NARROW:
        for stamp, outcome, heard, off, words in rows:
            console.print(Text("  ").join(t for t in (stamp, outcome, heard, off) if t.plain), soft_wrap=True)
            console.print(Text("    ") + words, overflow="ellipsis", no_wrap=True)
        return
    console.print(_table(message("table_heads").text(lang).split("|"), rows, console.width))


def _summary(checked: Checked, lang: Lang) -> list[Text]:
    """A line a recording, a line a shift, a line a note."""
    j = checked.judgement
    lines = []
    for r in checked.recordings:
        counted = [v.outcome for v in j.stamps if j.recording_of_part[v.stamp.part - 1] == r.number]
        counts = ", ".join(_counted(o, counted.count(o), lang) for o in Outcome if o in counted)
        said = message("summary_recording", number=r.number, title=r.title, count=len(counted), counts=counts or "–")
        lines.append(Text(said.text(lang)))
    lines.extend(Text(f"◆ {line}", style="yellow") for line in shift_lines(j.shifts, lang))
    lines.extend(
        Text(f"! {v.stamp.text}: {v.contradiction.text(lang)}")
        for v in j.stamps
        if v.contradiction and v.contradiction not in j.notes
    )
    lines.extend(Text(f"! {n.text(lang)}") for n in j.notes)
    return lines
