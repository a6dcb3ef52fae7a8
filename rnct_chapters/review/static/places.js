/* Where a card's words may be: the best place, and the rivals that are worth a listen. Times are milliseconds. */

const WORTH = 45; // of 100: below that, a rival shares a few common words and nothing else
const NEAR_SHARE = 0.6; // of the best place's own score

/**
 * The places of a card: {kind, ms, end_ms, recording, text, score, pair}. The first is what `a` accepts without more; it
 * is null where the words were heard nowhere. `kind` is `heard`, `suggested` (what a shift around it says) or `rival`.
 */
export function placesOf(card) {
  const main = card.pairs.find((p) => p.heard_ms === card.heard_ms && p.heard_in === card.heard_in) ?? card.pairs[0];
  return [bestOf(card, main), ...rivalsOf(card)];
}

function bestOf(card, pair) {
  if (card.heard_ms !== null && card.heard_in !== null) {
    const [ms, recording] = [card.heard_ms, card.heard_in];
    return { kind: "heard", ms, end_ms: pair?.heard_end_ms ?? ms, recording, text: null, score: pair?.score, pair };
  }
  const { suggested_ms: ms, stamp_ms, recording } = card;
  if (ms === null || ms === stamp_ms || recording === null) return null;
  return { kind: "suggested", ms, end_ms: ms, recording, text: null, score: null, pair };
}

function rivalsOf(card) {
  const found = card.pairs.filter((pair) => pair.rival !== null && isWorth(pair));
  return found
    .map((pair) => ({ kind: "rival", ...pair.rival, pair }))
    .sort((a, b) => (b.score ?? 101) - (a.score ?? 101));
}

/** Whether a rival may be meant; where nothing was found or nothing tells which, each is. */
function isWorth({ outcome, score, rival }) {
  if (outcome === "ambiguous" || outcome === "not_found") return true;
  return rival.score !== null && rival.score >= Math.max(WORTH, NEAR_SHARE * (score ?? 0));
}

/** The place that is looked at now. */
export function placeNow(store) {
  const card = store.chosen;
  return card ? placesOf(card)[store.place] ?? null : null;
}

/** Where a decision puts the card: {ms, recording}; null where its words are nowhere. */
export function decidedAt(card, decision) {
  if (decision === null || decision.what === "absent") return null;
  if (decision.ms !== null) return { ms: decision.ms, recording: decision.recording ?? card.recording };
  return card.stamp_ms === null ? null : { ms: card.stamp_ms, recording: card.recording };
}

/** Where to listen to a card first: where it was decided, else heard, else stamped. */
export function listenAt(store, card) {
  const place = card.id === store.selected ? placesOf(card)[store.place] : placesOf(card)[0];
  const stamped = card.stamp_ms === null ? null : { ms: card.stamp_ms, recording: card.recording };
  return decidedAt(card, store.decisionOn(card)) ?? place ?? stamped;
}

/** The chapter that tells a card: {recording, chapter, index}, by a shared claim, else by its time; null where none. */
export function chapterOf(store, card) {
  const CLOSE_S = 3;
  const at = listenAt(store, card);
  for (const recording of store.state.chapters) {
    const index = recording.chapters.findIndex((c) => (c.claims ?? []).some((id) => card.claims.includes(id)));
    if (index >= 0) return { recording, chapter: recording.chapters[index], index };
  }
  const home = at && store.state.chapters.find((r) => r.number === at.recording);
  const index = home ? home.chapters.findIndex((c) => Math.abs(c.start_s - at.ms / 1000) <= CLOSE_S) : -1;
  return index < 0 ? null : { recording: home, chapter: home.chapters[index], index };
}
