"""Who may come in, and what a page may load: as values, without a server."""

import re

import pytest

from rnct_chapters.webserver.security import Door, origin_of, policy


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://videos.example.org/w/x?start=1", "https://videos.example.org"),
        ("http://Videos.Example.ORG:8080/a.mp4", "http://videos.example.org:8080"),
        ("https://vidéos.example/w/x", "https://xn--vidos-dsa.example"),
        ("https://a.example;script-src *", None),
        ("https://a.example script-src", None),
        ("https://a.example'/", None),
        ("https://*", None),
        ("https://*.example/", None),
        ("javascript:alert(1)", None),
        ("ftp://a.example/x.mp4", None),
        ("https://a.example:99999/x", None),
        ("https://[::1]/x", None),
        ("https:///x", None),
        ("", None),
        ("https://" + "a" * 300 + ".example/", None),
    ],
)
def test_an_address_cannot_widen_the_policy(address: str, origin: str | None) -> None:
    """What an article or a host calls a recording's address adds its origin to the policy, or nothing."""
    assert origin_of(address) == origin
    written = policy([address], [address])
    assert written.count(";") == 9
    allowed = re.findall(r"(?:media-src 'self'|frame-src)((?: [^;]+)?)", written)
    assert allowed == ([f" {origin}"] * 2 if origin else ["", " 'none'"])


@pytest.mark.parametrize(
    ("host", "ours"),
    [("192.168.1.7:8765", True), ("[fe80::1]:8765", True), ("desk.local:8765", True), ("evil.example:8765", False)],
)
def test_a_remote_desk_knows_addresses_and_its_name(host: str, ours: bool) -> None:
    """Where other machines may come in, they do by an address or by the name that was given; no other name."""
    assert Door(8765, frozenset({"desk.local"}), remote=True).is_ours(host) is ours
    assert not Door(8765, frozenset({"localhost"})).is_ours(host)
