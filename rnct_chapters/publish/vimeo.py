"""Chapters on Vimeo: no request replaces them all, so each is removed, changed or added by itself.

API of version 3.4: https://developer.vimeo.com/api/reference/videos#chapters. Two chapters never stand on one second,
which Vimeo refuses; and whatever request was the last, the next run does the rest.
"""

import os
import re
from collections.abc import Sequence

from rnct_chapters.addresses import read_address
from rnct_chapters.chapters import RULES, Check
from rnct_chapters.chapters.limits import titles_fit
from rnct_chapters.chapters.mending import flat, named, one_a_start, ordered, whole_seconds
from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.publish.looking import by_time, refuse_changed, shown_as
from rnct_chapters.publish.plan import Shown
from rnct_chapters.publish.secrets import Secret, Secrets
from rnct_chapters.publish.vimeo_steps import Step, second_of, steps
from rnct_chapters.publish.web import Answer, Asking, Unanswered, Web, checked_host
from rnct_chapters.recap.page_addresses import shown as shown_address

CHECKS: tuple[Check, ...] = (named, flat, whole_seconds, ordered, one_a_start(1000), titles_fit(RULES.max_title))
"""Whole seconds, none twice. Vimeo tells no limit for titles; more characters than these are shown nowhere."""

API = "https://api.vimeo.com"
VARIABLE = "RNCT_CHAPTERS_VIMEO_API"
"""Environment variable that names another address of the API, of a proxy or for a test."""
PAGE = 100
"""Chapters in one answer: as many as the API gives."""
PAGES = 50
"""A list that goes on longer is a failure of the host."""
ROUNDS = 3
"""Attempts at what is left to do after a request of which nobody knows what became."""

_ACCEPT = {"Accept": "application/vnd.vimeo.*+json;version=3.4"}
_PATH = re.compile(
    r"/(?:(?:manage/)?videos?/|channels/[^/]+/|groups/[^/]+/videos/|(?:album|showcase)/\d+/video/|ondemand/[^/]+/)?"
    r"(?P<id>\d{1,12})(?:/(?P<key>[0-9a-f]+))?(?:/[a-z]+)?/?"
)
_CHAPTER = re.compile(r"/videos/[^/]+/chapters/(\w+)")


def open_vimeo(url: str, web: Web, secrets: Secrets, lang: Lang) -> "Vimeo":
    """The video at `url`. Raises `UsageError` where it is no address of one, or no token is known."""
    address = read_address(url)
    found = _PATH.fullmatch(address.path) if address else None
    if address is None or found is None or address.domain not in ("vimeo.com", "player.vimeo.com"):
        raise UsageError(message("vimeo_address", url=shown_address(url)))
    if (token := secrets.get("vimeo", "token")) is None:
        raise UsageError(message("vimeo_no_token", path=str(secrets.file)))
    key = found["key"] or address.get("h")
    return Vimeo(found["id"], key if re.fullmatch("[0-9a-f]+", key) else "", web, token)


class Vimeo:
    """One video. `key` is what the address of an unlisted one has beside the id, empty for any other."""

    name = "vimeo"
    checks = CHECKS
    remarks: tuple[Message, ...] = ()
    cost: Message | None = None
    asks: Message | None = None

    def __init__(self, id: str, key: str, web: Web, token: Secret) -> None:
        base = os.environ.get(VARIABLE) or API
        checked_host(base)
        self.video = f"https://vimeo.com/{id}{f'/{key}' if key else ''}"
        self._api = f"{base.rstrip('/')}/videos/{id}{f':{key}' if key else ''}/chapters"
        self._web, self._token = web, token
        self._seen: tuple[Shown, ...] | None = None

    def look(self) -> tuple[Shown, ...]:
        """The chapters that are there. Raises `HostFailed`."""
        self._seen = self._listed()
        return self._seen

    def write(self, ours: tuple[Shown, ...]) -> None:
        """Removes, changes and adds what differs. Raises `UsageError` for two chapters on one second, and `HostFailed`,
        which says how much was done; called again, it does the rest."""
        if len({second_of(shown) for shown in ours}) < len(ours):
            raise UsageError(message("vimeo_same_second"))
        there = self._listed()
        refuse_changed(self.video, self._seen, there)
        self._seen = None
        for rounds_left in reversed(range(ROUNDS)):
            try:
                return self._take(tuple(steps(there, ours)))
            except Unanswered:  # it may have been done or not: what is there now tells
                if not rounds_left:
                    raise
                there = self._listed()

    def _take(self, todo: Sequence[Step]) -> None:
        for done, step in enumerate(todo):
            try:
                self._send(step)
            except Unanswered:
                raise
            except HostFailed as error:
                if not done:
                    raise
                said = message("publish_partly", video=self.video, done=done, total=len(todo), why=error.said)
                raise HostFailed(said) from error

    def _send(self, step: Step) -> None:
        url = self._api if step.id is None else f"{self._api}/{step.id}"
        asking: Asking = {"token": self._token, "headers": _ACCEPT, "expect": step.expect}
        if step.body is not None:
            asking["json"] = step.body
        self._web.call(step.method, url, **asking)

    def _listed(self) -> tuple[Shown, ...]:
        found: list[Shown] = []
        for page in range(1, PAGES + 1):
            params = {"page": page, "per_page": PAGE}
            answer = self._web.call("GET", self._api, token=self._token, headers=_ACCEPT, params=params)
            match answer.json:
                case {"data": [*entries], "paging": {"next": str()}} if entries:
                    found += (_shown(entry, answer) for entry in entries)
                case {"data": [*entries]}:
                    return by_time((*found, *(_shown(entry, answer) for entry in entries)))
                case _:
                    raise answer.garbled()
        raise answer.garbled()


def _shown(entry: object, answer: Answer) -> Shown:
    match entry:
        case {"timecode": seconds, "title": title, "uri": str(uri)} if (named := _CHAPTER.fullmatch(uri)) is not None:
            if (shown := shown_as(seconds, title, named[1])) is not None:
                return shown
    raise answer.garbled()
