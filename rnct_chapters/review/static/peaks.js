/* How loud a recording is: 50 octets a second, all of it where the server has it, else the stretch that is seen. */

import { useEffect, useState } from "./ui.js";

export const EACH_MS = 20;
const ASK_AGAIN_MS = 2500;
const KEPT = new WeakMap(); // desk -> recording -> its `Loudness`

class Loudness {
  whole = null;
  #asking = null;
  #windows = new Map();

  constructor(store, number) {
    this.store = store;
    this.number = number;
  }

  /** The octets from `from_ms` to `to_ms`. Throws the sentence of a server that has none. */
  async between(from_ms, to_ms) {
    this.#asking ??= this.#askForAll();
    if (!this.whole) {
      const name = `from_ms=${from_ms}&to_ms=${to_ms}`;
      if (!this.#windows.has(name)) {
        const found = octets(this.store.request(`/api/peaks/${this.number}?${name}`));
        found.catch(() => this.#windows.delete(name));
        this.#windows.set(name, found);
      }
      const found = await this.#windows.get(name);
      if (!this.whole) return found;
    }
    return this.whole.subarray(Math.floor(from_ms / EACH_MS), Math.ceil(to_ms / EACH_MS));
  }

  /** The stretch at once, where all is there already; else null. */
  atOnce(from_ms, to_ms) {
    return this.whole?.subarray(Math.floor(from_ms / EACH_MS), Math.ceil(to_ms / EACH_MS)) ?? null;
  }

  /** All of it comes when the server has read the file through; until then it is asked for now and again. */
  async #askForAll() {
    try {
      const answer = await this.store.request(`/api/peaks/${this.number}`);
      if (answer.status === 202) {
        setTimeout(() => (this.#asking = this.#askForAll()), ASK_AGAIN_MS);
        return;
      }
      this.whole = new Uint8Array(await answer.arrayBuffer());
      this.#windows.clear();
    } catch {
      this.#asking = null; // asked again with the next stretch, which says what is wrong
    }
  }
}

async function octets(asked) {
  return new Uint8Array(await (await asked).arrayBuffer());
}

function loudnessOf(store, number) {
  if (!KEPT.has(store.desk)) KEPT.set(store.desk, new Map());
  const kept = KEPT.get(store.desk);
  if (!kept.has(number)) kept.set(number, new Loudness(store, number));
  return kept.get(number);
}

/** `{peaks, from_ms}` of a stretch; `{failed}` with a sentence; `{silent: true}` where no sound is on this machine. */
export function usePeaks(store, number, from_ms, to_ms) {
  const [found, setFound] = useState({});
  const has = Boolean(store.recording(number)?.media);
  const start_ms = Math.max(0, from_ms);
  const name = `${number} ${start_ms} ${to_ms}`;
  useEffect(() => {
    if (!has) return undefined;
    let wanted = true;
    loudnessOf(store, number).between(start_ms, to_ms).then(
      (peaks) => wanted && setFound({ name, peaks, from_ms: start_ms }),
      (error) => wanted && setFound({ name, failed: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [name, has, store.desk]);
  if (!has) return { silent: true };
  const peaks = loudnessOf(store, number).atOnce(start_ms, to_ms);
  if (peaks) return { peaks, from_ms: start_ms };
  return found.name === name ? found : {};
}
