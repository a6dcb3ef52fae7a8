/* One player over everything that can play: a file from this disk, YouTube, PeerTube. Times are milliseconds. */

import { Local } from "./players/local.js";
import { PeerTube } from "./players/peertube.js";
import { YouTube } from "./players/youtube.js";

export const RATES = [0.75, 1, 1.25, 1.5, 1.75, 2];

const LOOP_LEAD_MS = 600; // behind the loop's start by that much, somebody has gone elsewhere on purpose

/** What can play a recording, the best first: {kind, make}; empty where nothing here can. */
export function sourcesOf(recording) {
  const found = [];
  if (recording?.media) found.push({ kind: "local", make: (tell) => new Local(`/media/${recording.number}`, tell) });
  if (recording?.host === "youtube") {
    found.push({ kind: "youtube", make: (tell) => new YouTube(recording.video, tell) });
  }
  if (recording?.host === "peertube" && !recording.video.includes("/")) { // a playlist has no player of its own
    found.push({ kind: "peertube", make: (tell) => new PeerTube(recording.url, recording.video, tell) });
  }
  if (recording?.host === "file" && !recording.media) {
    found.push({ kind: "file", make: (tell) => new Local(recording.url, tell) });
  }
  return found;
}

/**
 * Tells `time` while it plays and after each seek, and `state` when it starts, stops, fails or plays something else.
 * Nothing is loaded from a foreign host before somebody wants to hear it.
 */
export class Player extends EventTarget {
  number = null;
  speed = 1;
  around = null; // {from_ms, to_ms} that is played again and again
  failed = false;

  /** What players live in, for as long as the page: a frame that is moved begins anew. */
  stage = document.createElement("div");

  #find; // a recording by its number
  #players = new Map(); // by recording and kind: going back to one is instant
  #kinds = new Map(); // what somebody chose to play a recording with
  #at_ms = 0; // where it stands while nothing is loaded
  #ticking = false;

  constructor(find) {
    super();
    this.#find = find;
    this.stage.className = "stage";
  }

  get recording() {
    return this.number === null ? null : this.#find(this.number);
  }

  get sources() {
    return sourcesOf(this.recording);
  }

  /** What plays the recording: `local`, `file`, `youtube`, `peertube`; null where nothing can. */
  get kind() {
    return this.#kinds.get(this.number) ?? this.sources[0]?.kind ?? null;
  }

  get isForeign() {
    return this.kind !== null && this.kind !== "local";
  }

  get playing() {
    return this.#current?.playing ?? false;
  }

  get now_ms() {
    return Math.round(this.#current?.now_ms ?? this.#at_ms);
  }

  get duration_ms() {
    return this.recording?.duration_ms ?? this.#current?.duration_ms ?? null;
  }

  /** Whether there is a picture to look at, or a frame that draws its own. */
  get hasPicture() {
    return this.#current?.hasPicture ?? false;
  }

  /** Whether something is loaded: a foreign host is not before it is played. */
  get loaded() {
    return Boolean(this.#current);
  }

  get #current() {
    return this.#players.get(`${this.number} ${this.kind}`) ?? null;
  }

  /** Turns to another recording, where it was left. */
  load(number) {
    if (number === this.number) return;
    const goes = this.playing;
    this.#current?.pause();
    this.number = number;
    this.around = null;
    this.failed = false;
    this.#at_ms = 0;
    if (goes || !this.isForeign) this.#ready();
    this.#show();
    if (goes) this.play();
    this.#tell("state");
  }

  /** Goes to a time, in another recording where one is named; plays on if it played. */
  seek(ms, number = this.number) {
    if (number !== null) this.load(number);
    this.#at_ms = Math.max(0, Math.min(ms, this.duration_ms ?? Infinity));
    if (this.around && !this.#isAround(this.#at_ms)) this.loop(null);
    this.#current?.seek(this.#at_ms);
    this.#tell("time");
  }

  /** Plays from a time. */
  playAt(ms, number = this.number) {
    this.seek(ms, number);
    this.play();
  }

  play() {
    if (this.kind === null) return;
    const fresh = !this.#current;
    const player = this.#ready();
    if (fresh) player.seek(this.#at_ms);
    player.play();
    this.#tell("state");
  }

  pause() {
    this.#current?.pause();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  rate(speed) {
    this.speed = speed;
    this.#current?.rate(speed);
    this.#tell("state");
  }

  /** The next speed up or down. */
  faster(by) {
    const at = RATES.indexOf(this.speed) + by;
    if (RATES[at]) this.rate(RATES[at]);
  }

  /** Plays a stretch again and again; null plays on. */
  loop(from_ms, to_ms) {
    this.around = from_ms === null ? null : { from_ms: Math.max(0, from_ms), to_ms };
    this.#tell("state");
  }

  /** Plays the recording with another of its sources, from the same time. */
  choose(kind) {
    const [at_ms, goes] = [this.now_ms, this.playing];
    this.pause();
    this.#kinds.set(this.number, kind);
    this.failed = false;
    this.#at_ms = at_ms;
    if (!this.isForeign) this.#ready().seek(at_ms);
    if (goes) this.play();
    this.#show();
    this.#tell("state");
  }

  #ready() {
    const name = `${this.number} ${this.kind}`;
    if (!this.#players.has(name)) {
      const source = this.sources.find((s) => s.kind === this.kind);
      if (!source) return null;
      const told = (what) => this.#heard(name, what);
      const made = source.make(told);
      made.element.dataset.player = name;
      this.stage.append(made.element);
      this.#players.set(name, made);
      made.rate(this.speed);
      this.#show();
    }
    return this.#current;
  }

  #show() {
    const name = `${this.number} ${this.kind}`;
    for (const [key, { element }] of this.#players) element.hidden = key !== name;
  }

  #heard(name, what) {
    if (name !== `${this.number} ${this.kind}`) return;
    this.failed = what === "failed";
    if (what === "time") this.#tell("time");
    else this.#tell("state");
    if (this.playing && !this.#ticking) this.#tick();
  }

  #tick() {
    this.#ticking = this.playing;
    if (!this.playing) return;
    const { around } = this;
    if (around && (this.now_ms >= around.to_ms || this.now_ms >= (this.duration_ms ?? Infinity))) {
      this.#current.seek(around.from_ms);
    }
    this.#tell("time");
    requestAnimationFrame(() => this.#tick());
  }

  #isAround(ms) {
    return ms >= this.around.from_ms - LOOP_LEAD_MS && ms <= this.around.to_ms;
  }

  #tell(what) {
    this.dispatchEvent(new Event(what));
  }
}
