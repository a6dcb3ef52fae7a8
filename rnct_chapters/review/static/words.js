/* The words of one recording: where each is said, what a search finds in them, and which lines they fill. Pure. */

/** The words as the server tells them, in columns; turns are `[first word, speaker or null]`. */
export class Words {
  constructor({ starts_ms, ends_ms, words, turns }) {
    this.starts = starts_ms;
    this.ends = ends_ms;
    this.texts = words;
    this.turns = turns;
    this.count = words.length;
    this._folded = null;
  }

  /** The word that is said at `ms`, or was last; -1 before the first. */
  at(ms) {
    return lastAtMost(this.starts, ms);
  }

  /** The words `[first, after)` that are said in `[from_ms, to_ms)`, those that only reach into it included. */
  within(from_ms, to_ms) {
    let first = this.at(from_ms);
    if (first < 0 || this.ends[first] <= from_ms) first += 1;
    return [first, Math.max(first, lastAtMost(this.starts, to_ms - 1) + 1)];
  }

  /** The word whose start lies nearest to `ms`; -1 where there are none. */
  nearest(ms) {
    const before = this.at(ms);
    const after = Math.min(before + 1, this.count - 1);
    if (before < 0) return after;
    return ms - this.starts[before] <= Math.abs(this.starts[after] - ms) ? before : after;
  }

  /**
   * Where words that begin as those of `query` do follow each other: `[first, last]` word of each place, in order.
   * Case, accents, punctuation, hyphens and apostrophes do not count; the last word may be unfinished, as one types.
   */
  search(query) {
    const wanted = folded(query);
    if (!wanted) return [];
    const { text, places } = this._index();
    const found = [];
    let word = 0;
    for (let at = text.indexOf(" " + wanted); at >= 0; at = text.indexOf(" " + wanted, at + 1)) {
      while (places[word + 1] <= at + 1) word += 1;
      let last = word;
      while (places[last + 1] <= at + wanted.length) last += 1;
      found.push([word, last]);
    }
    return found;
  }

  /** All words folded into one text, each after a space, and where in it each begins. */
  _index() {
    this._folded ??= indexed(this.texts);
    return this._folded;
  }
}

/** The index of the last entry that is at most `limit`, -1 where none is; entries rise. */
function lastAtMost(entries, limit, key = (entry) => entry) {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(entries[middle]) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A text as it is compared: words in small letters without accents, parted by single spaces. */
export function folded(text) {
  return bare(plain(text));
}

const BARE = /^[a-z0-9]+$/;

function bare(text) {
  return BARE.test(text) ? text : text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function plain(text) {
  return text.normalize("NFKD").toLowerCase().replace(/\p{M}+/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae")
    .replace(/ß/g, "ss");
}

function indexed(texts) {
  const known = new Map();
  const places = new Uint32Array(texts.length);
  const parts = [];
  let length = 0;
  texts.forEach((text, i) => {
    let word = known.get(text);
    if (word === undefined) known.set(text, (word = folded(text)));
    places[i] = length + 1; // a word of mere punctuation begins where the next one does
    if (!word) return;
    parts.push(word);
    length += word.length + 1;
  });
  return { text: parts.length ? " " + parts.join(" ") : "", places };
}

const ENDS_SENTENCE = /[.!?…]["'»”’)\]]*$/u;
const ENOUGH = 30;
const LONGEST = 80;

/**
 * Where one would begin a new line in print: `[first word, after last, speaker]`. Turns are captions of a few seconds;
 * those of one speaker run on up to the end of a sentence, and hardly beyond `LONGEST` words where there is none.
 */
export function paragraphs(words) {
  const found = [];
  words.turns.forEach(([first, who], n) => {
    const after = words.turns[n + 1]?.[0] ?? words.count;
    if (first >= after) return;
    const last = found.at(-1);
    const long = last ? last[1] - last[0] : 0;
    const isEnd = long >= LONGEST || (long >= ENOUGH && ENDS_SENTENCE.test(words.texts[first - 1]));
    if (last && last[2] === who && !isEnd) last[1] = after;
    else found.push([first, after, who]);
  });
  return found;
}

/**
 * The transcript broken into lines of at most `width`, as `measure(text)` sees it in the same unit.
 *
 * A line is `{speaker, at}` where somebody else begins to speak, else `{begins, first, after}`: the words
 * `[first, after)`, `begins` true for a paragraph's first. All are equally high, so that the list knows the place of
 * each without drawing the others.
 */
export function linesOf(words, width, measure) {
  const lines = [];
  const space = measure(" ");
  const widths = new Map();
  const wide = (text) => {
    let found = widths.get(text);
    if (found === undefined) widths.set(text, (found = measure(text)));
    return found;
  };
  let speaker = null;
  for (const [first, after, who] of paragraphs(words)) {
    if (who !== speaker && who !== null) lines.push({ speaker: who, at: first });
    speaker = who;
    fill(lines, first, after, { texts: words.texts, width, space, wide });
  }
  return lines;
}

function fill(lines, first, after, { texts, width, space, wide }) {
  let line = { begins: true, first, after: first + 1 };
  let taken = wide(texts[first]);
  for (let word = first + 1; word < after; word += 1) {
    const more = space + wide(texts[word]);
    if (taken + more <= width) {
      taken += more;
      line.after = word + 1;
    } else {
      lines.push(line);
      line = { begins: false, first: word, after: word + 1 };
      taken = more - space;
    }
  }
  lines.push(line);
}

/** The line that holds a word. */
export function lineOf(lines, word) {
  let found = lastAtMost(lines, word, (line) => line.first ?? line.at);
  while (found >= 0 && lines[found].first === undefined) found += 1;
  return Math.min(found, lines.length - 1);
}
