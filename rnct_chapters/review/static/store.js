/* All that the page knows, in one place: what a check found, what was decided, what is looked at. Views read it through
   `useStore` and change it through its methods; nothing else is shared between them. */

import { Ledger } from "./ledger.js";
import { nameOf } from "./naming.js";
import { groups, NO_FILTER } from "./order.js";
import { Player } from "./player.js";
import { hookOn } from "./watching.js";
import { ask, listen, request } from "./wire.js";

class Store {
  desk = null;
  can = {};
  formats = [];
  lang = document.documentElement.lang || "fr";
  /** What is looked at. `tab` is the panel below the evidence, `view` the whole page's, `dialog` what lies over it. */
  ui = { filter: NO_FILTER, tab: "article", view: "desk", dialog: null };
  selected = null;
  /** Which of the selected card's places `a` would accept: 0 is the best one, `r` goes on to its rivals. */
  place = 0;
  /** A refused decision, and what was decided meanwhile: {why, events, mine}. */
  conflict = null;
  /** The last thing said, for the eye and the ear: {text, undo, n}. */
  said = null;
  player = new Player((number) => this.recording(number));
  /** This tab, in the journal and to the other tabs. */
  tab = crypto.getRandomValues(new Uint32Array(2)).reduce((name, n) => name + n.toString(36), "");

  #ledger = new Ledger(this.tab, () => this.changed());
  #hash = ""; // of the desk that is shown
  #messages = {};
  #listeners = new Set();
  #words = new Map();
  #cards = new Map();
  #keys = new Map();

  // What is known

  /** Where things stand, the decisions on their way included. */
  get state() {
    return this.#ledger.shown;
  }

  /** Whether the server answers. */
  get online() {
    return this.#ledger.online;
  }

  /** Decisions that are not on the disk yet. */
  get unsaved() {
    return this.#ledger.unsaved;
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
    return (said?.[this.lang] ?? "").replaceAll(" %", "\u00a0%");
  }

  /** Says something for a while, or "" nothing more; `undo` offers to take it back. */
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
  async send(event) {
    const { done, why, events, isStale } = await this.#ledger.write(event);
    if (done) return true;
    if (isStale) this.conflict = { why, events, mine: event };
    this.say(isStale ? "" : why); // what was said when it was asked for is not so
    return false;
  }

  undo() {
    return this.#turn("undo");
  }

  redo() {
    return this.#turn("redo");
  }

  async #turn(kind) {
    const { last, done, why } = await this.#ledger.turn(kind);
    const card = last?.card ? this.cardOfKey(last.card) : null;
    if (done && card) this.select(card.id);
    const what = card ? nameOf(card) : this.t(`desk_event_${last?.kind}`);
    this.say(!last ? this.t(`desk_nothing_to_${kind}`) : done ? this.t(`desk_history_${kind}`, { what }) : why);
    return Boolean(done);
  }

  /** The other's decision stays, and what was refused is forgotten. */
  dismissConflict() {
    this.conflict = null;
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
    listen(() => this.#ledger.known.n, () => this.#hash, {
      open: () => this.#ledger.stands(true),
      lost: () => this.#ledger.stands(false),
      desk: () => this.load(),
      state: ({ events, state }) => this.#told(events, state),
    });
  }

  /** Everything anew, in the page's language. What is looked at stays, where it is still there. */
  async load() {
    const key = this.chosen?.key;
    const told = await this.#ledger.reached(() => this.ask("/api/desk"));
    this.desk = told.desk;
    this.#hash = told.sha256;
    this.can = told.can;
    this.formats = told.formats;
    this.#messages = told.messages;
    this.#words.clear();
    this.#cards = new Map(told.desk.cards.map((card) => [card.id, card]));
    this.#keys = new Map(told.desk.cards.map((card) => [card.key, card]));
    this.#ledger.begin(told.desk, told.state);
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
    const theirs = this.#ledger.told(events, state);
    if (events.some((e) => e.kind === "check")) this.load();
    else if (theirs.length) this.say(this.t("desk_others", { n: theirs.length }));
  }
}

export const store = new Store();

/** Draws a component again when what it picks from the store changes; see `hookOn`. */
export const useStore = hookOn(store);
