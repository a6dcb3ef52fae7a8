/* The player beside the passages, and the chapters of what it plays. */

import { clock } from "./clock.js";
import { RATES } from "./player.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./ui.js";
import { usePlayer, useStore } from "./using.js";

const HOSTS = { youtube: "YouTube", peertube: "PeerTube" };
const NARROW = matchMedia("(max-width: 859px)");

export function Listening() {
  const store = useStore();
  const player = usePlayer();
  if (player.number === null) {
    return html`<aside class="side" aria-label=${store.t("find_listen")}>
      <p class="side-empty quiet">${store.hits?.length ? store.t("find_choose") : ""}</p></aside>`;
  }
  return html`<aside class="side listening" aria-label=${store.t("find_listen")}>
    <${PlayerView} store=${store} player=${player} />
    <${Chapters} store=${store} player=${player} key=${player.number} />
  </aside>`;
}

function PlayerView({ store, player }) {
  const slot = useRef(null);
  useLayoutEffect(() => {
    slot.current.append(player.stage);
  }, []);
  const { recording, kind, isForeign, loaded, failed, playing, sources } = player;
  const onHost = recording.url && html`<a class="on-host" href=${recording.url} target="_blank" rel="noopener noreferrer">${
    store.t("find_on_host", { host: new URL(recording.url).hostname.replace(/^www\./, "") })}</a>`;
  const covered = isForeign && !loaded;
  const host = HOSTS[kind] ?? recording.host ?? "";
  return html`<section class=${`player${player.hasPicture ? " with-picture" : ""}`} aria-label=${store.t("find_player")}>
    <div class="screen" ref=${slot} hidden=${covered || !player.hasPicture}></div>
    ${covered && html`<button type="button" class="cover" onClick=${() => player.play()}>
      <${Glyph} playing=${false} /><span>${store.t("find_cover", { host })}</span>
      <span class="quiet">${store.t("find_cover_about")}</span></button>`}
    <p class="playing"><bdi dir="auto">${recording.title}</bdi>
      ${sources.length > 1 && html`<select aria-label=${store.t("find_source")} value=${kind}
        onChange=${(event) => player.choose(event.target.value)}>
        ${sources.map((s) => html`<option value=${s.kind}>${store.t(`find_source_${s.kind}`)}</option>`)}</select>`}
    </p>
    ${kind === null && html`<div class="no-player"><p>${store.t("find_no_player")}</p>${onHost}</div>`}
    ${failed && !store.blocked && html`<p class="failed" role="alert">${store.t("find_player_failed")}</p>`}
    ${store.blocked && html`<p class="failed" role="alert">${store.t("find_blocked")}
      <button type="button" class="plain" onClick=${() => location.reload()}>${store.t("find_reload")}</button></p>`}
    ${kind !== null && html`
      <${Rail} store=${store} player=${player} key=${`${player.number} ${kind}`} />
      <div class="controls">
        <button type="button" class="play-button" aria-keyshortcuts="Space"
          aria-label=${store.t(playing ? "find_pause" : "find_play")} onClick=${() => player.toggle()}><${Glyph} playing=${playing} /></button>
        ${onHost}
        <label class="speed"><span class="hush">${store.t("find_speed")}</span>
          <select value=${String(player.speed)} onChange=${(event) => player.rate(Number(event.target.value))}>
            ${RATES.map((rate) => html`<option value=${String(rate)}>${`${rate.toLocaleString(store.lang)}\u00a0×`}</option>`)}
          </select></label>
      </div>`}
  </section>`;
}

function Glyph({ playing }) {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true"><path fill="currentColor"
    d=${playing ? "M3.5 2h3.2v12H3.5zM9.3 2h3.2v12H9.3z" : "M3.5 1.8 13.5 8l-10 6.2z"} /></svg>`;
}

/** Where it stands in the whole, and where the passage is; moved by the player, without drawing anything else again. */
function Rail({ store, player }) {
  const rail = useRef(null);
  const now = useRef(null);
  const hit = store.chosenHit;
  const length_ms = player.duration_ms ?? 0;
  useEffect(() => listen(player, () => {
    if (document.activeElement !== rail.current || player.playing) rail.current.value = player.now_ms;
    rail.current.setAttribute("aria-valuetext", clock(player.now_ms));
    now.current.textContent = clock(player.now_ms);
  }), [length_ms]);
  const spot = hit && hit.recording === player.number && length_ms ? (100 * Math.min(hit.heard_ms, length_ms)) / length_ms : null;
  return html`<div class="rail">
    <span class="clock" ref=${now}></span>
    <span class="groove">
      ${spot !== null && html`<span class="spot heard" aria-hidden="true" style=${{ left: `${spot}%` }}></span>`}
      <input ref=${rail} type="range" min="0" max=${length_ms || 1} step="1000" aria-label=${store.t("find_rail")}
        onInput=${(event) => player.seek(Number(event.target.value))} />
    </span>
    <span class="clock">${length_ms ? clock(length_ms) : ""}</span>
  </div>`;
}

function Chapters({ store, player }) {
  const chapters = store.chapters.get(player.number);
  const [now, setNow] = useState(-1);
  const list = useRef(null);
  useEffect(() => chapters && listen(player, () => setNow(chapterAt(chapters, player.now_ms))), [chapters]);
  useEffect(() => list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }), [now]);
  if (!chapters) return null;
  if (!chapters.length) return html`<p class="chapters-none quiet">${store.t("find_no_chapters")}</p>`;
  return html`<details class="chapters" open=${!NARROW.matches}>
    <summary><span class="label">${store.t("find_chapters")}</span><bdi class="chapter-now" dir="auto">${chapters[now]?.title ?? ""}</bdi></summary>
    <ol ref=${list}>${chapters.map((chapter, n) => html`<li class=${chapter.level ? "within" : ""} aria-current=${n === now ? "true" : null}>
      <${ChapterTime} store=${store} number=${player.number} chapter=${chapter} />
      <bdi dir="auto">${chapter.title}</bdi></li>`)}</ol>
  </details>`;
}

function ChapterTime({ store, number, chapter }) {
  const time = clock(chapter.start_ms);
  const link = store.link(number, chapter.start_ms);
  const play = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.player.playAt(chapter.start_ms, number);
  };
  const more = { class: "time", "aria-label": store.t("find_chapter_play", { time, title: chapter.title }), onClick: play };
  return link === null ? html`<button type="button" ...${more}>${time}</button>`
    : html`<a ...${more} href=${link} target="_blank" rel="noopener noreferrer">${time}</a>`;
}

/** The chapter that a time is in; -1 before the first. */
function chapterAt(chapters, ms) {
  return chapters.findLastIndex((chapter) => chapter.start_ms <= ms);
}

/** Calls `show` now, and whenever the player stands elsewhere; returns what ends that. */
function listen(player, show) {
  show();
  for (const name of ["time", "state"]) player.addEventListener(name, show);
  return () => {
    for (const name of ["time", "state"]) player.removeEventListener(name, show);
  };
}
