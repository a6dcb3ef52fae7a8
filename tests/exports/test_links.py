"""links.md: which times are links, where they lead, and what stands beside them."""

import re
from dataclasses import replace

import pytest

from rnct_chapters.exports import render_links
from rnct_chapters.messages import Lang, message
from rnct_chapters.recap.claims import Recap, read_claims
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recording.media import Recording
from rnct_chapters.timecode import parse_clock
from rnct_chapters.verdicts import Judgement, Outcome, StampVerdict

URL = "https://youtu.be/79NNXn5Kr90"
MORNING = Recording("matin", 1, "Le matin", URL, None, 4_000_000, None)
EVENING = Recording("soir", 2, "Le soir", "https://youtu.be/dQw4w9WgXcQ", None, 4_000_000, None)
ARTICLE = """# Une journée

## Le jardin des élèves

{stamp} Les élèves de la commune ont planté des arbres dans la cour. « *On a vu les enfants changer de regard* »,
explique **Karim Vidal**, qui jardine avec eux dans le village et pour le village.
"""


def line_of(verdict: StampVerdict, recap: Recap, lang: Lang = "fr", *recordings: Recording) -> str:
    judgement = Judgement((), (verdict,), (), (1,))
    page = render_links(recap, judgement, recordings or (MORNING, EVENING), lang)
    (line,) = (line for line in page.split("\n") if line.startswith("- "))
    return line


def told(outcome: Outcome, heard_ms: int | None = None, stamp: str = "(10min30)") -> tuple[StampVerdict, Recap]:
    recap = read_claims(parse_markdown(ARTICLE.format(stamp=stamp), "recap.md"))
    (printed,) = recap.stamps
    ids = tuple(c.id for c in recap.claims if c.stamp == 0)
    number = 2 if outcome is Outcome.ELSEWHERE else 1
    suggested = None if outcome is Outcome.ELSEWHERE else heard_ms
    reason = message("why_nothing")
    return StampVerdict(printed, 0, outcome, number, heard_ms, None, suggested, ids, reason), recap


SUBJECT = "Karim Vidal : les élèves de la commune ont planté des arbres dans la cour"
AT_HOME = f"[10min30]({URL}?t=630)"


@pytest.mark.parametrize(
    ("outcome", "heard_ms", "printed", "said"),
    [
        (Outcome.CONFIRMED, 630_000, AT_HOME, "confirmé"),
        (Outcome.LOCATED, 630_000, AT_HOME, "trouvé"),
        (Outcome.UNVERIFIED, 630_000, AT_HOME, "non vérifiable"),
        (Outcome.UNVERIFIED, 600_000, AT_HOME, f"non vérifiable → [10:00]({URL}?t=600), −30 s"),
        (Outcome.UNCHECKED, None, AT_HOME, "non examiné"),
        (Outcome.SHIFTED, 700_900, "10min30", f"décalé → [11:40]({URL}?t=700), +1 min 10"),
        (Outcome.ELSEWHERE, 76_860, "10min30", "dans la vidéo 2, Le soir : [1:16](https://youtu.be/dQw4w9WgXcQ?t=76)"),
        (Outcome.NOT_FOUND, None, "10min30", "introuvable"),
        (Outcome.NOT_FOUND, 600_000, "10min30", "introuvable"),
        (Outcome.AMBIGUOUS, 600_000, "10min30", "ambigu"),
    ],
)
def test_a_time_is_a_link_where_it_may_be_right(
    outcome: Outcome, heard_ms: int | None, printed: str, said: str
) -> None:
    """A wrong time is plain, its better one leads to the recording that has it, and what is not found leads nowhere."""
    line = line_of(*told(outcome, heard_ms)).replace("\u00a0", " ").replace("\u202f", " ")
    assert line == f"- {printed} {SUBJECT} ({said})"


def test_the_subject_is_not_the_heading() -> None:
    """A stamp that opens a section says what is told there; the heading stands in the article."""
    assert "Le jardin des élèves" not in line_of(*told(Outcome.CONFIRMED, 630_000))


def test_a_time_in_a_target_alone_is_a_clock() -> None:
    """A link without a printed time is shown with the time that it points at, as on the terminal."""
    line = line_of(*told(Outcome.CONFIRMED, 146_000, f"[Semer]({URL}?t=2m26s)\n\n"))
    assert line.startswith(f"- [→ 2:26]({URL}?t=146) Semer")


def test_a_disagreement_is_told() -> None:
    """What the link or another stamp of the same words says stands behind the outcome."""
    verdict, recap = told(Outcome.CONFIRMED, 630_000)
    contradiction = message("contradiction_link", text="10min30", link="10:50")
    line = line_of(replace(verdict, contradiction=contradiction), recap)
    assert line.endswith(" (confirmé). Le texte dit 10min30, son lien dit 10:50.")


@pytest.mark.parametrize("heard_ms", [0, 699_999, 700_000, 700_999, 3_601_500])
@pytest.mark.parametrize("stamp", ["(00:12:30.500)", "(12:30)", "(1min)"])
def test_the_difference_is_that_of_the_clocks(stamp: str, heard_ms: int) -> None:
    """Whoever subtracts the times that stand there gets the number that stands there."""
    verdict, recap = told(Outcome.SHIFTED, heard_ms, stamp)
    line = line_of(verdict, recap)
    found = re.search(r"→ \[([\d:]+)\].*, ([+−])(?:(\d+)\sh\s)?(?:(\d+)\smin\s?)?(?:(\d+))?", line)
    assert found is not None
    hours, minutes, seconds = (int(n or 0) for n in found.groups()[2:])
    off_s = (-1 if found[2] == "−" else 1) * (hours * 3600 + minutes * 60 + seconds)
    assert parse_clock(found[1]) // 1000 - verdict.stamp.ms // 1000 == off_s


def test_an_english_page_keeps_the_article_s_marks() -> None:
    """What the page says is English, what the article says is French, with its quotation marks."""
    article = ARTICLE.format(stamp="").replace("regard* »", "regard* » (10min30)")
    recap = read_claims(parse_markdown(article, "recap.md"))
    verdict, _ = told(Outcome.CONFIRMED, 630_000)
    ids = tuple(c.id for c in recap.claims if c.stamp == 0)
    line = line_of(replace(verdict, stamp=recap.stamps[0], claims=ids), recap, "en")
    assert line.endswith("Karim Vidal\u00a0: «\u00a0On a vu les enfants changer de regard\u00a0» (confirmed)")


NO_URL = replace(MORNING, url=None)
UNKNOWN_HOST = replace(MORNING, url="https://example.org/replay")
LOCAL = replace(MORNING, url=None, media="../replay.mp4")


@pytest.mark.parametrize(
    ("recording", "stamp", "times"),
    [(NO_URL, "(10min30)", 1), (NO_URL, "[10min30](#)", 1), (NO_URL, f"[10min30]({URL})", 0), (MORNING, "(10min30)", 0),
     (UNKNOWN_HOST, "(10min30)", 0), (LOCAL, "(10min30)", 0)],
)  # fmt: skip
def test_how_to_have_links_is_said_once(recording: Recording, stamp: str, times: int) -> None:
    """Without any address the page says how to give one, and which recordings lack it; with one it does not."""
    verdict, recap = told(Outcome.CONFIRMED, 630_000, stamp)
    page = render_links(recap, Judgement((), (verdict, verdict), (), (1,)), (recording, EVENING), "fr")
    assert page.count("`--url 1=https://…`") == times
    assert "--url 2" not in page
