/* Times as somebody types them, into milliseconds: the spellings of the article, and seconds alone. */

const CLOCK = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?$/;
const WORDS = /^(?:(\d{1,3})h)?(?:(\d{1,4})(?:min|mn|m|'|′))?(?:(\d{1,6})(?:[.,](\d{1,3}))?(?:s|"|″)?)?$/;

/** Milliseconds of `50:00`, `1:02:03`, `12min34`, `1 h 05 min`, `68`; null for anything else. */
export function readClock(text) {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "").toLowerCase();
  if (bare === "") return null;
  const found = CLOCK.exec(bare) ?? WORDS.exec(bare);
  if (!found) return null;
  const [hours, minutes, seconds] = found.slice(1, 4).map((part) => Number(part ?? 0));
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((found[4] ?? "").padEnd(3, "0"));
}

/** The same with a sign before it, which is plus where there is none: `−68 s`, `+1 min 08`. */
export function readOffset(text) {
  const found = /^\s*([-\u2010-\u2015\u2212+]?)(.*)$/s.exec(text);
  const ms = readClock(found[2]);
  return ms === null ? null : found[1] === "" || found[1] === "+" ? ms : -ms;
}
