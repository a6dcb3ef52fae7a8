/* The waveform on its canvas: how loud it is, where words begin, and the words for which there is room. */

import { EACH_MS } from "./peaks.js";

const WORDS_PX = 40; // below the sound: ticks and two rows of words
const ROW_PX = 15;
const QUIETEST = 24; // a peak, out of 255: a recording that is nothing but hiss is not blown up to speech
const PAUSE_MS = 250;
const ROWS = 2;
const SHORTEST = 3; // letters that still tell something

/** The colours of the page as they are now. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "quiet", "hairline", "tint", "accent"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/**
 * Draws what lies between `view.from_ms` and `view.from_ms + view.span_ms`.
 *
 * `sound` is what `usePeaks` gave, `words` a `Words` or null, `stretches` where the card's are.
 */
export function drawWave(canvas, { view, sound, words, stretches, size }) {
  const [width, height] = size;
  const scale = devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const hues = colours();
  const x = (ms) => ((ms - view.from_ms) / view.span_ms) * width;
  const room = height - WORDS_PX;
  for (const stretch of stretches) shade(pen, stretch, { x, room, hues });
  if (sound.peaks) drawSound(pen, sound, { view, x, width, room, hues });
  else if (sound.silent && words) drawSpeech(pen, words, { view, x, room, hues });
  pen.font = `12px ${getComputedStyle(canvas).fontFamily}`;
  if (words) drawWords(pen, words, { view, x, room, width, hues, stretches });
}

function shade(pen, { kind, from_ms, to_ms }, { x, room, hues }) {
  pen.fillStyle = hues.tint;
  pen.fillRect(x(from_ms), 0, x(to_ms) - x(from_ms), room);
  pen.fillStyle = kind === "heard" ? hues.accent : hues.quiet;
  pen.fillRect(x(from_ms), room - 2, x(to_ms) - x(from_ms), 2);
}

function drawSound(pen, { peaks, from_ms }, { view, x, width, room, hues }) {
  const loudest = Math.max(QUIETEST, peaks.reduce((most, peak) => Math.max(most, peak), 0));
  const middle = room / 2;
  pen.fillStyle = hues.quiet;
  const a_pixel_ms = view.span_ms / width;
  for (let left = Math.max(0, Math.floor(x(from_ms))); left < width; left += 1) {
    const start_ms = view.from_ms + left * a_pixel_ms - from_ms;
    const first = Math.max(0, Math.floor(start_ms / EACH_MS));
    const after = Math.max(first + 1, Math.floor((start_ms + a_pixel_ms) / EACH_MS));
    let most = 0;
    for (let i = first; i < after && i < peaks.length; i += 1) most = Math.max(most, peaks[i]);
    if (first >= peaks.length) break;
    const half = Math.max(0.5, (most / loudest) * (middle - 3));
    pen.fillRect(left, middle - half, 1, 2 * half);
  }
}

/** Without sound, a block for each word still shows where speech and pauses are. */
function drawSpeech(pen, words, { view, x, room, hues }) {
  const [first, after] = words.within(view.from_ms, view.from_ms + view.span_ms);
  pen.fillStyle = hues.hairline;
  for (let word = first; word < after; word += 1) {
    const left = x(words.starts[word]);
    pen.fillRect(left, room * 0.3, Math.max(1, x(words.ends[word]) - left - 1), room * 0.4);
  }
}

function drawWords(pen, words, { view, x, room, width, hues, stretches }) {
  const [first, after] = words.within(view.from_ms, view.from_ms + view.span_ms);
  pen.fillStyle = hues.hairline;
  for (let word = first; word < after; word += 1) pen.fillRect(Math.round(x(words.starts[word])), room, 1, 5);
  const phrases = phrasesOf(words, first, after, stretches)
    .map((phrase) => ({ ...phrase, left: Math.max(2, x(words.starts[phrase.first])) }));
  phrases.forEach((phrase, n) => {
    const row = n % ROWS;
    const room_px = (phrases[n + ROWS]?.left ?? width) - phrase.left - 6;
    const text = shortened(pen, words.texts.slice(phrase.first, phrase.after).join(" "), room_px);
    if (!text) return;
    pen.fillStyle = row ? hues.hairline : hues.quiet;
    pen.fillRect(Math.round(phrase.left), room, 1, 6 + row * ROW_PX);
    pen.fillStyle = phrase.isHeard ? hues.ink : hues.quiet;
    pen.fillText(text, phrase.left, room + 17 + row * ROW_PX);
  });
}

/** The words in stretches that are said in one breath; what the card heard begins one of its own. */
function phrasesOf(words, first, after, stretches) {
  const heard = stretches.filter((stretch) => stretch.kind === "heard");
  const lies = (ms) => heard.some(({ from_ms, to_ms }) => ms >= from_ms && ms < to_ms);
  const phrases = [];
  for (let word = first; word < after; word += 1) {
    const last = phrases.at(-1);
    const rests = word > first && words.starts[word] - words.ends[word - 1] >= PAUSE_MS;
    const isHeard = lies(words.starts[word]);
    if (!last || rests || last.isHeard !== isHeard) phrases.push({ first: word, after: word + 1, isHeard });
    else last.after = word + 1;
  }
  return phrases;
}

/** As much of `text` as there is room for; nothing where that would be a letter or two. */
function shortened(pen, text, room_px) {
  if (pen.measureText(text).width <= room_px) return text;
  let length = Math.min(text.length, Math.ceil(room_px / 3));
  while (length > 0 && pen.measureText(`${text.slice(0, length)}…`).width > room_px) length -= 1;
  return length < SHORTEST ? "" : `${text.slice(0, length).trimEnd()}…`;
}
