/* All that the page knows, in one place: what a check found, what was decided, what is looked at. Views read it through
   `useStore` and change it through its methods; nothing else is shared between them. */

import { Player } from "./player.js";
import { predicted } from "./predicting.js";
import { nameOf } from "./naming.js";
import { groups } from "./order.js";
import { useLayoutEffect, useReducer, useRef } from "./ui.js";
import { ask, listen, Refused, request, Unreachable } from "./wire.js";

const RETRY_MS = 1000;

class Store {
  desk = null;
  can = {};
  formats = [];
  lang = document.documentElement.lang || "fr";
  /** What is looked at. `tab` is the panel below the evidence, `view` the whole page's, `dialog` what lies over it. */
  ui = { filter: { outcome: "", speaker: "", recording: "" }, tab: "article", view: "desk", dialog: null };
  selected = null;
  /** Which of the selected card's places `a` would accept: 0 is the best one, `r` goes on to its rivals. */
  place = 0;
  /** A refused decision, and what was decided meanwhile: {why, events, mine}. */
  conflict = null;
  /** The last thing said, for the eye and the ear: {text, undo, n}. */
  said = null;
  online = true;
  player = new Player((number) => this.recording(number));
  /** This tab, in the journal and to the other tabs. */
  tab = crypto.getRandomValues(new Uint32Array(2)).reduce((name, n) => name + n.toString(36), "");

  #known = null; // the server's state
  #hash = ""; // of the desk that is shown
  #pending = []; // events that it has not answered yet
  #shown = null; // the two together
  #messages = {};
  #listeners = new Set();
  #line = Promise.resolve();
  #words = new Map();
  #cards = new Map();
  #keys = new Map();

  // What is known

  /** Where things stand, the decisions on their way included. */
  get state() {
    return this.#shown;
  }

  /** Decisions that are not on the disk yet. */
  get unsaved() {
    return this.#pending.length;
  }

  get() {
    return this;
  }

  card(id) {
    return this.#cards.get(id) ?? null;
  }

  cardOfKey(key) {
    return this.#keys.get(key) ?? null;
  }

  /** The selected card, or null. */
  get chosen() {
    return this.card(this.selected);
  }

  decisionOn(card) {
    return this.state.decided[card.key] ?? null;
  }

  /** Cards that somebody has to decide, and those of them that nobody has yet. */
  get total() {
    return this.desk.cards.filter((card) => card.doubt !== null).length;
  }

  get left() {
    return this.desk.cards.filter((card) => card.doubt !== null && !this.decisionOn(card)).length;
  }

  recording(number) {
    return this.desk.recordings.find((r) => r.number === number) ?? null;
  }

  /** A recording's chapters as they stand; empty where it has none. */
  chaptersOf(id) {
    return this.state.chapters.find((r) => r.id === id)?.chapters ?? [];
  }

  /** The host's address of a moment, or null where the recording has none or its host no such syntax. */
  link(number, ms) {
    const [before, after] = (this.recording(number)?.link ?? "").split(/\{s\}(?!.*\{s\})/);
    return after === undefined ? null : before + Math.max(0, Math.floor(ms / 1000)) + after;
  }

  /** The words of a recording, {starts_ms, ends_ms, words, turns}; fetched once. */
  words(number) {
    if (!this.#words.has(number)) {
      const found = ask(`/api/words/${number}`);
      found.catch(() => this.#words.delete(number));
      this.#words.set(number, found);
    }
    return this.#words.get(number);
  }

  // What is said

  /** The sentence `key` with its facts; a fact `n` chooses between singular and plural. */
  t(key, facts = {}) {
    let pattern = this.#messages[key] ?? key;
    if (pattern.includes("|")) {
      const [one, many] = pattern.split("|");
      pattern = (this.lang === "en" ? facts.n === 1 : facts.n < 2) ? one : many;
    }
    return pattern.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
  }

  /** A sentence that came in both languages. */
  both(said) {
    return said?.[this.lang] ?? "";
  }

  /** Says something for a while; `undo` offers to take it back. */
  say(text, undo = false) {
    this.said = { text, undo, n: (this.said?.n ?? 0) + 1 };
    this.changed();
  }

  // What is looked at

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed() {
    for (const listener of [...this.#listeners]) listener();
  }

  set(patch) {
    this.ui = { ...this.ui, ...patch };
    this.changed();
  }

  /** Looks at a card; it is then also where the player stands, without playing. */
  select(id, { cue = true } = {}) {
    if (!this.#cards.has(id)) return;
    const again = id === this.selected;
    this.selected = id;
    this.place = 0;
    if (!again) this.#remember(id);
    this.changed();
    if (cue && !again) this.dispatch("cue");
  }

  /** The address leads back to the card, after a reload too. */
  #remember(id) {
    try {
      history.replaceState(null, "", `#${id}`);
    } catch { /* Safari allows a hundred in half a minute, and somebody is leafing through */ }
  }

  /** The next card of the list, or the one before it. */
  step(by) {
    const { listed } = groups(this);
    const at = listed.indexOf(this.selected);
    const next = at < 0 ? listed[0] : listed[Math.min(listed.length - 1, Math.max(0, at + by))];
    if (next) this.select(next);
  }

  /** The next card that nobody has decided, after the selected one and then from the top; false where none is left. */
  advance() {
    const { open } = groups(this);
    const at = open.indexOf(this.selected);
    const order = [...open.slice(at + 1), ...open.slice(0, Math.max(0, at))];
    const next = order.find((id) => !this.decisionOn(this.card(id)));
    if (next) this.select(next);
    return Boolean(next);
  }

  /** What the keys and the buttons name; `decisions.js` and the views add what they know how to do. */
  acts = {};

  dispatch(name, ...given) {
    return this.acts[name]?.(...given);
  }

  // What is decided

  /**
   * Sends one event, in the order of asking; the page shows it at once. True when it is on the server's disk, false when
   * it was refused: then `conflict` or `said` tells why. While the server cannot be reached it waits.
   */
  send(event) {
    this.#pending.push(event);
    this.#reckon();
    return this.#next(() => this.#post(event));
  }

  undo() {
    return this.#next(() => this.#takeBack("undo", this.#known.undo));
  }

  redo() {
    return this.#next(() => this.#takeBack("redo", this.#known.redo));
  }

  async #takeBack(kind, last) {
    if (!last) {
      this.say(this.t(`desk_nothing_to_${kind}`));
      return false;
    }
    const done = await this.#post({ kind, of: last.n });
    if (!done) return false;
    const card = last.card ? this.cardOfKey(last.card) : null;
    if (card) this.select(card.id);
    const what = card ? nameOf(card) : this.t(`desk_event_${last.kind}`);
    this.say(this.t(`desk_history_${kind}`, { what }));
    return true;
  }

  /** The other's decision stays, and what was refused is forgotten. */
  dismissConflict() {
    this.conflict = null;
    this.changed();
  }

  #next(job) {
    const done = this.#line.then(job);
    this.#line = done.catch(() => false);
    return done;
  }

  async #post(event) {
    try {
      const { state } = await this.#reached(() =>
        ask("/api/events", { seen: this.#known.n, by: this.tab, event }));
      this.#answered(event, state);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { events = [], state = null } = error.answer ?? {};
      this.#answered(event, state);
      if (events.some((e) => e.by === this.tab && isSame(e, event))) return true; // written before its answer was lost
      const isDecision = event.kind !== "undo" && event.kind !== "redo";
      if (error.status === 409 && isDecision) this.conflict = { why: error.message, events, mine: event };
      else this.say(error.message);
      this.changed();
      return false;
    }
  }

  /** Asks until somebody answers. */
  async #reached(asked) {
    for (;;) {
      try {
        const answer = await asked();
        this.#setOnline(true);
        return answer;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        this.#setOnline(false);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  #answered(event, state) {
    this.#pending = this.#pending.filter((p) => p !== event);
    if (state !== null && state.n >= this.#known.n) this.#known = state;
    this.#reckon();
  }

  #reckon() {
    this.#shown = this.#pending.reduce((state, event) => predicted(state, event, this.desk), this.#known);
    this.changed();
  }

  #setOnline(online) {
    if (online === this.online) return;
    this.online = online;
    this.changed();
  }

  // The server

  /** JSON from the server, in the page's language; throws `Refused` with a sentence to show, or `Unreachable`. */
  ask(path, body) {
    return ask(this.inLanguage(path), body);
  }

  /** The same for octets and text: a `Response`. */
  request(path, body) {
    return request(this.inLanguage(path), body);
  }

  inLanguage(path) {
    return `${path}${path.includes("?") ? "&" : "?"}lang=${this.lang}`;
  }

  async start() {
    await this.load();
    addEventListener("hashchange", () => this.select(location.hash.slice(1)));
    addEventListener("beforeunload", (event) => this.unsaved && event.preventDefault());
    listen(() => this.#known.n, () => this.#hash, {
      open: () => this.#setOnline(true),
      lost: () => this.#setOnline(false),
      desk: () => this.load(),
      state: ({ events, state }) => this.#told(events, state),
    });
  }

  /** Everything anew, in the page's language. What is looked at stays, where it is still there. */
  async load() {
    const key = this.chosen?.key;
    const told = await this.#reached(() => this.ask("/api/desk"));
    this.desk = told.desk;
    this.#hash = told.sha256;
    this.can = told.can;
    this.formats = told.formats;
    this.#messages = told.messages;
    this.#words.clear();
    this.#cards = new Map(told.desk.cards.map((card) => [card.id, card]));
    this.#keys = new Map(told.desk.cards.map((card) => [card.key, card]));
    this.#known = told.state;
    this.#reckon();
    const wanted = this.cardOfKey(key)?.id ?? (this.#cards.has(location.hash.slice(1)) ? location.hash.slice(1) : null);
    this.selected = null;
    if (wanted) this.select(wanted);
    else if (!this.advance()) this.step(0);
  }

  /** The page in the other language; what plays goes on. */
  async speak(lang) {
    this.lang = lang;
    document.documentElement.lang = lang;
    history.replaceState(null, "", `?lang=${lang}${location.hash}`);
    const told = await this.ask("/api/desk");
    this.#messages = told.messages;
    this.formats = told.formats;
    this.changed();
  }

  #told(events, state) {
    if (events.some((e) => e.kind === "check")) {
      this.load();
      return;
    }
    if (state.n > this.#known.n) this.#known = state;
    const theirs = events.filter((e) => e.by !== this.tab);
    if (theirs.length) this.say(this.t("desk_others", { n: theirs.length }));
    this.#reckon();
  }
}

function isSame(one, other) {
  return Object.keys(other).every((key) => JSON.stringify(one[key] ?? null) === JSON.stringify(other[key] ?? null));
}

export const store = new Store();

/**
 * Draws a component again when what it picks from the store changes: one value, or an array of them. Without `pick`, at
 * every change.
 */
export function useStore(pick = () => ({})) {
  const [, redraw] = useReducer((n) => n + 1, 0);
  const latest = useRef();
  const now = pick(store);
  latest.current = { pick, now };
  useLayoutEffect(
    () => store.subscribe(() => {
      const { pick: picked, now: before } = latest.current;
      if (!unchanged(before, picked(store))) redraw();
    }),
    [],
  );
  return now;
}

function unchanged(before, after) {
  if (!Array.isArray(before) || !Array.isArray(after)) return Object.is(before, after);
  return before.length === after.length && before.every((value, i) => Object.is(value, after[i]));
}
