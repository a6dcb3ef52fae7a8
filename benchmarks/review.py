"""The editor's desk on a long event, measured in Chromium beside hyperaudio-lite, or a plain page of all the words.

usage: python benchmarks/review.py [--rounds 3] [--claims 300] [--words 30000] [--hours 3] [--plain]

The event is invented: three hours of the demo's voices again and again, and words that nobody says there.
hyperaudio-lite comes from npm; where that cannot be reached, or with --plain, a page takes its place that does nothing
but show each word as an element. Times are told by the page's own clock, up to the frame that shows the change.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import median

import av
import uvicorn
from event import talk_of, vocabulary_of
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.applications import Starlette
from starlette.staticfiles import StaticFiles

DEMO = Path(__file__).parent.parent / "data" / "demo"
PEER = "hyperaudio-lite@2.6.4"
PACKET = 960  # samples of Opus at 48 kHz: 20 ms
STAMP_WORDS = 14
TYPED = ("jardin", "de la", "tou", "par")
ALLOWED = {"page usable, ms": 1000, "next claim, ms": 100, "a letter in search, ms": 50, "memory of the tab, MB": 200}

PAINTED = "const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
"""Resolves when the frame that is being made has been handed to the screen."""

USABLE = """
addEventListener("DOMContentLoaded", () => {
    const look = () => {
        if (!(%s)) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => (window.usable_ms = performance.now())));
    };
    look();
});
"""

NEXT_OF_OURS = """async (key) => {
    %s
    const { store } = await import("/static/store.js");
    const before = store.selected;
    const began = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    const media = document.querySelector("audio, video");
    const there = () => store.selected !== before && !document.querySelector(".wave-told") && !media.seeking
        && document.querySelector("#evidence-title").textContent.includes(store.chosen.stamp_text);
    while (!there()) {
        if (performance.now() - began > 30_000) throw new Error(`no next claim after ${before}`);
        await new Promise(requestAnimationFrame);
    }
    await painted();
    return performance.now() - began;
}"""

NEXT_OF_PEER = """async (word) => {
    %s
    const media = document.querySelector("audio");
    const began = performance.now();
    document.querySelectorAll("[data-m]")[word].click();
    if (!media.seeking) media.currentTime = Number(document.querySelectorAll("[data-m]")[word].dataset.m) / 1000;
    document.querySelectorAll("[data-m]")[word].scrollIntoView();
    while (media.seeking) await new Promise(requestAnimationFrame);
    await painted();
    return performance.now() - began;
}"""

TYPE = """async ([selector, text]) => {
    %s
    const field = document.querySelector(selector);
    const taken = [];
    for (let end = 1; end <= text.length; end += 1) {
        await painted();
        const began = performance.now();
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text.slice(0, end));
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await painted();
        taken.push(performance.now() - began);
    }
    return taken;
}"""

SEARCH_OF_PEER = """
const fold = (text) => text.normalize("NFKD").toLowerCase();
document.querySelector("input").addEventListener("input", (event) => {
    const wanted = fold(event.target.value);
    for (const word of document.querySelectorAll("[data-m]")) {
        word.classList.toggle("found", wanted !== "" && fold(word.textContent).startsWith(wanted));
    }
});
"""


@dataclass(frozen=True, slots=True)
class Event:
    """What was made: the folder of results, the sound, and the transcript's words with their starts in ms."""

    results: Path
    sound: Path
    words: list[tuple[str, int]]


def write_event(folder: Path, hours: float, words: int, claims: int) -> Event:
    """Checks an invented recap of so many stamped quotes against a recording of so many words."""
    rng = random.Random(2025)
    talk = talk_of(rng, vocabulary_of(rng), words)
    each_ms = round(hours * 3_600_000) // words
    sound = folder / "three.opus"
    loop_sound(DEMO / "matinee.opus", sound, round(hours * 3600))
    said = [{"word": w, "start": n * each_ms / 1000, "end": (n + 1) * each_ms / 1000} for n, w in enumerate(talk)]
    segments = [
        {
            "start": said[at]["start"], "end": said[min(at + 20, words) - 1]["end"],
            "text": " ".join(talk[at : at + 20]), "words": said[at : at + 20],
        }
        for at in range(0, words, 20)
    ]  # fmt: skip
    (folder / "three.json").write_text(json.dumps({"segments": segments}), encoding="utf-8")
    (folder / "three.md").write_text(_recap(rng, talk, each_ms, claims), encoding="utf-8")
    results = folder / "three.rnct"
    done = subprocess.run(
        [*our_command(), "check", folder / "three.md", folder / "three.json", "--out", results], capture_output=True
    )
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode(errors="replace"))
    return Event(results, sound, [(w, n * each_ms) for n, w in enumerate(talk)])


def _recap(rng: random.Random, talk: list[str], each_ms: int, claims: int) -> str:
    """One stamp in five is a minute or more late."""
    lines = ["# Trois heures d'échanges\n"]
    for n in range(claims):
        first = (2 * n + 1) * len(talk) // (2 * claims)
        stamp_s = first * each_ms // 1000 + rng.choice((0, 0, 0, 0, 75))
        clock = f"{stamp_s // 3600}:{stamp_s // 60 % 60:02}:{stamp_s % 60:02}"
        quote = " ".join(talk[first : first + STAMP_WORDS])
        lines.append(f"On en vient à la suite. « {quote} » ({clock}), dit quelqu'un dans la salle.\n")
    return "\n".join(lines)


def our_command() -> list[str]:
    script = Path(sys.executable).parent / "rnct-chapters"
    return [str(script)] if script.exists() else [sys.executable, "-m", "rnct_chapters"]


def loop_sound(source: Path, out: Path, seconds: int) -> None:
    """The sound of `source` again and again, without coding it anew."""
    with av.open(str(source)) as given, av.open(str(out), "w") as made:
        stream = given.streams.audio[0]
        packets = [bytes(packet) for packet in given.demux(stream) if packet.size]
        to = made.add_stream_from_template(stream)
        for n in range(seconds * 48_000 // PACKET):
            packet = av.Packet(packets[n % len(packets)])
            packet.pts = packet.dts = n * PACKET
            packet.duration, packet.time_base, packet.stream = PACKET, stream.time_base, to
            made.mux(packet)


def peer_page(folder: Path, event: Event, plain: bool) -> str:
    """Writes the peer's page into `folder`; what the peer is called."""
    peer = None if plain else _fetched(folder)
    shutil.copy(event.sound, folder / "three.opus")
    spans = [f'<span data-m="{ms}" data-d="300">{escape(word)} </span>' for word, ms in event.words]
    lines = ["<p>" + "".join(spans[at : at + 20]) + "</p>" for at in range(0, len(spans), 20)]
    start = (
        "import { HyperaudioLite } from './hyperaudio-lite.mjs';"
        "new HyperaudioLite({ transcript: 'words', player: 'player' });"
        if peer
        else "document.querySelector('#words').addEventListener('click', (event) => {"
        "document.querySelector('audio').currentTime = event.target.dataset.m / 1000 });"
    )
    (folder / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><style>#words{height:80vh;overflow-y:auto}.found{background:gold}</style>"
        f"<input type=search><audio id=player controls preload=auto src=three.opus></audio><div id=words><section>"
        f"{''.join(lines)}</section></div>"
        f"<script type=module>{start}{SEARCH_OF_PEER}window.ready = true</script>",
        encoding="utf-8",
    )
    return PEER if peer else "plain page"


def _fetched(folder: Path) -> Path | None:
    """hyperaudio-lite's module as npm has it; None where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None or subprocess.run([npm, "pack", PEER], cwd=folder, capture_output=True).returncode:
        return None
    archive = next(folder.glob("hyperaudio-lite-*.tgz"))
    with tarfile.open(archive) as packed:
        module = packed.extractfile("package/js/hyperaudio-lite.mjs")
        assert module is not None
        (folder / "hyperaudio-lite.mjs").write_bytes(module.read())
    return folder / "hyperaudio-lite.mjs"


@contextmanager
def our_desk(event: Event) -> Iterator[str]:
    """The desk's address while it is open."""
    command = [*our_command(), "review", str(event.results), "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as desk:
        assert desk.stdout is not None
        yield desk.stdout.readline().strip()
        desk.terminate()


@contextmanager
def peer_served(folder: Path) -> Iterator[str]:
    """The peer's page over HTTP, with ranges of its sound as the desk has them."""
    app = Starlette()
    app.mount("/", StaticFiles(directory=folder, html=True))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    server.should_exit = True
    thread.join()


Figures = dict[str, float | None]


def measured(launch: Callable[[], Browser], address: str, usable: str, use: Callable[[Page, Figures], None]) -> Figures:
    """One visit in a browser of its own."""
    browser = launch()
    try:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(USABLE % usable)
        page.goto(address)
        page.wait_for_function("() => window.usable_ms", timeout=60_000)
        figures: Figures = {"page usable, ms": page.evaluate("window.usable_ms")}
        use(page, figures)
        figures["memory of the tab, MB"] = tab_megabytes(browser, page)
        return figures
    finally:
        browser.close()


def use_ours(page: Page, figures: Figures) -> None:
    """Through the whole list while the sound is still being read, and again when it has been; then a search."""
    page.evaluate("async () => (await import('/static/store.js')).store.set({ unfolded: true })")
    key = NEXT_OF_OURS % PAINTED
    figures["next claim, sound not read yet, ms"] = median(page.evaluate(key, "j") for _ in range(12))
    page.wait_for_function("async () => (await fetch('/api/peaks/1')).status === 200", timeout=300_000, polling=1000)
    page.wait_for_timeout(3000)  # the page asks now and again
    figures["next claim, ms"] = median(page.evaluate(key, "j") for _ in range(30))
    figures["a letter in search, ms"] = typing(page, ".transcript-search input")


def use_peers(page: Page, figures: Figures) -> None:
    """The same number of seeks all over the recording, and the same search."""
    words = page.locator("[data-m]").count()
    jumps = [(n * 7919) % words for n in range(1, 31)]
    figures["next claim, ms"] = median(page.evaluate(NEXT_OF_PEER % PAINTED, jump) for jump in jumps)
    figures["a letter in search, ms"] = typing(page, "input")


def typing(page: Page, field: str) -> float:
    """How long the slowest of all letters takes until it is painted."""
    return max(ms for text in TYPED for ms in page.evaluate(TYPE % PAINTED, [field, text]))


def tab_megabytes(browser: Browser, page: Page) -> float | None:
    """What the tab's process has for itself, in 10^6 bytes, once its rubbish is collected; None but on Linux."""
    page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return max((own for p in found if p["type"] == "renderer" and (own := _own(p["id"])) is not None), default=None)


def _own(process: int) -> float | None:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return None
    return sum(int(kb) for kb in re.findall(r"^Private_\w+:\s+(\d+) kB", rollup, re.MULTILINE)) * 1024 / 1e6


def table(ours: list[Figures], peers: list[Figures], peer: str) -> Iterator[str]:
    """The medians of the rounds, side by side."""
    yield f"{'':38}{'rnct-chapters':>16}{peer:>24}{'allowed':>10}"
    for name in ours[0]:
        figures = [_middle(runs, name) for runs in (ours, peers)]
        told = [f"{f:.1f}" if f is not None else "-" for f in figures]
        yield f"{name:38}{told[0]:>16}{told[1]:>24}{ALLOWED.get(name, ''):>10}"


def _middle(runs: list[Figures], name: str) -> float | None:
    found = [value for run in runs if (value := run.get(name)) is not None]
    return median(found) if found else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="visits, each in a browser of its own; medians are told")
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--hours", type=float, default=3)
    parser.add_argument("--claims", type=int, default=300)
    parser.add_argument("--plain", action="store_true", help="beside a plain page, without asking npm")
    given = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs, sync_playwright() as play:
        args = ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"]
        launch = lambda: play.chromium.launch(executable_path=chromium, args=args)  # noqa: E731
        event = write_event(Path(ours), given.hours, given.words, given.claims)
        peer = peer_page(Path(theirs), event, given.plain)
        print(f"{given.hours:g} h, {given.words} words, {given.claims} claims; medians of {given.rounds} visits")
        with our_desk(event) as desk, peer_served(Path(theirs)) as other:
            usable = "document.querySelector('#evidence-title') && document.querySelector('span[data-word]')"
            rows = [
                (measured(launch, desk, usable, use_ours), measured(launch, other, "window.ready", use_peers))
                for _ in range(given.rounds)
            ]
        for line in table([r[0] for r in rows], [r[1] for r in rows], peer):
            print(line)


main()
