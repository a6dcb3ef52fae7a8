/* Forty seconds around the selected claim: where it was stamped, where it was heard, and a mark that can be dragged. */

import { clock } from "./clock.js";
import { usePeaks } from "./peaks.js";
import { listenAt } from "./places.js";
import { usePlayhead, useSize, useStretches, useWords } from "./reading.js";
import { useStore } from "./store.js";
import { html, useEffect, useLayoutEffect, useReducer, useRef, useState } from "./ui.js";
import { drawWave } from "./wavedrawing.js";
import { WaveMark } from "./wavemark.js";
import { flagsIn, markIn } from "./wavemarks.js";

const SPANS_MS = [80_000, 40_000, 20_000, 10_000];
const USUAL = 1;

export function Waveform({ store }) {
  const [card] = useStore((s) => [s.chosen, s.place, s.lang, s.desk, s.chosen && s.decisionOn(s.chosen)]);
  const [zoom, setZoom] = useState(USUAL);
  const [view, setView] = useView(store, card, SPANS_MS[zoom]);
  if (!card || view.number === null) return html`<section class="waveform" hidden></section>`;
  return html`<${Stretch} store=${store} card=${card} view=${view} setView=${setView} zoom=${zoom}
    setZoom=${setZoom} />`;
}

/** What is seen, `{number, from_ms, span_ms}`: around the place that is looked at, and wherever one plays. */
function useView(store, card, span_ms) {
  const { player, place } = store;
  const [view, setView] = useState(null);
  const last = useRef({});
  let seen = view;
  if (!view || last.current.card !== card || last.current.place !== place) {
    const at = (card && listenAt(store, card)) ?? { ms: player.now_ms, recording: player.number };
    seen = fitted(store, at.recording, at.ms - span_ms / 2, span_ms);
  } else if (view.span_ms !== span_ms) {
    seen = fitted(store, view.number, view.from_ms + (view.span_ms - span_ms) / 2, span_ms);
  }
  if (seen !== view) setView(seen);
  last.current = { card, place };
  usePlayhead(player, (now_ms) => {
    if (player.number === null || !player.playing) return;
    const away_ms = now_ms - seen.from_ms;
    if (player.number === seen.number && away_ms >= 0 && away_ms < span_ms) return;
    const next = fitted(store, player.number, now_ms - span_ms / 10, span_ms);
    if (next.number !== seen.number || next.from_ms !== seen.from_ms) setView(next); // the sound may outlast the recording
  });
  return [seen, setView];
}

/** The stretch that begins there, moved so that it lies in the recording as far as it fits. */
function fitted(store, number, from_ms, span_ms) {
  const end_ms = store.recording(number)?.duration_ms ?? Infinity;
  return { number, from_ms: Math.max(0, Math.round(Math.min(from_ms, end_ms - span_ms))), span_ms };
}

function Stretch({ store, card, view, setView, zoom, setZoom }) {
  const { number } = view;
  const { words } = useWords(store, number);
  const known = words ?? null;
  const sound = usePeaks(store, number, view.from_ms, view.from_ms + view.span_ms);
  const stretches = useStretches(card, number);
  const stage = useRef(null);
  const size = useSize(stage);
  const [moved_ms, setMoved] = useState(null);
  const decision = store.decisionOn(card);
  useEffect(() => setMoved(null), [card, decision, number]);
  const mark_ms = moved_ms ?? markIn(store, card, number) ?? view.from_ms + view.span_ms / 2;
  const x = (ms) => ((ms - view.from_ms) / view.span_ms) * size[0];
  const msAt = (event) => {
    const { left } = stage.current.getBoundingClientRect();
    return Math.round(view.from_ms + ((event.clientX - left) / size[0]) * view.span_ms);
  };
  const pan = (share) => setView(fitted(store, number, view.from_ms + share * view.span_ms, view.span_ms));
  return html`
    <section class="waveform" aria-label=${store.t("desk_wave")}>
      <div class="wave-stage" ref=${stage} onClick=${(event) => store.player.playAt(Math.max(0, msAt(event)), number)}>
        <${Canvas} view=${view} sound=${sound} words=${known} stretches=${stretches} size=${size} />
        ${flagsIn(store, card, number).map((flag) => html`<${Flag} flag=${flag} x=${x(flag.ms)} width=${size[0]} />`)}
        <${Playhead} store=${store} view=${view} width=${size[0]} />
        <${WaveMark} store=${store} card=${card} view=${view} words=${known} ms=${mark_ms} x=${x} msAt=${msAt}
          width=${size[0]} isMoved=${moved_ms !== null} setMoved=${setMoved} />
        <${Told} store=${store} sound=${sound} words=${words} />
      </div>
      <${Reading} store=${store} words=${known} ms=${mark_ms} />
      <${Tools} store=${store} view=${view} mark_ms=${mark_ms} pan=${pan} zoom=${zoom} setZoom=${setZoom} />
    </section>
  `;
}

function Canvas(what) {
  const canvas = useRef(null);
  const [turned, redraw] = useReducer((n) => n + 1, 0);
  const { view, sound, words, stretches, size } = what;
  useEffect(() => {
    addEventListener("themechange", redraw);
    return () => removeEventListener("themechange", redraw);
  }, []);
  useLayoutEffect(() => {
    if (size[0]) drawWave(canvas.current, what);
  }, [view, sound.peaks, sound.silent, words, stretches, size, turned]);
  return html`<canvas ref=${canvas} aria-hidden="true"></canvas>`;
}

/** A time that stands fast: its line, and its name on one of two rows. */
function Flag({ flag, x, width }) {
  if (x < 0 || x > width) return null;
  const side = x > width * 0.7 ? "flag-left" : "";
  return html`
    <div class=${`flag flag-${flag.kind} ${side}`}
      style=${{ transform: `translateX(${Math.round(x)}px)` }}><span>${flag.name}</span></div>
  `;
}

/** Moved at each frame without drawing anything anew. */
function Playhead({ store, view, width }) {
  const line = useRef(null);
  usePlayhead(store.player, (now_ms) => {
    const share = (now_ms - view.from_ms) / view.span_ms;
    const isSeen = store.player.number === view.number && share >= 0 && share <= 1;
    line.current.hidden = !isSeen;
    line.current.style.transform = `translateX(${share * width}px)`;
  });
  return html`<div class="playhead" ref=${line} hidden></div>`;
}

function Told({ store, sound, words }) {
  if (sound.failed) return html`<p class="wave-told">${sound.failed}</p>`;
  if (sound.silent && words !== undefined) {
    return html`<p class="wave-told">${store.t(words ? "desk_wave_silent" : "desk_wave_nothing")}</p>`;
  }
  return sound.peaks || sound.silent ? null : html`<p class="wave-told">${store.t("desk_wave_loading")}</p>`;
}

const BEFORE = 10;
const AFTER = 14;

/** The words left and right of the mark, to be read. */
function Reading({ store, words, ms }) {
  if (!words?.count) return null;
  const word = words.at(ms - 1) + 1; // the first that begins at the mark or after it
  const before = words.texts.slice(Math.max(0, word - BEFORE), word).join(" ");
  const after = words.texts.slice(word, word + AFTER).join(" ");
  return html`
    <p class="wave-reading" aria-label=${store.t("desk_wave_reading")}>
      <span class="wave-before"><bdi>${before}</bdi></span>
      <span class="wave-time">${clock(ms, 1)}</span>
      <span class="wave-after">${after}</span>
    </p>
  `;
}

function Tools({ store, view, mark_ms, pan, zoom, setZoom }) {
  const button = (key, sign, act, off) => html`
    <button type="button" aria-label=${store.t(key)} title=${store.t(key)} disabled=${off}
      onClick=${act}>${sign}</button>
  `;
  const end_ms = view.from_ms + view.span_ms;
  const isAway = mark_ms < view.from_ms || mark_ms > end_ms;
  const back = () => pan((mark_ms - view.from_ms) / view.span_ms - 0.5);
  return html`
    <div class="wave-tools">
      ${button("desk_wave_earlier", "‹", () => pan(-0.5), view.from_ms <= 0)}
      <span class="wave-range">${clock(view.from_ms)} – ${clock(end_ms)}</span>
      ${button("desk_wave_later", "›", () => pan(0.5), end_ms >= store.recording(view.number)?.duration_ms)}
      ${isAway && html`<button type="button" onClick=${back}>
        ${store.t("desk_wave_back", { clock: clock(mark_ms) })}</button>`}
      <span class="wave-zoom">
        ${button("desk_wave_wider", "−", () => setZoom(zoom - 1), zoom === 0)}
        ${button("desk_wave_closer", "+", () => setZoom(zoom + 1), zoom === SPANS_MS.length - 1)}
      </span>
    </div>
  `;
}
