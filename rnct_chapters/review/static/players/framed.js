/* What players in another host's frame have in common: they tell the time now and then, and we count on from there. */

export class Framed {
  playing = false;
  duration_ms = null;
  hasPicture = true;

  #told_ms = 0;
  #told_at = 0;
  #speed = 1;

  /** `origin` is the only place that messages are sent to and heard from. */
  constructor(address, tell) {
    this.tell = tell;
    this.origin = new URL(address).origin;
    this.element = document.createElement("iframe");
    this.element.allow = "autoplay; fullscreen; picture-in-picture";
    this.element.referrerPolicy = "strict-origin-when-cross-origin"; // without a referrer YouTube plays nothing
    this.element.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups";
    this.element.src = address;
    addEventListener("message", (event) => {
      if (event.origin === this.origin && event.source === this.element.contentWindow) this.heard(event.data);
    });
  }

  get now_ms() {
    return this.#told_ms + (this.playing ? (performance.now() - this.#told_at) * this.#speed : 0);
  }

  /** The frame said where it stands. */
  stands(ms, playing) {
    const changed = playing !== this.playing;
    this.#told_ms = ms;
    this.#told_at = performance.now();
    this.playing = playing;
    this.tell(changed ? "state" : "time");
  }

  rate(speed) {
    this.#told_ms = this.now_ms;
    this.#told_at = performance.now();
    this.#speed = speed;
  }

  post(text) {
    this.element.contentWindow?.postMessage(text, this.origin);
  }
}
