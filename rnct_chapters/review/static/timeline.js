/* A recording from its first to its last moment: what was heard, chapters, who speaks; one can look closer. */

import { clock, length } from "./clock.js";
import { clockTicks } from "./plot.js";
import { pointTold, useRoaming } from "./points.js";
import { usePlayhead, useSize, useWords } from "./reading.js";
import { html, useMemo, useRef, useState } from "./ui.js";

const ROWS = { doubts: 11, calm: 28, chapters: 44, speakers: 76 };
const FOOT_PX = 16; // the clocks, below all the rest
const CHAPTER_PX = 26;
const BAND_PX = 14;
const SHADES = 5;
const CLOSEST = 16;
const A_LETTER_PX = 6.4; // of a name on the band, on average
const A_TICK_PX = 90;

export function Timeline({ store, recording }) {
  const { words = null } = useWords(store, recording.number);
  const [closer, setCloser] = useState(1);
  const frame = useRef(null);
  const [frame_px] = useSize(frame);
  const end_ms = endOf(store, recording, words);
  const cards = useMemo(() => store.desk.cards
    .filter((card) => card.heard_ms !== null && card.heard_in === recording.number)
    .sort((a, b) => a.heard_ms - b.heard_ms), [store.desk, recording]);
  const voices = useMemo(() => voicesOf(words), [words]);
  if (!end_ms) return null;
  const width = frame_px * closer;
  const x = (ms) => (ms / end_ms) * width;
  const play = (event) => {
    const left = event.currentTarget.getBoundingClientRect().left;
    store.player.playAt(Math.max(0, ((event.clientX - left) / width) * end_ms), recording.number);
  };
  const button = (key, sign, to, off) => html`<button type="button" aria-label=${store.t(key)} title=${store.t(key)}
    disabled=${off} onClick=${() => look(frame.current, to / closer, () => setCloser(to))}>${sign}</button>`;
  return html`
    <figure class="timeline">
      <div class="timeline-frame" ref=${frame} tabindex=${closer > 1 ? 0 : null}
        role=${closer > 1 ? "group" : null} aria-label=${closer > 1 ? store.t("desk_timeline_scroll") : null}>
        <div class="timeline-room" style=${{ width: `${width}px` }}>
          ${width > 0 && html`<${Drawing} store=${store} recording=${recording} cards=${cards} voices=${voices} x=${x}
            width=${width} end_ms=${end_ms} play=${play} />`}
          <${Now} player=${store.player} number=${recording.number} x=${x} />
        </div>
      </div>
      <figcaption>
        <${Voices} store=${store} voices=${voices} />
        <span class="timeline-zoom">
          ${button("desk_timeline_wider", "−", closer / 2, closer === 1)}
          ${button("desk_timeline_closer", "+", closer * 2, closer === CLOSEST)}
        </span>
      </figcaption>
    </figure>
  `;
}

/** Looks closer, or from further away, without losing what lies in the middle. */
function look(frame, times, turn) {
  const middle = frame.scrollLeft + frame.clientWidth / 2;
  turn();
  requestAnimationFrame(() => (frame.scrollLeft = middle * times - frame.clientWidth / 2));
}

function endOf(store, recording, words) {
  const chapters = store.chaptersOf(recording.id);
  return recording.duration_ms ?? Math.max(
    words?.count ? words.ends[words.count - 1] : 0, ...chapters.map((c) => (c.end_s ?? c.start_s) * 1000));
}

function Drawing({ store, recording, cards, voices, x, width, end_ms, play }) {
  const [stop, roam] = useRoaming(store, cards);
  const chapters = store.chaptersOf(recording.id);
  const ticks = clockTicks(end_ms, Math.max(2, Math.floor(width / A_TICK_PX)));
  const foot = voices.runs.length ? ROWS.speakers + BAND_PX : ROWS.chapters + CHAPTER_PX;
  const anchor = (ms) => (x(ms) < 20 ? "start" : x(ms) > width - 24 ? "end" : "middle");
  return html`
    <svg width=${width} height=${foot + FOOT_PX} role="group" aria-label=${store.t("desk_timeline", recording)}
      onClick=${play} onKeyDown=${roam}>
      ${cards.map((card) => html`<${Heard} key=${card.id} store=${store} card=${card} x=${x}
        isStop=${card.id === stop} />`)}
      ${chapters.map((chapter, n) => html`<${Block} chapter=${chapter} n=${n} x=${x} end_ms=${end_ms} />`)}
      ${voices.runs.map((run) => html`<${Band} run=${run} x=${x} />`)}
      ${ticks.map((ms) => html`<text x=${x(ms)} y=${foot + FOOT_PX - 4} text-anchor=${anchor(ms)}>${clock(ms)}</text>`)}
    </svg>
  `;
}

function Heard({ store, card, x, isStop }) {
  const y = card.doubt === null ? ROWS.calm : ROWS.doubts;
  const select = (event) => {
    event.stopPropagation();
    store.select(card.id);
  };
  const isSelected = card.id === store.selected;
  return html`
    <g class=${`point o-${card.outcome} ${isSelected ? "selected" : ""}`} role="button" tabindex=${isStop ? 0 : -1}
      data-card=${card.id} aria-label=${pointTold(store, card)} aria-current=${isSelected ? "true" : null}
      onClick=${select}>
      <title>${pointTold(store, card)}</title>
      <circle class="reach" cx=${x(card.heard_ms)} cy=${y} r="9" />
      <use href=${`#m-${card.outcome}`} x=${x(card.heard_ms) - 6} y=${y - 6} width="12" height="12" />
    </g>
  `;
}

/** A chapter as a block; one that stands below another takes the lower half. */
function Block({ chapter, n, x, end_ms }) {
  const start = x(chapter.start_s * 1000);
  const wide = Math.max(1, x(Math.min(end_ms, (chapter.end_s ?? end_ms / 1000) * 1000)) - start);
  const isBelow = (chapter.level ?? 1) > 1;
  const [top, high] = isBelow ? [ROWS.chapters + CHAPTER_PX / 2, CHAPTER_PX / 2] : [ROWS.chapters, CHAPTER_PX];
  const name = `${clock(chapter.start_s * 1000)} ${chapter.title}`;
  return html`
    <g><title>${name}</title>
      <rect class=${n % 2 ? "chapter odd" : "chapter"} x=${start} y=${top} width=${wide} height=${high} />
      <line class="start" x1=${start} y1=${top} x2=${start} y2=${top + high} />
      ${!isBelow && wide > 22 && html`
        <text class="number" x=${start + wide / 2} y=${top + 17} text-anchor="middle">${n + 1}</text>`}
    </g>
  `;
}

function Band({ run, x }) {
  const [left, wide] = [x(run.from_ms), Math.max(1, x(run.to_ms) - x(run.from_ms))];
  const hasRoom = run.speaker.length * A_LETTER_PX < wide - 6;
  return html`
    <g><title>${run.speaker}</title>
      <rect class=${`voice voice-${run.shade}`} x=${left} y=${ROWS.speakers} width=${wide} height=${BAND_PX} />
      ${hasRoom && html`<text class="name" x=${left + 4} y=${ROWS.speakers + 11}>${run.speaker}</text>`}
    </g>
  `;
}

/** The moment that plays. */
function Now({ player, number, x }) {
  const line = useRef(null);
  usePlayhead(player, (now_ms) => {
    line.current.hidden = player.number !== number;
    line.current.style.transform = `translateX(${x(now_ms)}px)`;
  });
  return html`<div class="timeline-now" ref=${line} hidden></div>`;
}

/** Who speaks how long, those who speak most first. */
function Voices({ store, voices }) {
  if (!voices.totals.length) return html`<span></span>`;
  return html`
    <ul class="voices" aria-label=${store.t("desk_timeline_voices")}>
      ${voices.totals.map(({ speaker, shade, ms }) => html`
        <li><svg class="swatch" width="12" height="12" aria-hidden="true">
          <rect class=${`voice voice-${shade}`} width="12" height="12" /></svg>
          <bdi>${speaker}</bdi> <span class="count">${length(ms)}</span></li>
      `)}
    </ul>
  `;
}

/** Who speaks from when to when, neighbouring turns of one speaker as one, and how long each speaks in all. */
function voicesOf(words) {
  const runs = [];
  (words?.turns ?? []).forEach(([first, speaker], n) => {
    const after = words.turns[n + 1]?.[0] ?? words.count;
    if (speaker === null || first >= after) return;
    const [from_ms, to_ms] = [words.starts[first], words.ends[after - 1]];
    const last = runs.at(-1);
    if (last?.speaker === speaker && last.after === first) Object.assign(last, { to_ms, after });
    else runs.push({ speaker, from_ms, to_ms, after });
  });
  const spoken = new Map();
  for (const run of runs) spoken.set(run.speaker, (spoken.get(run.speaker) ?? 0) + run.to_ms - run.from_ms);
  const totals = [...spoken].map(([speaker, ms]) => ({ speaker, ms })).sort((a, b) => b.ms - a.ms);
  const shades = new Map(totals.map(({ speaker }, n) => [speaker, n % SHADES]));
  return {
    runs: runs.map((run) => ({ ...run, shade: shades.get(run.speaker) })),
    totals: totals.map((total) => ({ ...total, shade: shades.get(total.speaker) })),
  };
}
