/* What the page knows: what is asked for, what was found, which passage is looked at, and the player. Views draw what
   stands here, and call its verbs. */

import { hitName, readAddress, searchPath, writeAddress } from "./address.js";
import { Player } from "./player.js";
import { ask, Refused, Unreachable } from "./wire.js";

const TYPING_MS = 180; // after the last letter; who types on is not searched for
const LEAD_MS = 1000; // heard before the words, so that their first syllable is
const WORD = /[\p{L}\p{N}]/u; // who has typed a quotation mark alone goes on to type
const MOST_TURNS = 10; // pages of hits in which the passage of a link is looked for

class Store extends EventTarget {
  lang = "en";
  messages = {};
  size = null; // how much is in the index
  asked = readAddress(location.search);
  hits = null; // null before the first answer, else all that is shown, best first
  total = null;
  more = false;
  facets = null;
  chosen = -1; // index of the passage that is looked at
  status = "idle"; // or "asking", "done", "refused", "away"
  why = ""; // the server's sentence where it refused
  notice = ""; // that the passage of a link is gone
  dialog = null;
  said = null;
  blocked = false; // a host may not play here yet
  player = new Player((number) => this.recordings.get(number) ?? null);
  recordings = new Map();
  chapters = new Map(); // by recording, once it is looked at

  #question = null;
  #answered = ""; // the question whose answer is shown
  #timer = 0;
  #typing = false;

  async start() {
    await this.#begin();
    addEventListener("popstate", () => this.#goTo(readAddress(location.search)));
    document.addEventListener("securitypolicyviolation", (event) => {
      if (/^(frame|media)-src/.test(event.violatedDirective)) this.set({ blocked: true });
    });
    if (this.asked.q) this.#search(this.asked.hit);
  }

  t(key, facts = {}) {
    return (this.messages[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
  }

  set(changes) {
    Object.assign(this, changes);
    this.dispatchEvent(new Event("change"));
  }

  say(text) {
    this.set({ said: { text, n: (this.said?.n ?? 0) + 1 } });
  }

  /** Speaks another language; the page stays where it is. */
  async speak(lang) {
    const said = new URLSearchParams(location.search);
    said.set("lang", lang);
    history.replaceState(null, "", `/?${said}`);
    await this.#begin();
    if (this.status === "refused") this.#search();
  }

  get chosenHit() {
    return this.hits?.[this.chosen] ?? null;
  }

  /** Whether something was typed that is not answered yet. */
  get busy() {
    return WORD.test(this.asked.q) && this.status !== "away" && this.#answered !== searchPath(this.asked, 0, "");
  }

  get filters() {
    return ["speaker", "event", "since", "near"].filter((name) => this.asked[name]).length;
  }

  /** What is in the box while somebody types. All that is typed in one go is one step of the way back. */
  type(q) {
    this.#write({ q, hit: "" }, this.#typing);
    this.#typing = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (WORD.test(q) ? this.#search() : this.#rest()), TYPING_MS);
  }

  /** Searches at once; true where something was found. */
  async enter() {
    this.settle();
    clearTimeout(this.#timer);
    if (this.busy || !this.hits?.length) await this.#search(); // nothing found: the index may have grown since
    return this.status === "done" && this.hits.length > 0;
  }

  /** What is typed next is a step of its own. */
  settle() {
    this.#typing = false;
  }

  /** Changes what is asked for beside the words. */
  narrow(changes) {
    this.settle();
    clearTimeout(this.#timer);
    this.#write({ ...changes, hit: "" }, false);
    if (this.asked.q) this.#search();
  }

  unfilter() {
    this.narrow({ speaker: "", event: "", since: "", near: "" });
  }

  /** Looks at a passage: its recording is in the player, and the address leads to it. */
  choose(index) {
    const hit = this.hits?.[index];
    if (!hit) return;
    this.settle();
    this.#write({ hit: hitName(hit) }, true);
    this.set({ chosen: index, notice: "" });
    if (!this.player.playing) this.player.seek(startOf(hit), hit.recording);
    this.#tell(hit.recording);
  }

  /** Plays a passage from one second before its words. */
  play(index) {
    this.choose(index);
    const hit = this.chosenHit;
    if (!hit) return;
    this.player.playAt(startOf(hit), hit.recording);
    this.#tell(hit.recording);
  }

  async further() {
    if (!this.more || this.#question) return;
    await this.#ask(this.hits.length);
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.say(this.t("find_copied", { text }));
    } catch {
      this.say(this.t("find_not_copied", { text }));
    }
  }

  /** The link to a passage: its host's where there is one, else this page's. */
  linkTo(hit) {
    return hit.url ?? new URL(writeAddress({ ...this.asked, hit: hitName(hit) }), location.origin).href;
  }

  /** The link to a moment of a recording; null where its host has none. */
  link(number, ms) {
    const link = this.recordings.get(number)?.link;
    return link ? link.replace("{s}", String(Math.floor(ms / 1000))) : null;
  }

  async #begin() {
    const asked = new URLSearchParams(location.search).get("lang");
    const page = await ask(asked ? `/api/page?lang=${encodeURIComponent(asked)}` : "/api/page");
    document.documentElement.lang = page.lang;
    this.set({ lang: page.lang, messages: page.messages, size: page.size });
    this.#entitle();
  }

  #goTo(asked) {
    this.settle();
    clearTimeout(this.#timer);
    const { hit: _, ...was } = this.asked;
    const { hit, ...now } = asked;
    this.asked = asked;
    if (JSON.stringify(was) === JSON.stringify(now)) this.set({ chosen: this.#indexOf(hit) });
    else this.#search(hit);
  }

  #write(changes, replaces) {
    this.asked = { ...this.asked, ...changes };
    const address = writeAddress(this.asked);
    if (address !== location.pathname + location.search) {
      if (replaces) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    }
    this.#entitle();
    this.set({});
  }

  #entitle() {
    const title = this.t("find_title");
    document.title = this.asked.q ? `${this.asked.q} – ${title}` : title;
  }

  /** Asks for the first page, and looks at the passage `wanted` where a link named one. */
  async #search(wanted = "") {
    if (!this.asked.q.trim()) {
      this.#rest();
      return;
    }
    const asked = await this.#ask(0);
    if (!asked || !wanted) return;
    for (let turn = 1; this.#indexOf(wanted) < 0 && this.more && turn < MOST_TURNS; turn += 1) {
      if (!(await this.#ask(this.hits.length))) return;
    }
    const index = this.#indexOf(wanted);
    if (index >= 0) this.choose(index);
    else this.set({ notice: this.t("find_gone_hit") });
  }

  /** Nothing is asked for. */
  #rest() {
    this.#question?.abort();
    this.#question = null;
    this.#answered = "";
    this.set({ hits: null, facets: null, chosen: -1, more: false, status: "idle", why: "", notice: "" });
  }

  /** One page of hits from `offset` on; false where it was refused, or nobody waits for it any longer. */
  async #ask(offset) {
    this.#question?.abort();
    const question = new AbortController();
    const asked = this.asked;
    this.#question = question;
    this.set({ status: "asking", notice: "" });
    try {
      const found = await ask(searchPath(asked, offset, this.lang), question.signal);
      this.#answered = searchPath(asked, 0, "");
      this.#take(found, offset);
      return true;
    } catch (error) {
      if (question.signal.aborted) return false;
      if (error instanceof Refused) this.#refuse(error.message, asked);
      else if (error instanceof Unreachable) this.set({ status: "away" });
      else throw error;
      return false;
    } finally {
      if (this.#question === question) this.#question = null;
    }
  }

  #take(found, offset) {
    if (!this.size.recordings) this.#begin(); // an index that was empty may have been filled
    for (const recording of found.recordings) this.recordings.set(recording.number, recording);
    const hits = offset ? [...this.hits, ...found.hits] : found.hits;
    const chosen = this.asked.hit ? hits.findIndex((hit) => hitName(hit) === this.asked.hit) : -1;
    this.set({
      hits, chosen, total: found.total, more: found.more, facets: found.facets ?? this.facets, status: "done", why: "",
    });
  }

  #refuse(why, asked) {
    this.#answered = searchPath(asked, 0, "");
    this.set({ status: "refused", why, hits: [], facets: null, more: false, chosen: -1 });
  }

  #indexOf(name) {
    return name && this.hits ? this.hits.findIndex((hit) => hitName(hit) === name) : -1;
  }

  /** Has the chapters of a recording told, once. */
  async #tell(number) {
    if (this.chapters.has(number)) return;
    try {
      const told = await ask(`/api/recording/${number}?lang=${this.lang}`);
      this.chapters.set(number, told.chapters);
      this.set({});
    } catch (error) {
      if (error instanceof Refused) this.say(error.message);
      else if (error instanceof Unreachable) this.set({ status: "away" });
      else throw error;
    }
  }
}

/** Where a passage is heard from. */
export function startOf(hit) {
  return Math.max(0, hit.heard_ms - LEAD_MS);
}

export const store = new Store();
