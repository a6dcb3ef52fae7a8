"""Markdown and text written back: the edits, and not a byte besides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recap.claims import read_claims
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats import read_content, rewrite
from rnct_chapters.timecode import TextRange

URL = "https://youtu.be/79NNXn5Kr90?t=5"


def changed(source: str, text: str | None = None, href: str | None = URL, name: str = "recap.md") -> str:
    """The source with its first stamp printed as `text` and linked to `href`."""
    content = source.encode()
    document = read_content(content, name)
    stamp = read_claims(document).stamps[0]
    edit = Edit(stamp.at, stamp.text if text is None else text, href)
    return rewrite(content, document, [edit]).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("« Oui » (0:05) x", f"« Oui » ([0:05]({URL})) x"),
        ("« Oui » [0:05] x", f"« Oui » [[0:05]({URL})] x"),
        ("« Oui » (**0:05**) x", f"« Oui » (**[0:05]({URL})**) x"),
        ("- 0:05 – Titre", f"- [0:05]({URL}) – Titre"),
        ("## 0:05 Titre", f"## [0:05]({URL}) Titre"),
        ("| 0:05 | Titre |\n|---|---|\n", f"| [0:05]({URL}) | Titre |\n|---|---|\n"),
        ("« Oui » ([0:05](#)) x", f"« Oui » ([0:05]({URL})) x"),
        ("« Oui » ([0:05]()) x", f"« Oui » ([0:05]({URL})) x"),
        ('« Oui » ([0:05](  # "Voir")) x', f'« Oui » ([0:05](  {URL} "Voir")) x'),
        ("« Oui » ([0:05](<a b> 'x')) x", f"« Oui » ([0:05]({URL} 'x')) x"),
        ("« Oui » ([0:05](a\\(b(c)d)) x", f"« Oui » ([0:05]({URL})) x"),
        ("« Oui » ([**▶ 0:05**](#)) x", f"« Oui » ([**▶ 0:05**]({URL})) x"),
        ("« Oui » [[0:05]](#) x", f"« Oui » [[0:05]]({URL}) x"),
        ("« Oui » ([0:05][v]) x\n\n[v]: # 'y'\n", f"« Oui » ([0:05]({URL})) x\n\n[v]: # 'y'\n"),
        ("« Oui » ([0:05][]) x\n\n[0:05]: #\n", f"« Oui » ([0:05]({URL})) x\n\n[0:05]: #\n"),
        ("« Oui » ([0:05]) x\n\n[0:05]: #\n", f"« Oui » ([0:05]({URL})) x\n\n[0:05]: #\n"),
        ("<p>« Oui » (0:05)</p>\n", f'<p>« Oui » (<a href="{URL}">0:05</a>)</p>\n'),
        ("« Oui » <small>(0:05)</small>", f"« Oui » <small>([0:05]({URL}))</small>"),
        ("\ufeff« Oui » (0:05)  \r\nx\ry\n\tz ", f"\ufeff« Oui » ([0:05]({URL}))  \r\nx\ry\n\tz "),
    ],
)
def test_links_of_markdown(before: str, after: str) -> None:
    """A new link is inline, within the author's brackets and emphasis; an old one gets its target and keeps its title;
    a reference turns inline without its definition."""
    assert changed(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("« Oui » (0:05) x", "« Oui » (1:30) x"),
        ("« Oui » ([0:05](#)) x", "« Oui » ([1:30](#)) x"),
        ("« Oui » ([0:05][v]) x\n\n[v]: #\n", "« Oui » ([1:30][v]) x\n\n[v]: #\n"),
        ("« Oui » ([0:05]) x\n\n[0:05]: u(v)\n", "« Oui » ([1:30](u%28v%29)) x\n\n[0:05]: u(v)\n"),
    ],
)
def test_text_without_a_link(before: str, after: str) -> None:
    """A corrected time alone leaves its link as it is, and keeps a reference alive that its old text named."""
    assert changed(before, "1:30", None) == after


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://a.org/x_(y).mp4#t=5", "https://a.org/x_%28y%29.mp4#t=5"),
        ("https://a.org/?a=1&b=2", "https://a.org/?a=1&b=2"),
        ("https://a.org/?a=1&lt;=2", "https://a.org/?a=1&amp;lt;=2"),
        ("https://a.org/a b|c\\", "https://a.org/a%20b%7Cc%5C"),
    ],
)
def test_addresses_that_would_break_a_link(href: str, written: str) -> None:
    """What would end a target in Markdown is escaped, and an address reads back as it was meant."""
    after = changed("« Oui » (0:05)", href=href)
    assert after == f"« Oui » ([0:05]({written}))"
    runs = [r for b in read_content(after.encode(), "recap.md").blocks for r in b.runs if r.href is not None]
    assert [r.text for r in runs] == ["0:05"]


def test_plain_text_has_no_links() -> None:
    """In a text file the time alone changes."""
    assert changed("« Oui » (0:05) x\r\n", "1:30", name="recap.txt") == "« Oui » (1:30) x\r\n"


def test_an_insertion_links_its_time_alone() -> None:
    """Brackets and the space of what is added stand outside of its link."""
    document = read_content("« Oui », dit-il (0:05).".encode(), "recap.md")
    edits = [Edit(TextRange(7, 7), " (1:30)", URL, link=TextRange(2, 6))]
    assert rewrite("« Oui », dit-il (0:05).".encode(), document, edits).decode() == (
        f"« Oui » ([1:30]({URL})), dit-il (0:05)."
    )
    plain = rewrite("« Oui », dit-il (0:05).".encode(), document, [Edit(TextRange(7, 7), " (1:30)")])
    assert plain.decode() == "« Oui » (1:30), dit-il (0:05)."


@given(st.text(st.sampled_from(" \n\r\t[]()*_`<>#-|\\&;é«»0:5\u202f\u00a0\u200f\u0301x"), min_size=1), st.booleans())
def test_without_edits_the_same_bytes(source: str, bom: bool) -> None:
    """Reading and writing back without changes gives the same file, byte for byte."""
    content = (b"\xef\xbb\xbf" if bom else b"") + f"x{source}".encode()
    for name in ("recap.md", "recap.txt"):
        assert rewrite(content, read_content(content, name), []) == content
