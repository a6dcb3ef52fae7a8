/* Which cards the queue lists, and in which order. */

/** Every card of the desk. */
export const NO_FILTER = { outcome: "", speaker: "", recording: "" };

/**
 * `open`: what needs a decision, worst first, decided ones in their places so that nothing jumps; `calm`: the others, as
 * the article has them; `listed`: all that `j` and `k` go through.
 */
export function groups(store) {
  const { filter, unfolded } = store.ui;
  const shown = store.desk.cards.filter((card) => passes(card, filter));
  const open = shown.filter((card) => card.doubt !== null).sort((a, b) => a.doubt - b.doubt).map((card) => card.id);
  const calm = shown.filter((card) => card.doubt === null).map((card) => card.id);
  const isCalm = calm.includes(store.selected);
  return { open, calm, listed: unfolded || isCalm ? [...open, ...calm] : open };
}

function passes(card, { outcome, speaker, recording }) {
  return (!outcome || card.outcome === outcome)
    && (!speaker || speakers(card).includes(speaker))
    && (!recording || card.recording === Number(recording) || card.heard_in === Number(recording));
}

/** Everybody whom a card quotes. */
export function speakers(card) {
  return [...new Set([card.speaker, ...card.pairs.map((pair) => pair.speaker)].filter(Boolean))];
}
