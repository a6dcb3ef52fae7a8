"""Chapters on a PeerTube instance: one request replaces them all.

API of PeerTube 6 and later: https://docs.joinpeertube.org/api-rest-reference.html, and the server's validators. What
everybody may see is read without an account; the account's token is sent to write, or where reading is refused
without it.
"""

import re

from rnct_chapters.addresses import read_address
from rnct_chapters.chapters import RULES, Check, plain
from rnct_chapters.chapters.limits import titles_fit
from rnct_chapters.chapters.mending import flat, named, one_a_start, ordered, whole_seconds
from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.publish.looking import by_time, refuse_changed, shown_as
from rnct_chapters.publish.peertube_account import Account
from rnct_chapters.publish.plan import Shown
from rnct_chapters.publish.secrets import Secrets
from rnct_chapters.publish.web import Answer, Refused, Web
from rnct_chapters.recap.page_addresses import shown as shown_address

CHECKS: tuple[Check, ...] = (named, flat, whole_seconds, ordered, one_a_start(1000), titles_fit(RULES.max_title))
"""Titles of 1 to 100 characters, whole seconds, none twice."""

_PATH = re.compile(r"/(?:w|videos/(?:watch|embed))/(?P<id>[0-9A-Za-z-]+)/?")


def open_peertube(url: str, web: Web, secrets: Secrets, lang: Lang) -> "PeerTube":
    """The video at `url`. Raises `UsageError` where it is no address of one, or goes over http."""
    address = read_address(url)
    found = _PATH.fullmatch(address.path) if address else None
    if address is None or found is None:
        raise UsageError(message("peertube_address", url=shown_address(url)))
    base = address.base[: -len(address.path)].lower()
    return PeerTube(base, found["id"], web, Account(base, web, secrets))


class PeerTube:
    """One video on one instance, whose address is `base`."""

    name = "peertube"
    checks = CHECKS
    remarks: tuple[Message, ...] = ()
    cost: Message | None = None
    asks: Message | None = None

    def __init__(self, base: str, id: str, web: Web, account: Account) -> None:
        self.video = f"{base}/w/{id}"
        self._api = f"{base}/api/v1/videos/{id}"
        self._web, self._account = web, account
        self._seen: tuple[Shown, ...] | None = None

    def look(self) -> tuple[Shown, ...]:
        """The chapters that are there. Raises `HostFailed`, also for a live and for the copy of another instance's
        video, which take none."""
        match self._read(self._api).json:
            case {"isLive": True}:
                raise HostFailed(message("peertube_live", video=self.video))
            case {"isLocal": False, "account": {"host": str(home)}}:
                raise HostFailed(message("peertube_remote", video=self.video, home=plain(home)))
        self._seen = self._listed()
        return self._seen

    def write(self, ours: tuple[Shown, ...]) -> None:
        """Replaces all chapters in one request, so that an interruption leaves the old ones or the new ones."""
        refuse_changed(self.video, self._seen, self._listed())
        chapters = [{"timecode": shown.start_ms // 1000, "title": shown.title} for shown in ours]
        self._account.call("PUT", f"{self._api}/chapters", {"chapters": chapters})
        self._seen = None

    def _listed(self) -> tuple[Shown, ...]:
        try:
            answer = self._read(f"{self._api}/chapters")
        except Refused as refusal:
            if refusal.answer.status != 404:
                raise
            raise HostFailed(message("peertube_no_chapters", host=refusal.answer.host)) from refusal
        match answer.json:
            case {"chapters": [*entries]}:
                return by_time(_shown(entry, answer) for entry in entries)
        raise answer.garbled()

    def _read(self, url: str) -> Answer:
        """What lies at `url`: for everybody, else for the account, to which what is hidden need not be missing."""
        hidden = (401, 403, 404) if self._account.is_known else (401, 403)
        try:
            return self._web.call("GET", url)
        except Refused as refusal:
            if refusal.answer.status not in hidden:
                raise
        return self._account.call("GET", url)


def _shown(entry: object, answer: Answer) -> Shown:
    match entry:
        case {"timecode": seconds, "title": title} if (shown := shown_as(seconds, title)) is not None:
            return shown
    raise answer.garbled()
