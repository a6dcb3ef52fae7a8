"""What changed between two versions of a recap."""

from rnct_chapters.recap.claims import read_claims
from rnct_chapters.recap.comparing import Change, compare
from rnct_chapters.recap.document import parse_markdown, parse_text

ONE = "« *Personne ne voulait de cette friche derrière la mairie* »"
TWO = "« *Il fallait bien commencer par quelque chose de simple* »"
THREE = "« *La confiance ne se décrète pas, elle se jardine* »"
OLD = f"""# La matinée

{ONE} (1:10), sourit **Marius Delorme**. Puis vient le temps des [chartes](#).

{TWO} (2:10), explique **Salomé Kerbrat**.

{THREE} (3:10), conclut **Marius Delorme**.
"""


def changes(old: str, new: str) -> list[Change]:
    return list(compare(read_claims(parse_markdown(old)), read_claims(parse_markdown(new))))


def told(old: str, new: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(c.kind, c.what, c.old and c.old.text, c.new and c.new.text) for c in changes(old, new)]


def test_nothing_changed() -> None:
    """The same article has no changes, and neither has one whose other words were changed."""
    assert changes(OLD, OLD) == []
    assert changes(OLD, OLD.replace("Puis vient le temps", "Après quoi vient le grand temps")) == []
    plain = OLD.replace("[chartes](#)", "chartes")
    text = plain.replace("*", "").replace("# ", "")
    assert compare(read_claims(parse_markdown(plain)), read_claims(parse_text(text))) == ()


def test_a_stamp_with_another_time() -> None:
    """A corrected stamp is a change, and says what it stands for."""
    (found,) = changes(OLD, OLD.replace("2:10", "2min06"))
    assert (found.kind, found.what) == ("stamp", "text")
    assert found.old
    assert found.new
    assert (found.old.text, found.new.text, found.old.ms, found.new.ms) == ("2:10", "2min06", 130_000, 126_000)
    assert found.new.quote == "Il fallait bien commencer par quelque chose de simple"
    assert found.new.line == 5


def test_a_stamp_with_a_link() -> None:
    """A stamp that was linked has another target, and nothing else."""
    (found,) = changes(OLD, OLD.replace("(2:10)", "([2:10](https://youtu.be/79NNXn5Kr90?t=130))"))
    assert (found.what, found.old and found.old.href) == ("target", None)
    assert found.new
    assert found.new.href == "https://youtu.be/79NNXn5Kr90?t=130"


def test_stamps_come_go_and_move() -> None:
    """Stamps are matched by the words that they stand between, then by their time."""
    assert told(OLD, OLD.replace(" (2:10)", "")) == [("stamp", "removed", "2:10", None)]
    assert told(OLD, OLD.replace("Kerbrat**", "Kerbrat** (2:20)")) == [("stamp", "added", None, "2:20")]
    moved = OLD.replace(" (2:10)", "").replace("Puis vient", "(2:10) Puis vient")
    assert ("stamp", "moved", "2:10", "2:10") in told(OLD, moved)


def test_quotes_come_go_and_move() -> None:
    """A quote is the same wherever it stands."""
    gone = OLD.replace(f"{TWO} (2:10), explique **Salomé Kerbrat**.\n\n", "")
    assert ("quote", "removed", "Il fallait bien commencer par quelque chose de simple", None) in told(OLD, gone)
    assert ("quote", "added", None, "Il fallait bien commencer par quelque chose de simple") in told(gone, OLD)
    blocks = OLD.split("\n\n")
    turned = "\n\n".join([blocks[0], blocks[2], blocks[1], blocks[3]])
    assert "moved" in {what for kind, what, _, _ in told(OLD, turned) if kind == "quote"}
    assert not [t for t in told(OLD, turned) if t[0] == "quote" and t[1] in {"added", "removed"}]


def test_a_quote_reworded() -> None:
    """A quote with other words is told with those words."""
    (found,) = changes(OLD, OLD.replace("quelque chose de simple", "une chose très simple"))
    assert (found.kind, found.what) == ("quote", "text")
    assert [(w.old, w.new) for w in found.wordings] == [("quelque", "une"), ("de", "très")]


def test_another_speaker() -> None:
    """Words that another person is said to have said are a change."""
    (found,) = changes(OLD, OLD.replace("Salomé Kerbrat", "Inès Valmont"))
    assert (found.kind, found.what) == ("quote", "speaker")
    assert (found.old and found.old.speaker, found.new and found.new.speaker) == ("Salomé Kerbrat", "Inès Valmont")


def test_links() -> None:
    """Links are matched by their text."""
    assert told(OLD, OLD.replace("](#)", "](https://example.org)")) == [("link", "target", "chartes", "chartes")]
    assert told(OLD, OLD.replace("[chartes](#)", "chartes")) == [("link", "removed", "chartes", None)]
    assert told(OLD.replace("[chartes](#)", "chartes"), OLD) == [("link", "added", None, "chartes")]
