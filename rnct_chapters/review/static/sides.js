/* The article's words and the heard words, one above the other: only what differs is marked, and what one side lacks is
   left empty there, so that the rest stays aligned. What leads to the claim stands on a line of its own, and the mark
   that opens a quote hangs before it. */

import { clock } from "./clock.js";
import { Time } from "./time.js";
import { html, useEffect, useMemo, useState } from "./ui.js";

const AROUND = 100; // characters of its sentence before and after the claim
const ENDS = 24; // characters by which a claim's ends are found in its paragraph
const CLOSING = /^[\s"»”]*(?:[([][^)\]]{0,24}[)\]])?[.\s]*/;
const OPENING = /[«"“„‘]\s*$/;
const SENTENCE_END = /[.!?…]["»”)\]]*\s+/g;
const WORDS_AFTER = 6;

/** How the article comes to the claim; nothing where the claim begins its sentence. */
export function LeadIn({ store, card, pair }) {
  const [before] = useMemo(() => around(card.context ?? "", pair.text), [card, pair]);
  if (!/\p{L}/u.test(before)) return null;
  return html`<p class="lead-in" lang=${store.desk.recap.language ?? undefined} dir="auto">${before.replace(OPENING, "")}</p>`;
}

/** The claim, and the rest of its sentence in quiet ink. */
export function Written({ store, card, pair }) {
  const [before, after] = useMemo(() => around(card.context ?? "", pair.text), [card, pair]);
  const mark = OPENING.exec(before)?.[0];
  return html`<p class="words" lang=${store.desk.recap.language ?? undefined} dir="auto">
    ${mark && html`<span class="around hung">${mark}</span>`}<${Pieces} pieces=${pair.written} /><span class="around">${after}</span></p>`;
}

/** What was heard there, and how it goes on; the rival's words where that place is looked at. */
export function Heard({ store, card, pair, rival }) {
  const at = rival ?? (pair.heard_ms === null ? null
    : { ms: pair.heard_ms, end_ms: pair.heard_end_ms, recording: pair.heard_in });
  const [words, after] = useWordsAt(store, at);
  if (at === null) return html`<p class="words unheard">${store.t(`desk_unheard_${card.outcome === "not_found" ? "anywhere" : "here"}`)}</p>`;
  const language = store.recording(at.recording)?.language ?? undefined;
  const text = rival ? html`<span>${words || rival.text}</span>` : html`<${Pieces} pieces=${pair.heard} />`;
  return html`<p class="words" lang=${language} dir="auto">${text}<span class="around">${after}</span>
    ${card.pairs.length > 1 && html` <${Time} store=${store} ms=${at.ms} number=${at.recording} class="small" text=${clock(at.ms)} />`}
  </p>`;
}

function Pieces({ pieces }) {
  return pieces.map((piece) => {
    const text = piece.d ? html`<mark>${bound(piece.t)}</mark>` : bound(piece.t);
    if (!piece.beside) return text;
    return html`<span class=${piece.d ? "slot" : "slot lack"}><span>${text}</span><span class="room" aria-hidden="true">${piece.beside}</span></span>`;
  });
}

/** French punctuation kept from the edges of lines: the same words, as many characters. */
function bound(text) {
  return text.replace(/ (?=[»;:!?])/g, "\u00a0").replace(/« /g, "«\u00a0");
}

/** What stands before and after the claim in its sentence; empty where it cannot be found in the paragraph. */
function around(context, text) {
  const plain = text.replace(/\s+/g, " ").trim();
  const tail = plain.slice(-ENDS);
  const from = context.indexOf(plain.slice(0, ENDS));
  const to = from < 0 ? -1 : context.indexOf(tail, from);
  if (to < 0) return ["", ""];
  return [bound(lastSentence(context.slice(0, from))), bound(rest(context.slice(to + tail.length), plain))];
}

function lastSentence(text) {
  const begun = text.slice([...text.matchAll(SENTENCE_END)].at(-1)?.index ?? 0).replace(/^[.!?…]["»”)\]]*\s+/, "");
  if (begun.length <= AROUND) return begun;
  const cut = begun.slice(-AROUND);
  return `…\u00a0${cut.slice(cut.indexOf(" ") + 1)}`;
}

/** How the sentence goes on; where the claim ends it, only the marks and the stamp that still belong to it. */
function rest(text, claim) {
  return /[.!?…]$/.test(claim) ? CLOSING.exec(text)[0] : firstSentence(text);
}

function firstSentence(text) {
  const end = SENTENCE_END.exec(text);
  SENTENCE_END.lastIndex = 0;
  const left = end ? text.slice(0, end.index + end[0].length).trimEnd() : text;
  if (left.length <= AROUND) return left;
  const cut = left.slice(0, AROUND);
  return `${cut.slice(0, cut.lastIndexOf(" "))}\u00a0…`;
}

/** The words of the transcript in a stretch {ms, end_ms, recording} and after it; empty until they are there. */
function useWordsAt(store, at) {
  const [words, setWords] = useState(null);
  const number = at && store.recording(at.recording)?.has_words ? at.recording : null;
  useEffect(() => {
    let wanted = true;
    setWords(null);
    if (number !== null) store.words(number).then((found) => wanted && setWords(found), () => {});
    return () => {
      wanted = false;
    };
  }, [number, store.desk]);
  return useMemo(() => (words && at ? cutWords(words, at) : ["", ""]), [words, at?.ms, at?.end_ms]);
}

function cutWords({ starts_ms, words }, { ms, end_ms }) {
  const first = firstAt(starts_ms, ms);
  const after = Math.max(first + 1, firstAt(starts_ms, end_ms));
  const behind = words.slice(after, after + WORDS_AFTER).join(" ");
  return [bound(words.slice(first, after).join(" ")), behind && ` ${bound(behind)}\u00a0…`];
}

/** Index of the first word that starts at `ms` or later. */
function firstAt(starts_ms, ms) {
  let [low, high] = [0, starts_ms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts_ms[middle] < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
