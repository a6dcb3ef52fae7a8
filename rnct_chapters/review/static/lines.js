/* The lines of a transcript, of which only those in sight are drawn: 30,000 words cost no more than 300. */

import { clock } from "./clock.js";
import { isCalm, usePlayhead, usePlaying, useSize, useStretches } from "./reading.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./ui.js";
import { lineOf, linesOf } from "./words.js";

const GUTTER_PX = 48; // where the times of paragraphs stand
const SPARE_PX = 18; // the list's padding on the right, and what letters differ in from their measure
const MARKED = /\b(heard|rival)\b/;
const BEYOND = 12; // lines drawn above and below what is seen, so that none is missing while one scrolls

/** `list.current` becomes what others may ask of it: `goTo(word)`, `focusOn(word)`, `focus()`, `firstSeen()`. */
export function Lines({ store, words, number, hits, hit, list }) {
  const { player } = store;
  const card = store.chosen;
  const scroller = useRef(null);
  const [width, height] = useSize(scroller);
  const { lines, each } = useLines(scroller, words, width);
  const [top, setTop] = useState(0);
  const [follows, setFollows] = useState(true);
  const [cursor, setCursor] = useState(-1);
  const stretches = useStretches(card, number);
  const playing = usePlaying(player);
  const turnedTo = useRef(null); // the stretches that were brought into sight
  const wanted = useRef(null); // a word that is to be, once there are lines

  const seen = Math.ceil(height / each) || 0;
  const first = Math.max(0, Math.min(top, lines.length - seen) - BEYOND);
  const drawn = lines.slice(first, top + seen + BEYOND);
  const dress = dresser(words, stretches, hits, hit, cursor);

  const show = (word, { near = false, smooth = false } = {}) => {
    const element = scroller.current;
    if (!element || !lines.length || word < 0) return;
    const y = lineOf(lines, word) * each;
    const from = element.scrollTop;
    if (y >= from + each && y <= from + height - 3 * each) return;
    const goal = near ? (y < from + each ? y - each : y - height + 3 * each) : y - height / 3;
    const glides = smooth && Math.abs(goal - from) < height && !isCalm();
    element.scrollTo({ top: goal, behavior: glides ? "smooth" : "instant" });
  };
  const play = (word) => {
    setFollows(true);
    player.playAt(words.starts[word], number);
  };
  list.current = {
    goTo: (word) => {
      setFollows(false);
      wanted.current = lines.length ? null : word; // before there are lines, there is nowhere to go
      show(word);
    },
    firstSeen: () => drawn.find((line, i) => first + i >= top && line.first !== undefined)?.first ?? 0,
    focus: () => scroller.current?.focus(),
    focusOn: (word) => {
      setCursor(word);
      scroller.current?.focus();
    },
  };

  useEffect(() => {
    if (!stretches.length || !lines.length || turnedTo.current === stretches) return;
    turnedTo.current = stretches;
    setFollows(true);
    show(words.at(stretches[0].from_ms));
  }, [stretches, lines]);
  useEffect(() => {
    if (wanted.current === null || !lines.length) return;
    list.current.goTo(wanted.current);
  }, [lines]);
  useKeptPlace(scroller, lines, each, top);
  usePlayhead(player, (now_ms, moved) => {
    const word = player.number === number ? words.at(now_ms) : -1;
    light(scroller.current, word);
    if (follows && moved) show(word, { smooth: player.playing });
  });

  const wandered = () => setFollows(false);
  const keys = useKeys({ words, lines, cursor, setCursor, show, play, wandered, number, player });
  const clicked = (event) => {
    const word = event.target.closest("[data-word]")?.dataset.word;
    if (word !== undefined && getSelection().isCollapsed) play(Number(word));
  };
  return html`
    <div class=${playing ? "lines playing" : "lines"}>
      <div class="lines-all" ref=${scroller} tabindex="0" role="group"
        aria-label=${store.t("desk_transcript_list")}
        onScroll=${(event) => setTop(Math.max(0, Math.floor(event.target.scrollTop / each)))}
        onWheel=${wandered} onTouchMove=${wandered} onKeyDown=${keys} onClick=${clicked}
        onPointerDown=${(event) => event.target === scroller.current && wandered()}>
        <div class="lines-room" lang=${store.recording(number)?.language ?? ""}
          style=${{ height: `${lines.length * each}px` }}>
          <div class="lines-drawn" style=${{ transform: `translateY(${first * each}px)` }}>
            ${drawn.map((line) => drawLine(line, { words, store, dress }))}
          </div>
        </div>
      </div>
      <p class="hush" aria-live="polite">
        ${cursor >= 0 && words.texts[cursor] && `${words.texts[cursor]}, ${clock(words.starts[cursor])}`}
      </p>
      ${!follows && playing && html`
        <button type="button" class="lines-follow" onClick=${() => {
          setFollows(true);
          show(words.at(player.now_ms));
        }}>${store.t("desk_transcript_follow")}</button>
      `}
    </div>
  `;
}

/** The words in lines as wide as the element, and the height of a line; anew when its width changes. */
function useLines(scroller, words, width) {
  return useMemo(() => {
    const element = scroller.current;
    if (!element || !width) return { lines: [], each: 24 };
    const { font, letterSpacing, lineHeight } = getComputedStyle(element);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    if ("letterSpacing" in pen && letterSpacing !== "normal") pen.letterSpacing = letterSpacing;
    const lines = linesOf(words, width - GUTTER_PX - SPARE_PX, (text) => pen.measureText(text).width);
    return { lines, each: parseFloat(lineHeight) || 24 };
  }, [words, width]);
}

/** The word that stood on top stays there when the lines are broken anew. */
function useKeptPlace(scroller, lines, each, top) {
  const before = useRef(null);
  useLayoutEffect(() => {
    const was = before.current;
    if (was && was.lines !== lines && was.lines.length && lines.length) {
      const line = was.lines[Math.min(was.top, was.lines.length - 1)];
      const sameWords = was.lines.at(-1).after === lines.at(-1).after;
      scroller.current.scrollTop = sameWords ? lineOf(lines, line.first ?? line.at) * each : 0;
    }
    before.current = { lines, top };
  });
}

/** The word that is being said, lit without drawing anything anew. */
function light(scroller, word) {
  const lit = scroller?.querySelector(".now");
  if (lit && Number(lit.dataset.word) === word) return;
  lit?.classList.remove("now");
  scroller?.querySelector(`span[data-word="${word}"]`)?.classList.add("now");
}

/** Arrows move a cursor from word to word, Enter plays it. */
function useKeys({ words, lines, cursor, setCursor, show, play, wandered, number, player }) {
  const moves = {
    ArrowRight: (word) => word + 1,
    ArrowLeft: (word) => word - 1,
    ArrowDown: (word) => along(lines, word, 1),
    ArrowUp: (word) => along(lines, word, -1),
    Home: (word) => lines[lineOf(lines, word)].first,
    End: (word) => lines[lineOf(lines, word)].after - 1,
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "PageDown" || event.key === "PageUp") wandered();
    const start = cursor >= 0 && cursor < words.count ? cursor
      : Math.max(0, player.number === number ? words.at(player.now_ms) : 0);
    if (event.key === "Enter") play(start);
    else if (moves[event.key]) {
      const next = Math.min(words.count - 1, Math.max(0, moves[event.key](start)));
      wandered();
      setCursor(next);
      show(next, { near: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** The word as far along the next line of words, or the one before it. */
function along(lines, word, by) {
  const at = lineOf(lines, word);
  let to = at + by;
  while (lines[to] && lines[to].first === undefined) to += by;
  if (!lines[to]) return word;
  return Math.min(lines[to].after - 1, lines[to].first + word - lines[at].first);
}

/** What a word looks like: `dress(word)` gives its class. */
function dresser(words, stretches, hits, hit, cursor) {
  const ranges = stretches.map(({ kind, outcome, from_ms, to_ms }) =>
    [...words.within(from_ms, to_ms), kind === "heard" ? `heard o-${outcome}` : "rival"]);
  return (word) => {
    const found = [];
    for (const [from, after, look] of ranges) if (word >= from && word < after) found.push(look);
    const n = hitAt(hits, word);
    if (n >= 0) found.push(n === hit ? "hit hit-here" : "hit");
    if (word === cursor) found.push("cursor");
    return found.join(" ");
  };
}

/** The number of the hit that a word belongs to, -1 for none. */
function hitAt(hits, word) {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hits[middle][0] <= word) low = middle + 1;
    else high = middle;
  }
  return low && hits[low - 1][1] >= word ? low - 1 : -1;
}

function drawLine(line, { words, store, dress }) {
  if (line.first === undefined) {
    return html`<p key=${`s${line.at}`} class="line line-speaker"><span class="line-text">${line.speaker}</span></p>`;
  }
  const texts = [];
  for (let word = line.first; word < line.after; word += 1) {
    const look = dress(word);
    const isLast = word + 1 === line.after;
    const goesOn = !isLast && MARKED.test(look) && MARKED.test(dress(word + 1)); // one line below them all
    texts.push(html`<span data-word=${word} class=${look}>${words.texts[word]}${goesOn && " "}</span>`);
    if (!goesOn && !isLast) texts.push(" ");
  }
  return html`
    <p key=${line.first} class="line">
      <span class="line-time">${line.begins && html`
        <button type="button" tabindex="-1" data-word=${line.first}
          aria-label=${store.t("desk_transcript_play", { clock: clock(words.starts[line.first]) })}>
          ${clock(words.starts[line.first])}
        </button>`}</span>
      <span class="line-text">${texts}</span>
    </p>
  `;
}
