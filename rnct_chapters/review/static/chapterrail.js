/* The recording as a strip of its chapters: the chosen one's start is dragged, or moved by the arrows. */

import { levelOf, moved, named, NEAR_MS, startOf } from "./chapterlist.js";
import { reveal } from "./chapterparts.js";
import { clock } from "./clock.js";
import { usePlayhead, useSize } from "./reading.js";
import { html, useRef, useState } from "./ui.js";

const AFTER_MS = 60_000; // of a recording whose end nobody knows: room behind its last chapter
const FINE = 0.1; // of the pointer's way, with Shift: what a strip a hand wide cannot show
const STEPS_MS = { ArrowLeft: -1000, ArrowDown: -1000, ArrowRight: 1000, ArrowUp: 1000, PageDown: -10_000, PageUp: 10_000 };

export function Rail({ store, recording, rows, chosen, choose, edit }) {
  const frame = useRef(null);
  const [width] = useSize(frame);
  const [dragged, setDragged] = useState(null); // {name, ms} while a start is on its way
  const end_ms = recording.duration_ms ?? startOf(rows.at(-1).chapter) + AFTER_MS;
  const move = (name, ms) => {
    const title = rows.find((row) => row.name === name)?.chapter.title;
    edit((now) => {
      const at = named(now).findIndex((row) => row.name === name);
      return at < 0 ? now : moved(now, at, ms, recording.duration_ms);
    }, store.t("desk_chapters_moved", { title, time: clock(ms, 1) }));
  };
  const x = (ms) => (ms / end_ms) * width;
  return html`<div class="chapter-rail" role="group" aria-label=${store.t("desk_chapters_rail")} ref=${frame}>
    ${width > 0 && rows.map(({ name, chapter }, at) => html`<${Block} key=${name} store=${store} chapter=${chapter} x=${x}
      to_ms=${rows[at + 1] ? startOf(rows[at + 1].chapter) : end_ms} isChosen=${name === chosen} number=${at + 1}
      go=${() => {
        choose(name);
        reveal(name);
        store.player.seek(startOf(chapter), recording.number);
      }} />`)}
    ${width > 0 && rows.filter(({ name }) => name === chosen).map(({ name, chapter }) => html`<${Grip} key=${name} store=${store}
      chapter=${chapter} ms=${dragged?.name === name ? dragged.ms : startOf(chapter)} end_ms=${end_ms} width=${width} x=${x}
      drag=${(ms) => setDragged(ms === null ? null : { name, ms })} move=${(ms) => move(name, ms)} />`)}
    <${Now} player=${store.player} number=${recording.number} x=${x} />
  </div>`;
}

function Block({ store, chapter, to_ms, x, isChosen, number, go }) {
  const [left, wide] = [x(startOf(chapter)), x(to_ms) - x(startOf(chapter))];
  const name = `${number}. ${clock(startOf(chapter))} ${chapter.title}`;
  const side = `${isChosen ? " chosen" : ""}${levelOf(chapter) > 1 ? " below" : ""}${number % 2 ? "" : " even"}`;
  return html`<button type="button" class=${`block${side}`} tabindex="-1" title=${name} aria-label=${name}
    style=${{ left: `${left}px`, width: `${Math.max(2, wide)}px` }} onClick=${go}>
    ${wide > 20 && html`<span aria-hidden="true">${number}</span>`}</button>`;
}

/** The start that can be dragged; it is set where it is let go, to a tenth of a second. */
function Grip({ store, chapter, ms, end_ms, width, x, drag, move }) {
  const clamp = (wanted) => Math.max(0, Math.min(end_ms - NEAR_MS, Math.round(wanted / 100) * 100));
  const dragging = useDragging({
    ms,
    scale: end_ms / width,
    drag: (to) => drag(to === null ? null : clamp(to)),
    drop: (to) => clamp(to) !== startOf(chapter) && move(clamp(to)),
  });
  const press = (event) => {
    if (event.key === "Escape") dragging.onPointerCancel();
    const by_ms = STEPS_MS[event.key];
    if (!by_ms || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(clamp(startOf(chapter) + (event.shiftKey ? by_ms / 10 : by_ms)));
  };
  return html`<span class="grip" role="slider" tabindex="0" aria-label=${store.t("desk_chapters_grip", { title: chapter.title })}
    aria-orientation="horizontal" aria-valuemin="0" aria-valuemax=${end_ms / 1000} aria-valuenow=${ms / 1000}
    aria-valuetext=${clock(ms, 1)} title=${store.t("desk_chapters_drag")} style=${{ transform: `translateX(${x(ms)}px)` }}
    onKeyDown=${press} ...${dragging}>
    <span class="clock" aria-hidden="true">${clock(ms, 1)}</span></span>`;
}

/** Pointer listeners: `scale` is milliseconds a pixel; `drag` is told each place and null when it is given up or over. */
function useDragging({ ms, scale, drag, drop }) {
  const from = useRef(null); // where the pointer was, and the time there
  const end = (to) => {
    if (from.current === null) return;
    from.current = null;
    drag(null);
    if (to !== null) drop(to);
  };
  return {
    onPointerDown: (event) => {
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.focus();
      from.current = { x: event.clientX, ms };
      drag(ms);
    },
    onPointerMove: (event) => {
      if (from.current === null) return;
      const by_ms = (event.clientX - from.current.x) * scale * (event.shiftKey ? FINE : 1);
      from.current = { x: event.clientX, ms: from.current.ms + by_ms };
      drag(from.current.ms);
    },
    onPointerUp: () => end(from.current?.ms ?? null),
    onPointerCancel: () => end(null),
  };
}

/** The moment that plays. */
function Now({ player, number, x }) {
  const line = useRef(null);
  usePlayhead(player, (now_ms) => {
    line.current.hidden = player.number !== number;
    line.current.style.transform = `translateX(${x(now_ms)}px)`;
  });
  return html`<span class="rail-now" ref=${line} hidden></span>`;
}
