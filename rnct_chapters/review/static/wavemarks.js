/* Which times of a card stand on a waveform, and where its mark begins. */

import { clock } from "./clock.js";
import { decidedAt, placesOf } from "./places.js";

/** Where the mark stands in a recording: what was decided, else the place looked at, else the stamp; or null. */
export function markIn(store, card, number) {
  const stamped = { ms: card.stamp_ms, recording: card.recording };
  const found = [decidedAt(card, store.decisionOn(card)), placesOf(card)[store.place], stamped];
  return found.find((at) => at && at.ms !== null && at.recording === number)?.ms ?? null;
}

/** The times that stand fast: the stamp, what was heard, and rivals. */
export function flagsIn(store, card, number) {
  const flags = placesOf(card).filter((place) => place?.recording === number).map(({ kind, ms }) => ({ kind, ms }));
  if (card.stamp_ms !== null && card.recording === number) flags.unshift({ kind: "stamped", ms: card.stamp_ms });
  return flags.map((flag) => ({ ...flag, name: store.t(`desk_wave_${flag.kind}`, { clock: clock(flag.ms) }) }));
}
