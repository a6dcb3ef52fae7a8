"""The player of the desk, in a real browser: files from this disk, and frames of hosts that speak their own messages.

The hosts themselves are out of reach of a test. In their place stand pages that answer as their documentation says;
what is tested is that we load nothing before it is wanted, say the right words, and believe nobody else.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import DEMO, call
from tests.conftest import CHROMIUM
from tests.review.editor import until
from tests.review.looking import looked_at, told
from tests.review.served import Served, served
from tests.review.waiting import until_plays

YOUTUBE = """<!doctype html><title>stand-in</title><script>
    let at = 0, state = -1;
    window.heard = [];
    const tell = (event, info) => parent.postMessage(JSON.stringify({ event, info, id: "desk" }), "*");
    addEventListener("message", ({ data }) => {
        const said = JSON.parse(data);
        heard.push(said);
        const all = { currentTime: at, duration: 99.46, playerState: state };
        if (said.event === "listening") tell("initialDelivery", all);
        if (said.func === "seekTo") tell("infoDelivery", { currentTime: at = said.args[0] });
        if (said.func === "playVideo") tell("infoDelivery", { currentTime: at, playerState: state = 1 });
        if (said.func === "pauseVideo") tell("infoDelivery", { currentTime: at, playerState: state = 2 });
    });
</script>"""

PEERTUBE = """<!doctype html><title>stand-in</title><script>
    let at = 0, playing = false;
    window.heard = [];
    const tell = (said) => parent.postMessage(JSON.stringify(said), "*");
    const status = () => tell({ method: "peertube::playbackStatusUpdate",
        params: { position: at, duration: 172.9, playbackState: playing ? "playing" : "paused" } });
    addEventListener("message", ({ data }) => {
        const said = JSON.parse(data);
        heard.push(said);
        const answer = (result) => tell({ id: said.id, result });
        const ready = () => tell({ method: "peertube::ready", params: true });
        if (said.method === "peertube::__ready") setTimeout(ready, 50);
        if (said.method === "peertube::isReady") answer(false);
        if (said.method === "peertube::seek") { at = said.params; answer(null); status(); }
        if (said.method === "peertube::play") { playing = true; answer(null); status(); }
        if (said.method === "peertube::pause") { playing = false; answer(null); status(); }
    });
    tell({ method: "peertube::__ready", params: { type: "publish-request", publish: [] } });
</script>"""


@pytest.fixture
def page(browser: Any, reader: Served) -> Iterator[Any]:
    """The desk of the demo; whatever wants to leave this machine is stopped."""
    with looked_at(browser, reader) as opened:
        opened.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
        yield opened


def stand_in(page: Any, pattern: str, html: str) -> list[str]:
    """Answers for a host; the addresses that were asked for."""
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body=html)

    page.route(pattern, answer)
    return asked


def heard(page: Any, host: str) -> list[dict[str, Any]]:
    """What the stand-in was told."""
    frame = next(f for f in page.frames if host in f.url)
    return list(frame.evaluate("heard"))


def test_files_from_the_disk_play_from_anywhere(page: Any) -> None:
    """A seek asks for a part of the file, and what is heard goes on from there, in either recording."""
    parts: list[int] = []
    page.on("response", lambda answer: parts.append(answer.status) if "/media/" in answer.url else None)
    page.reload()
    page.wait_for_selector(".evidence")
    told(page, "store.player.playAt(150_000, 1)")
    until_plays(page, 150_000, 1)
    told(page, "store.player.seek(60_000)")
    until_plays(page, 60_000, 1)
    told(page, "store.player.playAt(90_000, 2)")
    until_plays(page, 90_000, 2)
    assert set(parts) == {206}
    assert page.locator(".stage video:not([hidden])").count() == 1


@pytest.mark.slow
def test_what_plays_goes_on_at_the_next_card(page: Any) -> None:
    """While it plays the next card is heard at once; while it is paused nothing starts by itself."""
    told(page, "store.select('e-s15')")
    assert told(page, "return store.player.playing") is False
    page.keyboard.press("h")
    until_plays(page, 126_000, 1)
    told(page, "store.select('e-s20')")
    until_plays(page, 28_300, 2)
    page.keyboard.press(" ")
    until(page, "!store.player.playing")
    told(page, "store.select('e-s15')")
    assert told(page, "return [store.player.playing, store.player.number, store.player.now_ms]") == [False, 1, 126_008]


@pytest.mark.slow
def test_speed_is_chosen_once_for_all(page: Any) -> None:
    """From 0.75 to 2 times, by the list or by `<` and `>`, and kept in the next recording."""
    page.select_option(".speed select", "1.5")
    page.keyboard.press(">")
    told(page, "store.player.playAt(10_000, 2)")
    until_plays(page, 10_000, 2)
    assert page.evaluate("[...document.querySelectorAll('.stage video')].map(v => v.playbackRate)")[-1] == 1.75
    for _ in range(9):
        page.keyboard.press("<")
    assert told(page, "return store.player.speed") == 0.75


@pytest.mark.slow
def test_the_loop_stays_around_the_mark(page: Any) -> None:
    """`l` plays the mark's surroundings again and again, until `l` again or a jump elsewhere."""
    told(page, "store.select('e-s15'); store.player.rate(2)")
    page.keyboard.press("l")
    around = told(page, "return store.player.around")
    assert around["from_ms"] < 126_708 < around["to_ms"]
    told(page, f"store.player.seek({around['to_ms'] - 300})")
    until(page, f"store.player.now_ms < {around['to_ms'] - 600} && store.player.playing")
    assert told(page, f"return store.player.now_ms >= {around['from_ms'] - 100}")
    told(page, "store.player.seek(10_000)")
    assert told(page, "return store.player.around") is None


@pytest.mark.slow
def test_the_slider_tells_and_seeks(page: Any) -> None:
    """It shows where the player stands, says it as a clock, and moves it by the keys of any slider."""
    told(page, "store.player.seek(61_000, 1)")
    rail = page.locator(".rail input")
    assert rail.get_attribute("aria-valuetext") == "1:01"
    rail.focus()
    page.keyboard.press("ArrowRight")
    until(page, "store.player.now_ms === 62_000")
    assert rail.get_attribute("aria-valuetext") == "1:02"


@pytest.mark.slow
def test_youtube_is_asked_nothing_before_it_is_wanted(page: Any) -> None:
    """Its frame opens with the first wish to hear it, without cookies, and is moved by messages alone."""
    asked = stand_in(page, "https://www.youtube-nocookie.com/**", YOUTUBE)
    told(page, "store.select('e-s20')")
    page.select_option(".playing select", "youtube")
    assert page.locator("iframe").count() == 0
    page.click(".cover")
    until_plays(page, 28_300, 2)
    assert len(asked) == 1
    assert asked[0].startswith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?enablejsapi=1")
    page.keyboard.press("p")
    until_plays(page, 53_000, 2)
    page.keyboard.press(" ")
    until(page, "!store.player.playing")
    told(page, "store.player.rate(1.5)")
    said = [(c["func"], *c["args"]) for c in heard(page, "youtube") if c["event"] == "command"]
    assert [c for c in said if c[0] != "setPlaybackRate"] == [
        ("seekTo", 28.31, True), ("playVideo",), ("seekTo", 53, True), ("playVideo",), ("pauseVideo",),
    ]  # fmt: skip
    assert page.locator("script:not([src^='/static/'])").count() == 0
    assert page.get_attribute("iframe", "referrerpolicy") == "strict-origin-when-cross-origin"


@pytest.mark.slow
def test_peertube_is_spoken_with_in_its_own_words(page: Any) -> None:
    """Its frame is greeted, waited for until its player is there, and then moved by messages."""
    asked = stand_in(page, "https://videos.example.org/**", PEERTUBE)
    told(page, "store.select('e-s15')")
    page.select_option(".playing select", "peertube")
    page.click(".cover")
    until_plays(page, 126_000, 1)
    assert asked[0].startswith("https://videos.example.org/videos/embed/8705c66f-509d-0eed-71bc-56346aafe868?api=1")
    page.keyboard.press("p")
    until_plays(page, 154_000, 1)
    page.keyboard.press(" ")
    until(page, "!store.player.playing")
    said = [(m["method"].partition("::")[2], m.get("params")) for m in heard(page, "videos.example")]
    assert [m for m in said if m[0] in ("seek", "play", "pause")] == [
        ("seek", 126.008), ("play", None), ("seek", 154), ("play", None), ("pause", None),
    ]  # fmt: skip


@pytest.mark.slow
def test_messages_of_strangers_move_nothing(page: Any) -> None:
    """Only the frame that we opened is listened to, and what it says is taken for what it may be."""
    stand_in(page, "https://www.youtube-nocookie.com/**", YOUTUBE)
    told(page, "store.select('e-s20')")
    page.select_option(".playing select", "youtube")
    page.click(".cover")
    until_plays(page, 28_300, 2)
    lie = json.dumps({"event": "infoDelivery", "info": {"currentTime": 77, "playerState": 1}})
    page.evaluate("lie => postMessage(lie, '*')", lie)
    frame = next(f for f in page.frames if "youtube" in f.url)
    for nonsense in ("not json", "null", "[1]", json.dumps({"info": {"currentTime": "NaN", "duration": "x"}})):
        frame.evaluate("said => parent.postMessage(said, '*')", nonsense)
    page.wait_for_timeout(100)
    assert told(page, "return store.player.now_ms") < 40_000


@pytest.mark.slow
def test_where_nothing_plays_the_page_says_so(browser: Any, tmp_path: Path) -> None:
    """Without sound and without a host the queue works as before, and the player tells what would help."""
    for name in ("recap.md", "matinee.vtt", "apres-pause.json"):
        shutil.copy(DEMO / name, tmp_path)
    files = [tmp_path / name for name in ("recap.md", "matinee.vtt", "apres-pause.json")]
    call("check", *files, "--out", tmp_path / "out", "--url", "2=https://example.org/watch/9")
    with served(tmp_path / "out") as desk, looked_at(browser, desk) as page:
        told(page, "store.select('e-s15')")
        assert "cannot be played here" in page.inner_text(".player")
        assert "beside the transcript" in page.inner_text(".player")
        page.keyboard.press("h")
        page.keyboard.press(" ")
        told(page, "store.select('e-s20')")
        assert page.get_attribute(".no-player a", "href") == "https://example.org/watch/9"
        told(page, "store.select('e-s15')")
        page.keyboard.press("s")
        until(page, "store.decisionOn(store.card('e-s15'))?.ms === 126_008")


@pytest.mark.slow
def test_a_file_that_went_away_is_told(browser: Any, desk: Served, folder: Path) -> None:
    """A media file that is gone since the check leaves a sentence, not a dead player."""
    (folder.parent / "matinee.opus").unlink()
    with browser.new_page() as page:
        page.goto(desk.address)
        page.wait_for_selector(".evidence")
        page.wait_for_selector(".failed")
        assert "cannot be played" in page.inner_text(".failed")
        page.click(".row >> nth=1")
        page.wait_for_selector(".failed", state="detached")


@pytest.mark.slow
def test_video_shows_its_picture(browser: Any, tmp_path: Path) -> None:
    """A recording with a picture is seen; one without takes no room for it."""
    if shutil.which("ffmpeg") is None or CHROMIUM is None:
        pytest.skip("ffmpeg is not installed")
    picture = ["-f", "lavfi", "-i", "testsrc=size=160x90:rate=5:duration=173", "-i", str(DEMO / "matinee.opus")]
    video = tmp_path / "matinee.webm"
    made = ["ffmpeg", "-v", "error", *picture, "-c:v", "libvpx", "-b:v", "60k", "-c:a", "copy", "-shortest", str(video)]
    subprocess.run(made, check=True, timeout=120)
    for name in ("recap.md", "matinee.vtt", "apres-pause.json", "apres-pause.opus"):
        shutil.copy(DEMO / name, tmp_path)
    files = [tmp_path / name for name in ("recap.md", "matinee.vtt", "apres-pause.json")]
    call("check", *files, "--out", tmp_path / "out")
    with served(tmp_path / "out") as desk, looked_at(browser, desk) as page:
        told(page, "store.select('e-s15')")
        page.wait_for_selector(".screen:visible")
        until(page, "document.querySelector('.stage video:not([hidden])').videoWidth === 160")
        page.click(".screen video:visible")
        until_plays(page, 126_000, 1)
        told(page, "store.select('e-s20')")
        page.wait_for_selector(".screen", state="hidden")
