/* What the views of one recording lean on: its words, where the selected card was heard in it, the playhead, sizes. */

import { placesOf } from "./places.js";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "./ui.js";
import { Words } from "./words.js";

const READ = new WeakMap(); // columns as they came -> Words: the search's index is built once

/** The words of a recording: `{words}`, `{failed}` with a sentence, or neither while they are on their way. */
export function useWords(store, number) {
  const [found, setFound] = useState({ number: null });
  const { desk } = store;
  useEffect(() => {
    let wanted = true;
    setFound({ number });
    wordsOf(store, number).then(
      (words) => wanted && setFound({ number, words }),
      (error) => wanted && setFound({ number, failed: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [number, desk]);
  return found.number === number ? found : {};
}

/** The words of a recording; null where it has none. */
export async function wordsOf(store, number) {
  if (!store.recording(number)?.has_words) return null;
  const columns = await store.words(number);
  if (!READ.has(columns)) READ.set(columns, new Words(columns));
  return READ.get(columns);
}

/** The number of the recording that is looked at: the one that plays, else the first. */
export function useShown(store) {
  const { player } = store;
  const [, setNumber] = useState(player.number);
  useEffect(() => {
    const turned = () => setNumber(player.number);
    turned();
    player.addEventListener("state", turned);
    player.addEventListener("time", turned);
    return () => {
      player.removeEventListener("state", turned);
      player.removeEventListener("time", turned);
    };
  }, [player]);
  return player.number ?? store.desk.recordings[0]?.number ?? null;
}

/**
 * Calls `told(now_ms, moved)` after each drawing, and with `moved` true at each frame while something plays and after
 * each seek.
 */
export function usePlayhead(player, told) {
  const latest = useRef(told);
  latest.current = told;
  useLayoutEffect(() => told(player.now_ms, false));
  useEffect(() => {
    const tell = () => latest.current(player.now_ms, true);
    player.addEventListener("time", tell);
    player.addEventListener("state", tell);
    return () => {
      player.removeEventListener("time", tell);
      player.removeEventListener("state", tell);
    };
  }, [player]);
}

/** Whether something plays. */
export function usePlaying(player) {
  const [playing, setPlaying] = useState(player.playing);
  useEffect(() => {
    const turned = () => setPlaying(player.playing);
    player.addEventListener("state", turned);
    return () => player.removeEventListener("state", turned);
  }, [player]);
  return playing;
}

/** The content's `[width, height]` of the element of `ref` in CSS pixels, `[0, 0]` before it is laid out. */
export function useSize(ref, again = []) {
  const [size, setSize] = useState([0, 0]);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measured = () => setSize((before) => {
      const now = [element.clientWidth, element.clientHeight];
      return before[0] === now[0] && before[1] === now[1] ? before : now;
    });
    measured();
    const watching = new ResizeObserver(measured);
    watching.observe(element);
    return () => watching.disconnect();
  }, again);
  return size;
}

/** Where the words of a card, and rivals of them, are heard in a recording: `{kind, from_ms, to_ms, outcome}`. */
export function useStretches(card, number) {
  return useMemo(() => (card ? [...heardIn(card, number), ...rivalsIn(card, number)] : []), [card, number]);
}

function heardIn(card, number) {
  return card.pairs
    .filter((pair) => pair.heard_ms !== null && pair.heard_in === number)
    .map((pair) => ({ kind: "heard", from_ms: pair.heard_ms, to_ms: pair.heard_end_ms, outcome: pair.outcome }));
}

function rivalsIn(card, number) {
  return placesOf(card)
    .filter((place) => place?.kind === "rival" && place.recording === number)
    .map(({ ms, end_ms, pair }) => ({ kind: "rival", from_ms: ms, to_ms: end_ms, outcome: pair.outcome }));
}

/** Whether motion is unwelcome. */
export function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Brings `element` into the part of the page that scrolls around it; the page itself stays where it is. */
export function reveal(element) {
  const scroller = scrollerOf(element);
  if (!scroller) return;
  const [inner, outer] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()];
  const room = outer.height / 6;
  if (inner.top >= outer.top + room / 2 && inner.bottom <= outer.bottom - room) return;
  scroller.scrollBy({ top: inner.top - outer.top - outer.height / 3, behavior: "instant" });
}

/** The part of the page that scrolls around an element; null where the whole page does. */
export function scrollerOf(element) {
  for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
    const { overflowY } = getComputedStyle(around);
    if ((overflowY === "auto" || overflowY === "scroll") && around.scrollHeight > around.clientHeight) return around;
  }
  return null;
}
