/* The marks of cards in drawings: what they are called, and how the keyboard goes from one to the next. */

import { clock } from "./clock.js";
import { nameOf } from "./naming.js";
import { outcomeWord } from "./marks.js";
import { decidedAt } from "./places.js";
import { useState } from "./ui.js";

/** What a card's point is called: its name, outcome and time, and what was decided. */
export function pointTold(store, card) {
  const decision = store.decisionOn(card);
  const facts = {
    name: nameOf(card), outcome: outcomeWord(store, card.outcome, card.stamp === null),
    heard: card.heard_ms === null ? "" : clock(card.heard_ms),
  };
  const told = store.t(card.heard_ms === null ? "desk_picture_point_unheard" : "desk_picture_point", facts);
  if (!decision) return told;
  return store.t("desk_picture_decided", { told, fate: fateTold(store, card, decision) });
}

/** What was decided, in a word or a time. */
export function fateTold(store, card, decision) {
  if (decision.ms === null) return store.t(`desk_fate_${decision.what}`);
  return store.t("desk_fate_time", { time: clock(decidedAt(card, decision).ms) });
}

/**
 * One stop of the Tab key for many marks: arrows go from one to the next, Enter and space go to its evidence. Gives the
 * id of the card that is the stop, and what listens to the keys.
 */
export function useRoaming(store, cards) {
  const [stop, setStop] = useState(null);
  const known = (id) => cards.some((card) => card.id === id);
  const worst = cards.filter((card) => card.doubt !== null).sort((a, b) => a.doubt - b.doubt)[0] ?? cards[0];
  const now = [stop, store.selected, worst?.id].find(known) ?? null;
  const roam = (event) => {
    const at = cards.findIndex((card) => card.id === now);
    const to = {
      ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1, Home: 0, End: cards.length - 1,
    }[event.key];
    if (event.key === "Enter" || event.key === " ") store.select(now);
    else if (to !== undefined) {
      const next = cards[Math.max(0, Math.min(cards.length - 1, to))];
      setStop(next.id);
      event.currentTarget.querySelector(`[data-card="${next.id}"]`)?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return [now, roam];
}
