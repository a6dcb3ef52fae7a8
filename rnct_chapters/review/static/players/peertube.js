/* A PeerTube instance's player in its frame, spoken with by the messages of its embed API (JSON over postMessage, as the
   jschannel library writes them). */

import { Framed } from "./framed.js";

const SCOPE = "peertube::";

export class PeerTube extends Framed {
  #ready = false;
  #waiting = []; // requests for a player that is not there yet
  #count = 0;

  constructor(url, id, tell) {
    const asked = new URLSearchParams({ api: "1", p2p: "0", warningTitle: "0", peertubeLink: "0" });
    super(`${new URL(url).origin}/videos/embed/${encodeURIComponent(id)}?${asked}`, tell);
    this.element.title = "PeerTube";
    this.element.addEventListener("load", () => this.#notify("__ready", { type: "publish-request", publish: [] }));
  }

  seek(ms) {
    this.#ask("seek", ms / 1000);
    this.stands(ms, this.playing);
  }

  play() {
    this.#ask("play");
  }

  pause() {
    this.#ask("pause");
    this.stands(this.now_ms, false);
  }

  rate(speed) {
    super.rate(speed);
    this.#ask("setPlaybackRate", speed);
  }

  /** A message of the frame: a greeting, an answer, or a notice of what its player does. */
  heard(text) {
    let said;
    try {
      said = JSON.parse(text);
    } catch {
      return;
    }
    const { method, params, result } = said ?? {};
    if (method === `${SCOPE}__ready`) this.#greeted(params);
    if (method === `${SCOPE}ready` || (method === undefined && result === true)) this.#begin();
    if (method === `${SCOPE}playbackStatusUpdate` && Number.isFinite(params?.position)) {
      if (params.duration > 0) this.duration_ms = Math.round(params.duration * 1000);
      this.stands(params.position * 1000, params.playbackState === "playing");
    }
    if (method === `${SCOPE}playbackStatusChange`) this.stands(this.now_ms, params === "playing");
  }

  /** The frame listens, but its player may not be there yet: it is asked, and it tells when it is. */
  #greeted(params) {
    if (params?.type === "publish-request") this.#notify("__ready", { type: "publish-reply", publish: [] });
    if (!this.#ready) this.#request("isReady");
  }

  #begin() {
    if (this.#ready) return;
    this.#ready = true;
    for (const [method, params] of this.#waiting.splice(0)) this.#request(method, params);
  }

  #ask(method, params) {
    if (this.#ready) this.#request(method, params);
    else this.#waiting.push([method, params]);
  }

  #request(method, params) {
    this.#count += 1;
    this.post(JSON.stringify({ id: this.#count, method: SCOPE + method, params }));
  }

  #notify(method, params) {
    this.post(JSON.stringify({ method: SCOPE + method, params }));
  }
}
