/* Sound or video that the browser plays itself: a file from this disk, or one at a direct address. */

export class Local {
  hasPicture = false;

  /** `tell` is called with `state`, `time` or `failed`. */
  constructor(address, tell) {
    this.element = document.createElement("video"); // plays sound as well; what is in the file is known once it opens
    this.element.preload = "metadata"; // the few connections that a browser has are for what is played now
    this.element.playsInline = true;
    this.element.tabIndex = -1;
    this.element.src = address;
    this.element.addEventListener("loadedmetadata", () => {
      this.hasPicture = this.element.videoWidth > 0;
      tell("state");
    });
    for (const name of ["play", "playing", "pause", "ended", "waiting"]) {
      this.element.addEventListener(name, () => tell("state"));
    }
    for (const name of ["seeked", "timeupdate"]) this.element.addEventListener(name, () => tell("time"));
    this.element.addEventListener("error", () => tell("failed"));
    this.element.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
  }

  get playing() {
    return !this.element.paused && !this.element.ended;
  }

  get now_ms() {
    return this.element.currentTime * 1000;
  }

  get duration_ms() {
    return Number.isFinite(this.element.duration) ? Math.round(this.element.duration * 1000) : null;
  }

  seek(ms) {
    this.element.currentTime = ms / 1000;
  }

  play() {
    this.element.play().catch(() => {}); // the browser wants a gesture first, or a later seek came in between
  }

  pause() {
    this.element.pause();
  }

  rate(speed) {
    this.element.defaultPlaybackRate = speed; // kept when the file opens later
    this.element.playbackRate = speed;
  }
}
