"""`publish`, `login` and `logout`: chapters on the hosts that take them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.asking import answered, confirmed
from rnct_chapters.cli.chapter_sources import WhichRecording, chosen, read_settled
from rnct_chapters.cli.events import WhichRecap, results_of, speaking_of
from rnct_chapters.cli.options import LangOption
from rnct_chapters.cli.speaking import emit, printing, say, speaking
from rnct_chapters.errors import RnctError, UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.chapters import ChapterList
    from rnct_chapters.publish import Difference, Plan, Published, Secret, Secrets, Web

ToHost = Annotated[
    str | None,
    typer.Option("--to", metavar="HOST", help="peertube, vimeo or youtube (else by the address).", show_default=False),
]
VideoUrl = Annotated[
    str | None,
    typer.Option("--video", metavar="URL", help="The video (else the recording's address).", show_default=False),
]
Yes = Annotated[bool, typer.Option("--yes", help="Write; without it nothing is changed.")]
ReplaceList = Annotated[
    bool, typer.Option("--replace-list", help="With --yes: replace a list of chapters that is not ours, unasked.")
]
Check = Annotated[bool, typer.Option("--check", help="Tell whether hosts still show what was published.")]
Print = Annotated[bool, typer.Option("--print", help="Print the text to paste into a YouTube description.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the comparison as JSON (docs/publish.schema.json).")]


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", hidden=True)],
    to: ToHost = None,
    recording: WhichRecording = None,
    number: WhichRecap = None,
    video: VideoUrl = None,
    yes: Yes = False,
    replace_list: ReplaceList = False,
    check: Check = False,
    as_text: Print = False,
    as_json: AsJson = False,
    lang: LangOption = None,
) -> None:
    """Put a recording's chapters on PeerTube, Vimeo or YouTube, from chapters.json in DIR.

    DIR is a folder that `check` has written, or an event file. What the host shows now and what it would show stand
    side by side; nothing is changed without --yes. Then the chapters are written, read back and compared. Run again
    after an interruption, it ends in the same state. Sign in with `login`, or give a token in
    RNCT_CHAPTERS_PEERTUBE_TOKEN, RNCT_CHAPTERS_VIMEO_TOKEN or RNCT_CHAPTERS_YOUTUBE_TOKEN.

    Exits 0 when all is well, 1 when --check finds a host that shows something else, 2 when it cannot begin, 3 when a
    host refused or did not answer.
    """
    with speaking_of(folder, lang) as (spoken, event):
        folder = Path(results_of(event, str(folder), number))
        if sum((check, as_text, yes)) > 1 or (as_text and as_json):
            raise UsageError(message("publish_one_thing"))
        run = Run(folder, to, recording, video, spoken)
        if check:
            raise typer.Exit(run.check(as_json))
        if as_text:
            run.print_text()
            return
        run.publish(yes, replace_list, as_json)


@dataclass(frozen=True, slots=True)
class Run:
    """One publishing: of whose chapters, to where."""

    folder: Path
    to: str | None
    recording: str | None
    video: str | None
    lang: Lang

    def publish(self, yes: bool, replace_list: bool, as_json: bool) -> None:
        """Compares, and with `yes` writes. Raises `UsageError` and `HostFailed`."""
        from rnct_chapters.publish import keep_published, open_host, plan_for, read_published
        from rnct_chapters.publish import publish as write

        listed = self._listed()
        url = self._address(listed)
        read_published(self.folder)  # broken, it is better known before anything is written
        with _web(self.lang) as web:
            host = open_host(self.to or _host_of(url), url, web, _secrets(), _titles_in(listed, self.lang))
            plan = plan_for(host, listed, self.lang)
            self._tell(plan, as_json)
            if not yes:
                if plan.differs:
                    for m in filter(None, (plan.asks, message("publish_dry"))):
                        say(m.text(self.lang))
                return
            if plan.differs and plan.asks is not None and not replace_list:
                self._ask(plan)
            done = write(host, plan)
        key = "publish_done" if plan.differs else "publish_same"
        say(message(key, count=len(done.chapters), video=done.video).text(self.lang))
        keep_published(self.folder, done)

    def check(self, as_json: bool) -> int:
        """1 where a host no longer shows what was published, else 0, else the code of a host that could not be asked;
        each difference is printed. Raises `UsageError` where nothing was published."""
        from rnct_chapters.cli.publish_tables import print_changed
        from rnct_chapters.publish import open_host, read_published, still_shown

        known = [p for p in read_published(self.folder) if self._wanted(p)]
        if not known:
            raise UsageError(message("publish_none_known", path=str(self.folder)))
        found: list[tuple[Published, Sequence[Difference]]] = []
        failed = 0
        with _web(self.lang) as web:
            for published in known:
                try:
                    host = open_host(published.host, published.video, web, _secrets(), self.lang)
                    found.append((published, still_shown(published, host)))
                except RnctError as error:  # the other hosts are asked all the same
                    say(error.text(self.lang))
                    failed = max(failed, error.exit_code)
        if found:
            with printing():
                print_changed(found, as_json, self.lang)
        return 1 if any(lines for _, lines in found) else failed

    def print_text(self) -> None:
        """The block for a YouTube description; what its rules forced is said."""
        from rnct_chapters.publish.youtube import text_to_paste

        listed = self._listed()
        text, said = text_to_paste(listed, _titles_in(listed, self.lang))
        with printing():
            emit(text)
        for m in said:
            say(m.text(self.lang))

    def _wanted(self, published: "Published") -> bool:
        if self.recording is not None and published.recording != self._listed().recording:
            return False
        return self.to in (None, published.host) and (self.video is None or _is_one(self.video, published.video))

    def _listed(self) -> "ChapterList":
        return chosen(read_settled(self.folder), self.recording)

    def _address(self, listed: "ChapterList") -> str:
        if (url := listed.url if self.video is None else self.video) is None:
            raise UsageError(message("publish_no_address", title=listed.title))
        return url

    def _tell(self, plan: "Plan", as_json: bool) -> None:
        from rnct_chapters.cli.publish_tables import print_plan

        with printing():
            print_plan(plan, as_json, self.lang)
        for m in (*plan.said, *([plan.cost] if plan.cost and plan.differs else [])):
            say(m.text(self.lang))

    def _ask(self, plan: "Plan") -> None:
        """Raises `UsageError` unless the person at the terminal says yes."""
        assert plan.asks is not None
        say(plan.asks.text(self.lang))
        if not confirmed(message("publish_replace_list_ask"), self.lang, default=False):
            raise UsageError(message("publish_replace_list"))


def _is_one(url: str, other: str) -> bool:
    """Whether two addresses lead to one video, whatever moment each names."""
    from rnct_chapters.hosts import video_of

    return url == other or (video_of(url) is not None and video_of(url) == video_of(other))


def _titles_in(listed: "ChapterList", lang: Lang) -> Lang:
    """The language of what is written beside the titles: theirs, where we know it."""
    return "fr" if listed.language == "fr" else "en" if listed.language == "en" else lang


def _host_of(url: str) -> str:
    """The host that an address names. Raises `UsageError` where it takes no chapters."""
    from rnct_chapters.hosts import video_of

    found = video_of(url)
    if found is None or found.host not in ("peertube", "vimeo", "youtube"):
        raise UsageError(message("publish_host_untold", url=url))
    return found.host


@contextmanager
def _web(lang: Lang) -> "Iterator[Web]":
    from rnct_chapters.publish import Web

    with Web(told=lambda m: say(m.text(lang))) as web:
        yield web


def _secrets() -> "Secrets":
    from rnct_chapters.publish import Secrets

    return Secrets()


LOGIN_KEYS = {"peertube": ("username", "password"), "vimeo": ("token",)}
"""What is asked for, by host."""

HostArgument = Annotated[str, typer.Argument(metavar="HOST", hidden=True)]
InstanceArgument = Annotated[str | None, typer.Argument(metavar="INSTANCE", hidden=True)]
ClientFile = Annotated[
    Path | None,
    typer.Option(
        "--client", metavar="FILE", help="Your OAuth client for YouTube, as Google gives it.", show_default=False
    ),
]


def login(
    host: HostArgument, instance: InstanceArgument = None, client: ClientFile = None, lang: LangOption = None
) -> None:
    """Sign in to HOST: peertube INSTANCE, vimeo or youtube. What is secret is kept in the system's keyring, or else in
    a file that only you can read.

    peertube asks for your name and password there; vimeo for a token, made at developer.vimeo.com; youtube opens your
    browser, and needs an OAuth client of the kind "desktop app" from console.cloud.google.com.

    Exits 0 when you are signed in, 2 and 3 when that failed.
    """
    with speaking(lang) as spoken:
        if host == "youtube":
            _sign_in_to_youtube(client, spoken)
            return
        name = _account_name(host, instance)
        given = {key: _asked(key, name, spoken) for key in LOGIN_KEYS[host]}
        for key, secret in given.items():
            kept = _secrets().put(name, key, secret)
        say(message("login_kept", host=name.removeprefix("peertube:")).text(spoken))
        say(kept.text(spoken))


def _sign_in_to_youtube(client: Path | None, lang: Lang) -> None:
    from rnct_chapters.publish.oauth import Visit, sign_in

    if client is None:
        raise UsageError(message("login_client"))
    with _web(lang) as web:
        said = sign_in(client, _secrets(), web, Visit(lang=lang))
    say(message("login_done", host="YouTube").text(lang))
    say(said.text(lang))


def logout(host: HostArgument, instance: InstanceArgument = None, lang: LangOption = None) -> None:
    """Forget what was kept to sign in to HOST: peertube INSTANCE, vimeo or youtube.

    Exits 0 when nothing of it is kept any more.
    """
    with speaking(lang) as spoken:
        name = _account_name(host, instance)
        for key in ("token", "username", "password", "refresh"):
            _secrets().forget(name, key)
        say(message("logout_done", host=name).text(spoken))


def _account_name(host: str, instance: str | None) -> str:
    """The name under which secrets are kept. Raises `UsageError`."""
    if host in ("vimeo", "youtube"):
        return host
    if host != "peertube":
        raise UsageError(message("login_host", host=host))
    if not (address := (instance or "").strip()):
        raise UsageError(message("login_instance"))
    from rnct_chapters.publish.web import checked_host

    return f"peertube:{checked_host(address if '://' in address else f'https://{address}')}"


def _asked(key: str, name: str, lang: Lang) -> "Secret":
    """What the person types, unseen unless it is a name. Raises `UsageError` where that is nothing."""
    from rnct_chapters.publish import Secret

    if not (text := answered(message(f"login_ask_{key}"), lang, hidden=key != "username")):
        raise UsageError(message("login_nothing", host=name))
    return Secret(text)
