/* The mark on the waveform: dragged by hand or moved by arrows; where it is let go, the time is decided. */

import { clock } from "./clock.js";
import { nameOf } from "./naming.js";
import { html, useEffect, useRef } from "./ui.js";

const SNAP_PX = 7; // a word's start this near takes the mark; with Alt held none does
const SNAP_MS = 150; // and never from further than a short word
const STILL_PX = 3; // a hand that trembles while it presses has not dragged
const REST_MS = 900; // arrows that rest this long have arrived
const STEPS_MS = { ArrowRight: 100, ArrowUp: 100, ArrowLeft: -100, ArrowDown: -100, PageUp: 1000, PageDown: -1000 };

export function WaveMark({ store, card, view, words, ms, x, msAt, width, isMoved, setMoved }) {
  const drag = useRef(null);
  const waiting = useRef(0);
  const decided = store.decisionOn(card);
  const decide = (at_ms) => {
    clearTimeout(waiting.current);
    setTime(store, card, at_ms, view.number);
  };
  useEffect(() => () => clearTimeout(waiting.current), [card]);

  const start = (event) => {
    if (event.button) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, offset: x(ms) - x(msAt(event)), isOn: false, to_ms: ms };
  };
  const move = (event) => {
    const held = drag.current;
    if (!held) return;
    held.isOn ||= Math.abs(event.clientX - held.from) > STILL_PX;
    if (!held.isOn) return;
    const free_ms = Math.max(0, msAt(event) + (held.offset / width) * view.span_ms);
    held.to_ms = Math.round(event.altKey ? free_ms : snapped(words, free_ms, view.span_ms / width));
    setMoved(held.to_ms);
  };
  const drop = () => {
    const held = drag.current;
    drag.current = null;
    if (held?.isOn) decide(held.to_ms);
  };
  const cancel = () => {
    drag.current = null;
    clearTimeout(waiting.current);
    setMoved(null);
  };
  const press = (event) => {
    const to_ms = pressed(event, { ms, words, view });
    if (event.key === "Escape" && (drag.current || isMoved)) cancel();
    else if (event.key === "Enter") decide(ms);
    else if (to_ms !== null) {
      setMoved(to_ms);
      clearTimeout(waiting.current);
      waiting.current = setTimeout(() => decide(to_ms), REST_MS);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = () => isMoved && !drag.current && decide(ms);
  const next = words?.texts[words.at(ms - 1) + 1];
  const told = store.t(next ? "desk_wave_mark_before" : "desk_wave_mark_at", { clock: clock(ms, 1), word: next });
  return html`
    <div class=${`wave-mark ${decided !== null || isMoved ? "is-set" : ""}`} role="slider" tabindex="0"
      aria-label=${store.t("desk_wave_mark")} aria-valuemin=${view.from_ms}
      aria-valuemax=${view.from_ms + view.span_ms} aria-valuenow=${ms} aria-valuetext=${told}
      title=${store.t("desk_wave_mark_title")} hidden=${x(ms) < 0 || x(ms) > width}
      style=${{ transform: `translateX(${x(ms)}px)` }} onClick=${(event) => event.stopPropagation()}
      onPointerDown=${start} onPointerMove=${move} onPointerUp=${drop} onPointerCancel=${cancel}
      onKeyDown=${press} onBlur=${leave}><span class="wave-grip"></span></div>
  `;
}

/** The card stays, so that one can hear whether the mark stands well. */
function setTime(store, card, ms, recording) {
  store.send({ kind: "decide", card: card.key, what: "time", ms, recording });
  store.player.seek(ms, recording);
  store.say(store.t("desk_done_time", { name: nameOf(card), time: clock(ms, 1) }), true);
}

/** Where a key takes the mark; null for keys that do not move it. With Ctrl, from word to word. */
function pressed(event, { ms, words, view }) {
  if (event.metaKey || event.altKey) return null;
  if (event.key === "Home") return view.from_ms;
  if (event.key === "End") return view.from_ms + view.span_ms;
  const by_ms = STEPS_MS[event.key];
  if (by_ms === undefined) return null;
  if (event.ctrlKey && words?.count) {
    const word = by_ms > 0 ? words.at(ms) + 1 : words.at(ms - 1);
    return words.starts[Math.min(words.count - 1, Math.max(0, word))];
  }
  return Math.max(0, ms + (event.shiftKey ? by_ms * 10 : by_ms));
}

function snapped(words, ms, a_pixel_ms) {
  const word = words?.nearest(ms) ?? -1;
  if (word < 0) return ms;
  const start_ms = words.starts[word];
  return Math.abs(start_ms - ms) <= Math.min(SNAP_MS, SNAP_PX * a_pixel_ms) ? start_ms : ms;
}
