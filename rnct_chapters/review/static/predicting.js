/* What a decision comes to before the server has answered, so that the page never waits for the disk. */

/** The state as it will be once `event` is written; the server's own answer replaces it. */
export function predicted(state, event, desk) {
  switch (event.kind) {
    case "decide":
      return { ...state, decided: decided(state.decided, [event]) };
    case "shift": {
      const cards = desk.cards.filter((card) => event.cards.includes(card.key));
      const moved = cards.map((card) => ({
        card: card.key, what: "time", ms: Math.max(0, card.stamp_ms + event.by_ms), recording: event.recording,
      }));
      return { ...state, decided: decided(state.decided, moved) };
    }
    case "note": {
      const { [event.card]: _gone, ...notes } = state.notes;
      return { ...state, notes: event.note ? { ...notes, [event.card]: event.note } : notes };
    }
    case "chapters":
      return {
        ...state,
        chapters: state.chapters.map((r) => (r.id === event.recording ? { ...r, chapters: event.chapters } : r)),
      };
    default: // undo and redo: only the server knows the whole history
      return state;
  }
}

function decided(before, events) {
  const after = { ...before };
  for (const { card, what, ms = null, recording = null } of events) {
    if (what === "open") delete after[card];
    else after[card] = { what, ms, recording, at: null };
  }
  return after;
}
