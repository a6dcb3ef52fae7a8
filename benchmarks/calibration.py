"""How much the log-odds of a match can be trusted, counted and drawn: precision and recall over the threshold, and
how often a match of given log-odds was right beside how often it claims to be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from cases import Place, claim_of

from rnct_chapters.matching import Heard, MatchRules, find_evidence
from rnct_chapters.matching.confidence import log_odds

RIGHT_MS = 30_000
"""A match this near the truth is at the right place; how exactly it begins is another question."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best place of one quote or decoy: its log-odds, and whether it is where the quote was said."""

    odds: float
    is_right: bool
    is_decoy: bool


@dataclass(frozen=True, slots=True)
class Point:
    """What a threshold gives, as shares 0..1: precision of what it lets through, recall of what was said."""

    threshold: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Matches of about the same log-odds: the chance they claim, the share that is right, and how many they are."""

    odds: float
    claimed: float
    right: float
    count: int


def find_all(places: Iterable[Place]) -> list[Found]:
    """The best place of everything that is looked for, whether it would be believed or not."""
    found = []
    for place in places:
        heard = Heard(place.transcript)
        for sought in place.sought:
            evidence = find_evidence(claim_of(sought.text), None, heard, MatchRules())
            best, rival = evidence.best, evidence.rival
            odds = log_odds(best, rival.score if rival else 0.0)
            near = best is not None and sought.true_ms is not None
            is_right = near and abs(best.span.start_ms - sought.true_ms) <= RIGHT_MS
            found.append(Found(odds, is_right, sought.true_ms is None))
    return found


def curve(found: Sequence[Found], thresholds: Iterable[float]) -> list[Point]:
    """Precision and recall at each threshold; where nothing passes, nothing is wrong."""
    said = max(1, sum(not f.is_decoy for f in found))
    points = []
    for threshold in thresholds:
        passed = [f for f in found if f.odds >= threshold]
        right = sum(f.is_right for f in passed)
        points.append(Point(threshold, right / len(passed) if passed else 1.0, right / said))
    return points


def bins(found: Sequence[Found], edges: Sequence[float]) -> list[Bin]:
    """By stretch of log-odds, the outermost open to their side; empty ones are left out."""
    counted = []
    bounds = [float("-inf"), *edges, float("inf")]
    for low, high in pairwise(bounds):
        inside = [f for f in found if low <= f.odds < high]
        if inside:
            odds = sum(f.odds for f in inside) / len(inside)
            claimed = sum(1 / (1 + exp(-f.odds)) for f in inside) / len(inside)
            counted.append(Bin(odds, claimed, sum(f.is_right for f in inside) / len(inside), len(inside)))
    return counted


LOW, HIGH = -8.0, 12.0
"""Log-odds that are drawn: from 1 in 3,000 to all but certain."""
LEAST = 0.7
"""Share at the foot of the first panel, where everything of interest is near the top."""
THRESHOLDS = [LOW + step / 4 for step in range(int((HIGH - LOW) * 4) + 1)]
EDGES = [-6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 380, 260, 60, 50, 100


def picture(found: Sequence[Found], threshold: float) -> str:
    """Both panels as SVG; `threshold` is the one in use."""
    points = curve(found, THRESHOLDS)
    total = f"{sum(not f.is_decoy for f in found)} quotes, {sum(f.is_decoy for f in found)} decoys"
    right = _LEFT + _WIDTH + _GAP
    width, height = right + _WIDTH + 30, _TOP + _HEIGHT + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12" fill="#222">',
        f"<title>Calibration: precision and recall over the threshold, {total}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *_axes(_LEFT, LEAST, f"precision and recall over the threshold ({total})", "threshold, log-odds"),
        _line(_LEFT, [(threshold, 0.0), (threshold, 1.0)], LEAST, '#777" stroke-dasharray="2 3'),
        _text(_x(_LEFT, threshold) + 5, _TOP + _HEIGHT - 10, f"in use: {threshold:g}", "#555"),
        _line(_LEFT, [(p.threshold, p.precision) for p in points], LEAST, "#0a5a8c"),
        _line(_LEFT, [(p.threshold, p.recall) for p in points], LEAST, '#b3541e" stroke-dasharray="7 3'),
        _text(_x(_LEFT, threshold) + 8, _TOP + 120, "precision", "#0a5a8c"),
        _text(_x(_LEFT, threshold) + 8, _TOP + 140, "recall (dashed)", "#b3541e"),
        *_axes(right, 0.0, "share of matches that are right, and how many they are", "log-odds of the match"),
        _line(right, [(t, 1 / (1 + exp(-t))) for t in THRESHOLDS], 0.0, '#777" stroke-dasharray="2 3'),
        _text(_x(right, 2.5), _y(0.8, 0.0), "dotted: the share they claim", "#555"),
        *(_dot(right, b) for b in bins(found, EDGES)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(left: float, odds: float) -> float:
    return round(left + _WIDTH * (min(max(odds, LOW), HIGH) - LOW) / (HIGH - LOW), 1)


def _y(share: float, least: float) -> float:
    return round(_TOP + _HEIGHT * (1 - max(share, least)) / (1 - least), 1)


def _text(x: float, y: float, words: str, color: str = "#222", anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" fill="{color}" text-anchor="{anchor}">{words}</text>'


def _line(left: float, points: Sequence[tuple[float, float]], least: float, stroke: str) -> str:
    drawn = " ".join(f"{_x(left, odds)},{_y(share, least)}" for odds, share in points)
    return f'<polyline points="{drawn}" fill="none" stroke-width="2" stroke="{stroke}"/>'


def _dot(left: float, b: Bin) -> str:
    x, y = _x(left, b.odds), _y(b.right, 0.0)
    label = _text(x, y + 18 if b.right > 0.5 else y - 9, str(b.count), "#0a5a8c", "middle")
    return f'<circle cx="{x}" cy="{y}" r="4" fill="#0a5a8c"/>{label}'


def _axes(left: float, least: float, title: str, below: str) -> list[str]:
    drawn = [
        _text(left, _TOP - 20, title),
        _text(left + _WIDTH / 2, _TOP + _HEIGHT + 42, below, anchor="middle"),
        f'<rect x="{left}" y="{_TOP}" width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#999"/>',
    ]
    for share in (least + (1 - least) * part / 5 for part in range(6)):
        drawn.append(_text(left - 8, _y(share, least) + 4, f"{100 * share:.0f} %", anchor="end"))
        drawn.append(f'<path d="M{left} {_y(share, least)}h{_WIDTH}" stroke="#e4e4e4"/>')
    for odds in range(int(LOW), int(HIGH) + 1, 4):
        drawn.append(_text(_x(left, odds), _TOP + _HEIGHT + 20, f"{odds:+d}" if odds else "0", anchor="middle"))
    return drawn
