/* The decisions on their way to the server's disk, in the order in which they were made. None is lost while the server
   cannot be reached, and none goes over what somebody else has decided since. */

import { predicted } from "./predicting.js";
import { ask, Refused, Unreachable } from "./wire.js";

const RETRY_MS = 1000;

export class Ledger {
  /** Whether the server answers. */
  online = true;
  /** Where things stood when it last told. */
  known = null;
  /** The same, with the decisions on their way. */
  shown = null;

  #desk = null;
  #tab;
  #changed;
  #pending = [];
  #line = Promise.resolve();
  #theirs = 0; // number of the last event that somebody else made

  /** `tab` is our name in the journal; `changed` is called whenever there is something new to see. */
  constructor(tab, changed) {
    this.#tab = tab;
    this.#changed = changed;
  }

  /** Decisions that are not on the disk yet. */
  get unsaved() {
    return this.#pending.length;
  }

  /** A desk, and where things stand on it. */
  begin(desk, state) {
    this.#desk = desk;
    this.known = state;
    this.#reckon();
  }

  /** Writes an event, which is shown at once: {done} once it is on disk, {why, events, isStale} where it was refused. */
  write(event) {
    const seen = this.known.n;
    this.#pending.push(event);
    this.#reckon();
    return this.#next(() => this.#post(event, seen));
  }

  /** Takes the last event back, or does it again, by `kind`: as `write`, with `last`, which is null for none. */
  turn(kind) {
    const seen = this.known.n;
    return this.#next(async () => {
      const last = this.known[kind];
      return last ? { last, ...(await this.#post({ kind, of: last.n }, seen)) } : { last };
    });
  }

  /** What came over the stream; returns the events of others. */
  told(events, state) {
    const theirs = this.#heed(events);
    this.#stand(state);
    return theirs;
  }

  /** Asks until somebody answers. */
  async reached(asked) {
    for (;;) {
      try {
        const answer = await asked();
        this.stands(true);
        return answer;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        this.stands(false);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  /** Whether the line to the server stands. */
  stands(online) {
    if (online === this.online) return;
    this.online = online;
    this.#changed();
  }

  #next(job) {
    const done = this.#line.then(job);
    this.#line = done.catch(() => null);
    return done;
  }

  /**
   * `seen` is what the person had before them. Our own events since then are no reason to refuse this one, so that where
   * there are no others it is sent as if made after them.
   */
  async #post(event, seen) {
    try {
      const told = await this.reached(() => ask("/api/events", {
        seen: this.#theirs > seen ? seen : this.known.n, by: this.#tab, event,
      }));
      this.#answered(event, told);
      return { done: true };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const events = error.answer?.events ?? [];
      this.#answered(event, { events, state: error.answer?.state ?? this.known });
      const isThere = events.some((e) => e.by === this.#tab && isSame(e, event)); // written before its answer was lost
      return isThere ? { done: true } : { done: false, why: error.message, events, isStale: error.status === 409 };
    }
  }

  #answered(event, { events, state }) {
    this.#pending = this.#pending.filter((p) => p !== event);
    this.#heed(events);
    this.#stand(state);
  }

  #heed(events) {
    const theirs = events.filter((e) => e.by !== this.#tab);
    this.#theirs = Math.max(this.#theirs, ...theirs.map((e) => e.n));
    return theirs;
  }

  #stand(state) {
    if (state.n >= this.known.n) this.known = state;
    this.#reckon();
  }

  #reckon() {
    this.shown = this.#pending.reduce((state, event) => predicted(state, event, this.#desk), this.known);
    this.#changed();
  }
}

function isSame(one, other) {
  return Object.keys(other).every((key) => JSON.stringify(one[key] ?? null) === JSON.stringify(other[key] ?? null));
}
