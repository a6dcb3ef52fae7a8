/* Milliseconds as people read them: the same spelling as the report and the files. */

const MINUS = "\u2212";
const NARROW = "\u00a0";

/** `27:09`, `1:01:25`; with decimals `27:09.4`. Cut down, never rounded up: a player would start too late. */
export function clock(ms, decimals = 0) {
  if (ms < 0) return MINUS + clock(-ms, decimals);
  const whole = Math.floor(ms / 1000);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = decimals ? "." + String(Math.floor(ms % 1000)).padStart(3, "0").slice(0, decimals) : "";
  const two = (n) => String(n).padStart(2, "0");
  return (hours ? `${hours}:${two(minutes)}` : String(minutes)) + `:${two(seconds)}${tail}`;
}

/** A signed difference: `−8 s`, `+1 min 08`, `+1 h 02 min`. */
export function offset(ms) {
  const seconds = Math.floor(ms / 1000);
  if (!seconds) return `0${NARROW}s`;
  const sign = seconds < 0 ? MINUS : "+";
  return sign + spelled(Math.abs(seconds));
}

/** The difference of the two clocks as they are shown, so that nobody who subtracts finds another one. */
export function gap(from_ms, to_ms) {
  return offset((Math.floor(to_ms / 1000) - Math.floor(from_ms / 1000)) * 1000);
}

/** A duration: `8 s`, `11 min 40`, `1 h 44 min`. */
export function length(ms) {
  return spelled(Math.round(ms / 1000));
}

function spelled(seconds) {
  if (seconds < 60) return `${seconds}${NARROW}s`;
  const minutes = Math.floor(seconds / 60);
  const two = (n) => String(n).padStart(2, "0");
  if (minutes >= 60) return `${Math.floor(minutes / 60)}${NARROW}h${NARROW}${two(minutes % 60)}${NARROW}min`;
  return seconds % 60 ? `${minutes}${NARROW}min${NARROW}${two(seconds % 60)}` : `${minutes}${NARROW}min`;
}

/** The time of day of an ISO date, as the clock on the wall shows it: `14:02`. */
export function timeOfDay(iso, lang) {
  return new Date(iso).toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}
