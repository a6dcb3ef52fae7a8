"""The screen: the table of a check, in the recap's order, with colours where there is a terminal."""

from collections import defaultdict
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rnct_chapters.cli.screen import open_console
from rnct_chapters.cli.speaking import harmless
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
NARROW = 80
_FIRST_WORDS = 60

Row = tuple[Text, Text, Text, Text, Text]


def print_check(checked: Checked, lang: Lang) -> None:
    """The whole answer of `check` on stdout."""
    console = open_console()
    loose = [v for v in checked.judgement.verdicts if v.claim.stamp is None]
    sections = {
        "table_stamps": _stamp_rows(checked, lang),
        "table_loose": [_row(v, "", lang) for v in loose],
    }
    heads = message("table_heads").text(lang).split("|")
    widths = _widths(heads, [row for rows in sections.values() for row in rows])
    for title, rows in sections.items():
        if not rows:
            continue
        console.print(Text(message(title).text(lang), style="bold"))
        _print_rows(console, heads, rows, widths, 1)
        console.print()
    for line in _summary(checked, lang):
        console.print(line, soft_wrap=True)


def print_claims(recap: Recap, lang: Lang) -> None:
    """What was read from a recap: a line a claim, the first of a stamp beside it; then the claims without one."""
    console = open_console()
    rows: list[Row] = []
    by_stamp: dict[int | None, list[Claim]] = defaultdict(list)
    for claim in recap.claims:
        by_stamp[claim.stamp].append(claim)
    for i, s in enumerate(recap.stamps):
        printed, read = _text(_printed(s.text, s.form, s.ms), "bold"), Text(format_clock(s.ms))
        under = [_claim_cells(c, lang) for c in by_stamp[i]] or [(Text(), Text())]
        rows.append((printed, read, Text(str(s.part)), *under[0]))
        rows.extend((Text(), Text(), Text(), *cells) for cells in under[1:])
    rows.extend((Text(), Text(), Text(str(c.part)), *_claim_cells(c, lang)) for c in by_stamp[None])
    heads = message("table_claims").text(lang).split("|")
    _print_rows(console, heads, rows, _widths(heads, rows), 3)


def _claim_cells(claim: Claim, lang: Lang) -> tuple[Text, Text]:
    return Text(message(f"kind_{claim.kind}").text(lang)), _words(claim.speaker, claim.text, lang)


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
    return (
        _text(printed),
        _outcome(s.outcome, s.recording, lang),
        _heard(s.heard_ms),
        Text(off),
        _words(speaker, text, lang),
    )


def _row(v: Verdict, mark: str, lang: Lang) -> Row:
    off = format_offset(v.error_ms) if v.error_ms is not None else ""
    words = _words(v.claim.speaker, v.claim.text, lang)
    return Text(mark), _outcome(v.outcome, v.recording, lang), _heard(v.heard_ms), Text(off), words


def _heard(ms: int | None) -> Text:
    return Text("" if ms is None else format_clock(ms))


def _printed(text: str, form: Form, ms: int) -> str:
    return f"→{format_clock(ms)}" if form is Form.OFFSET else text


def _outcome(outcome: Outcome, recording: int | None, lang: Lang) -> Text:
    """The outcome in words; of what is heard in another recording, in which."""
    shape, style = SHAPES[outcome]
    said = message(f"outcome_{outcome.value}")
    if outcome is Outcome.ELSEWHERE and recording is not None:
        said = message("outcome_in", number=recording)
    return Text(f"{shape} {said.text(lang)}", style=style)


def _words(speaker: str | None, text: str, lang: Lang) -> Text:
    """Who, and the first words."""
    shown = harmless(text)
    shown = shown if len(shown) <= _FIRST_WORDS else shown[:_FIRST_WORDS].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    who = (f"{harmless(speaker)}\u00a0: " if lang == "fr" else f"{harmless(speaker)}: ") if speaker else ""
    return Text.assemble((who, "bold"), shown)


def _text(text: str, style: str = "") -> Text:
    """Text that may hold anything, made harmless."""
    return Text(harmless(text), style=style)


def _counted(outcome: Outcome, count: int, lang: Lang) -> str:
    """`12 ● confirmés`: French agrees, English does not."""
    word = message(f"outcome_{outcome.value}").text(lang)
    plural = "s" if lang == "fr" and count > 1 and outcome is not Outcome.ELSEWHERE and not word.endswith("s") else ""
    return f"{count} {SHAPES[outcome][0]} {word}{plural}"


def _widths(heads: Sequence[str], rows: Sequence[Row]) -> list[int]:
    """By column but the last: what its widest cell takes."""
    return [max([len(head), *(row[i].cell_len for row in rows)]) for i, head in enumerate(heads[:-1])]


def _print_rows(console: Console, heads: Sequence[str], rows: Sequence[Row], widths: Sequence[int], wordy: int) -> None:
    """A table without rules, or two lines a row where the screen is narrow; the last column alone gives way where a
    line is too long. `wordy` is the column of words among those of numbers."""
    if console.width < NARROW:
        _print_narrow(console, rows)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for i, head in enumerate(heads[:-1]):
        table.add_column(head, justify="left" if i == wordy else "right", no_wrap=True, min_width=widths[i])
    table.add_column(heads[-1], no_wrap=True)
    left = console.width - sum(w + 2 for w in widths)
    for row in rows:
        row[-1].truncate(max(left, 1), overflow="ellipsis")
        table.add_row(*row)
    console.print(table)


def _print_narrow(console: Console, rows: Sequence[Row]) -> None:
    """Two lines a row: what was found, and whose words."""
    for *found, words in rows:
        console.print(Text("  ").join(t for t in found if t.plain), soft_wrap=True)
        console.print(Text("    ") + words, overflow="ellipsis", no_wrap=True)


def _summary(checked: Checked, lang: Lang) -> list[Text]:
    """A line a recording, a line a shift, a line a note."""
    j = checked.judgement
    lines = []
    for r in checked.recordings:
        counted = [v.outcome for v in j.stamps if j.recording_of_part[v.stamp.part - 1] == r.number]
        counts = ", ".join(_counted(o, counted.count(o), lang) for o in Outcome if o in counted)
        key = {0: "summary_recording_none", 1: "summary_recording_one"}.get(len(counted), "summary_recording")
        said = message(key, number=r.number, title=r.title, count=len(counted), counts=counts)
        lines.append(_text(said.text(lang)))
    lines.extend(_text(f"◆ {line}", "yellow") for line in shift_lines(j.shifts, lang))
    contradictions = dict.fromkeys(v.contradiction for v in j.stamps if v.contradiction)
    differences = [d for v in j.verdicts for d in v.differences]
    notes = [*(c for c in contradictions if c not in set(j.notes)), *differences, *j.notes]
    lines.extend(_text(f"! {n.text(lang)}") for n in notes)
    return lines
