/* YouTube's player in its cookieless frame, spoken with by messages: none of its scripts runs in this page. */

import { Framed } from "./framed.js";

const HELLO_MS = 300; // the frame does not say when it listens, so it is greeted until it answers
const PLAYING = 1;
const BUFFERING = 3;

export class YouTube extends Framed {
  #answered = false;
  #waiting = []; // commands for a frame that is not there yet
  #state = -1;

  constructor(id, tell) {
    const asked = new URLSearchParams({ enablejsapi: "1", playsinline: "1", rel: "0", origin: location.origin });
    super(`https://www.youtube-nocookie.com/embed/${encodeURIComponent(id)}?${asked}`, tell);
    this.element.title = "YouTube";
    this.element.addEventListener("load", () => this.#greet());
  }

  seek(ms) {
    this.#command("seekTo", ms / 1000, true);
    this.stands(ms, this.playing);
  }

  play() {
    this.#command("playVideo");
  }

  pause() {
    this.#command("pauseVideo");
    this.stands(this.now_ms, false);
  }

  rate(speed) {
    super.rate(speed);
    this.#command("setPlaybackRate", speed);
  }

  /** A message of the frame: JSON, where `info` holds what has changed. */
  heard(text) {
    let said;
    try {
      said = JSON.parse(text) ?? {};
    } catch {
      return;
    }
    if (!this.#answered) this.#begin();
    if (said.event === "onError") this.tell("failed");
    const info = typeof said.info === "object" && said.info !== null ? said.info : {};
    if (info.duration > 0) this.duration_ms = Math.round(info.duration * 1000);
    if (Number.isInteger(info.playerState)) this.#state = info.playerState;
    const plays = this.#state === PLAYING || (this.#state === BUFFERING && this.playing);
    if (Number.isFinite(info.currentTime)) this.stands(info.currentTime * 1000, plays);
    else if (plays !== this.playing) this.stands(this.now_ms, plays);
  }

  #greet() {
    if (this.#answered || !this.element.isConnected) return;
    this.post(JSON.stringify({ event: "listening", id: "desk", channel: "widget" }));
    setTimeout(() => this.#greet(), HELLO_MS);
  }

  #begin() {
    this.#answered = true;
    for (const command of this.#waiting.splice(0)) this.#command(...command);
  }

  #command(func, ...args) {
    if (this.#answered) this.post(JSON.stringify({ event: "command", func, args, id: "desk", channel: "widget" }));
    else this.#waiting.push([func, ...args]);
  }
}
