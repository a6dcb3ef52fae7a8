/* What a person can do with the card that is looked at: every act of the keys and of the buttons is here, once. */

import { clock } from "./clock.js";
import { nameOf } from "./naming.js";
import { listenAt, placeNow, placesOf } from "./places.js";

const BEFORE_MS = 700; // heard words are played from a breath before them, or their first syllable is lost
const LOOP_BEFORE_MS = 1500;
const LOOP_AFTER_MS = 4000;

/** Gives the store its acts. */
export function install(store) {
  const { player } = store;
  const withCard = (act) => (...given) => {
    const card = store.chosen;
    return card ? act(card, ...given) : undefined;
  };
  const decide = (card, what, at = {}) => {
    const event = { kind: "decide", card: card.key, what, ms: at.ms ?? null, recording: at.recording ?? null };
    const sent = store.send(event);
    settle(store, card, what, at);
    return sent;
  };

  Object.assign(store.acts, {
    next: () => store.step(1),
    previous: () => store.step(-1),
    undo: () => store.undo(),
    redo: () => store.redo(),
    keys: () => store.set({ dialog: "keys" }),
    chapters: () => {
      store.set({ view: "desk", tab: "chapters" });
      document.getElementById("panel")?.focus();
    },

    toggle: () => player.toggle(),
    speed: (key) => player.faster(key === "<" ? -1 : 1),
    cue: withCard((card) => {
      const at = listenAt(store, card);
      if (at) player.seek(playFrom(card, at), at.recording);
    }),
    playStamped: withCard((card) => {
      if (card.stamp_ms === null) store.say(store.t("desk_no_stamp"));
      else player.playAt(card.stamp_ms, card.recording);
    }),
    playHeard: withCard((card) => {
      const place = placeNow(store);
      if (place) player.playAt(Math.max(0, place.ms - BEFORE_MS), place.recording);
      else store.say(store.t(placesOf(card).length > 1 ? "desk_heard_nowhere_near" : "desk_heard_nowhere"));
    }),
    rival: withCard((card) => {
      const places = placesOf(card);
      if (places.length < 2) {
        store.say(store.t("desk_no_rival"));
        return;
      }
      const first = places[0] === null ? 1 : 0; // nowhere is no place to go back to
      store.place = store.place + 1 < places.length ? store.place + 1 : first;
      store.changed();
      store.dispatch("playHeard");
    }),
    loop: withCard((card) => {
      const at = listenAt(store, card);
      if (player.around || !at) player.loop(null);
      else {
        player.seek(Math.max(0, at.ms - LOOP_BEFORE_MS), at.recording);
        player.loop(at.ms - LOOP_BEFORE_MS, at.ms + LOOP_AFTER_MS);
        player.play();
      }
    }),

    accept: withCard((card) => {
      const place = placeNow(store);
      if (place) return decide(card, { heard: "heard", rival: "rival", suggested: "time" }[place.kind], place);
      store.say(store.t(placesOf(card).length > 1 ? "desk_accept_near" : "desk_accept_nothing"));
      return undefined;
    }),
    keep: withCard((card) => {
      if (card.stamp_ms !== null) return decide(card, "kept");
      store.say(store.t("desk_no_stamp"));
      return undefined;
    }),
    set: withCard((card) => decide(card, "time", { ms: player.now_ms, recording: player.number })),
    nudge: withCard((card, key) => nudge(store, card, isBack(key) ? -1000 : 1000)),
    nudgeFinely: withCard((card, key) => nudge(store, card, isBack(key) ? -100 : 100)),
    paraphrase: withCard((card) => decide(card, "paraphrase")),
    absent: withCard((card) => decide(card, "absent")),
    reopen: withCard((card) => {
      if (!store.decisionOn(card)) return undefined;
      store.say(store.t("desk_done_open", { name: nameOf(card) }), true);
      return store.send({ kind: "decide", card: card.key, what: "open", ms: null, recording: null });
    }),
    note: () => document.getElementById("note")?.focus(),
    copy: withCard((card) => copyLink(store, card)),
  });
}

/** Says what was decided, and goes on to what is left. */
function settle(store, card, what, { ms = null }) {
  const done = store.t(`desk_done_${what}`, { name: nameOf(card), time: ms === null ? "" : clock(ms, what === "time" ? 1 : 0) });
  const moved = store.advance();
  const next = moved ? store.t("desk_next", { name: nameOf(store.chosen), left: store.left }) : "";
  store.say([done, next || (store.left ? "" : store.t("desk_none_left"))].filter(Boolean).join(" "), true);
}

/** Moves the time that was set, or begins to set one from where the words are; the card stays, to be heard again. */
function nudge(store, card, by_ms) {
  const from = listenAt(store, card) ?? { ms: store.player.now_ms, recording: store.player.number };
  const to = { ms: Math.max(0, from.ms + by_ms), recording: from.recording };
  store.player.seek(to.ms, to.recording);
  store.say(store.t("desk_done_time", { name: nameOf(card), time: clock(to.ms, 1) }), true);
  return store.send({ kind: "decide", card: card.key, what: "time", ...to });
}

/** A time somebody set is played exactly; heard words a breath earlier. */
function playFrom(card, at) {
  return at.kind === undefined ? at.ms : Math.max(0, at.ms - BEFORE_MS);
}

function isBack(key) {
  return key === undefined || ["[", "{", "ArrowLeft"].includes(key);
}

/** The link of the time under the pointer or the focus, else of the card's; its clock where the host has no link. */
async function copyLink(store, card) {
  const pointed = document.querySelector("a:is(.time, .play):hover") ?? document.activeElement?.closest("a:is(.time, .play)");
  const at = listenAt(store, card);
  const link = pointed?.href ?? (at ? store.link(at.recording, at.ms) : null);
  const text = link ?? (at ? clock(at.ms) : null);
  if (text === null) return;
  try {
    await navigator.clipboard.writeText(text);
    store.say(store.t(link ? "desk_copied" : "desk_copied_clock", { text }));
  } catch {
    store.say(store.t("desk_not_copied", { text }));
  }
}
