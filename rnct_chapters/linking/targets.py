"""Where a stamp's link should lead, and which targets may be replaced."""

from dataclasses import dataclass
from typing import Literal

from rnct_chapters.hosts import deep_link, page_link, time_in, video_name
from rnct_chapters.linking.checked import Replay

PLACEHOLDERS = {"", "#"}
"""Targets that lead nowhere: the author meant to fill them in."""


@dataclass(frozen=True, slots=True)
class Target:
    """What to do with a stamp's link: `right` as it is, `new` with `href`, `none` (nowhere to link to), `foreign`
    (leads elsewhere, which is the author's affair)."""

    verdict: Literal["right", "new", "none", "foreign"]
    href: str | None = None


def is_placeholder(href: str) -> bool:
    return href.strip() in PLACEHOLDERS


def target_of(href: str | None, ms: int, replay: Replay | None, moved_from: Replay | None = None) -> Target:
    """The target for a stamp that says `ms` of `replay` and has the target `href`, None without a link.

    `moved_from` is the recording that the article took it to be of. A recording without an address is the video that
    the stamp's own link names.
    """
    url = replay.url if replay else None
    fresh = deep_link(url, ms) if url else None
    if href is None or is_placeholder(href):
        return Target("new", fresh) if fresh else Target("none")
    there = video_name(href)
    home = video_name(url)
    if there is None:
        same_page = url is not None and page_link(href) == page_link(url) != ""
        return Target("none") if same_page else Target("foreign")
    if there == home or (home is None and moved_from is None):
        at_ms = time_in(href)
        if at_ms is not None and at_ms // 1_000 == ms // 1_000:
            return Target("right")
        opened = deep_link(href, ms)
        return Target("new", opened) if opened else Target("none")
    if moved_from is not None and fresh and moved_from.url and there == video_name(moved_from.url):
        return Target("new", fresh)
    return Target("foreign")
