"""Chapters put on the hosts that take them: looked at first, planned, written, and read back."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import reduce

from rnct_chapters.chapters import ChapterList, mend
from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.publish.host import Host
from rnct_chapters.publish.peertube import open_peertube
from rnct_chapters.publish.plan import Difference, Plan, Shown, changes, compare_shown
from rnct_chapters.publish.published import Published, keep_published, read_published, still_shown
from rnct_chapters.publish.secrets import Secret, Secrets
from rnct_chapters.publish.vimeo import open_vimeo
from rnct_chapters.publish.web import Web
from rnct_chapters.publish.youtube import open_youtube

__all__ = [
    "Difference",
    "Host",
    "Plan",
    "Published",
    "Secret",
    "Secrets",
    "Shown",
    "Web",
    "compare_shown",
    "keep_published",
    "open_host",
    "plan_for",
    "publish",
    "read_published",
    "still_shown",
]

Opener = Callable[[str, Web, Secrets, Lang], Host]
"""Each host's module has one, `open_NAME(url, web, secrets, lang)`. It asks the host nothing yet. Raises `UsageError`
where the address is none of the host's, or no secret is known without which nothing can be read there, and says how to
give one."""

HOSTS: dict[str, Opener] = {"peertube": open_peertube, "vimeo": open_vimeo, "youtube": open_youtube}
_NAMED = 3
"""Differences that a sentence names: enough to see what kind they are."""


def open_host(name: str, url: str, web: Web, secrets: Secrets, lang: Lang = "en") -> Host:
    """The video at `url` on the host `name`. Raises `UsageError` where there is no such host, the address is none of
    its videos, or no secret is known without which it cannot even be read."""
    if (opener := HOSTS.get(name)) is None:
        raise UsageError(message("publish_host_unknown", name=name, known=", ".join(HOSTS)))
    return opener(url, web, secrets, lang)


def plan_for(host: Host, chapters: ChapterList, lang: Lang = "en") -> Plan:
    """What publishing `chapters` would change; changes nothing. Raises `HostFailed`, and `UsageError` where there is
    nothing to publish: to empty a video's list is nobody's wish."""
    there = host.look()  # before its rules are asked for, which may depend on it
    mended, said = mend(chapters, host.checks, lang)
    if not mended.chapters:
        raise UsageError(message("publish_nothing", recording=chapters.recording))
    return Plan(
        host=host.name,
        video=host.video,
        recording=chapters.recording,
        there=there,
        ours=tuple(Shown(c.span.start_ms, c.title) for c in mended.chapters),
        said=(*host.remarks, *said),
        cost=host.cost,
        asks=host.asks,
    )


def publish(host: Host, plan: Plan) -> Published:
    """Writes what the plan says, reads it back and compares. Writes nothing where nothing differs.

    Raises `HostFailed`, also where the host does not show what was written, and names what differs.
    """
    if plan.differs:
        host.write(plan.ours)
    shown = host.look()
    if differences := changes(plan.ours, shown):
        named = _listed(differences)
        raise HostFailed(message("publish_not_kept", video=plan.video, count=len(differences), named=named))
    at = datetime.now(UTC).replace(microsecond=0)
    return Published(host=plan.host, video=plan.video, recording=plan.recording, at=at, chapters=shown)


def _listed(differences: Sequence[Difference]) -> Message:
    said = [line.said for line in differences[:_NAMED]]
    return reduce(lambda before, line: message("publish_listed", before=before, line=line), said)
