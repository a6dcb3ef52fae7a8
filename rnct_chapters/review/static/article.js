/* The article as it was written, its claims underlined by outcome; clicking one goes to its evidence. */

import { clock } from "./clock.js";
import { nameOf } from "./naming.js";
import { Mark, OUTCOMES, outcomeWord } from "./marks.js";
import { decidedAt } from "./places.js";
import { fateTold } from "./points.js";
import { reveal } from "./reading.js";
import { useStore } from "./store.js";
import { html, useEffect, useMemo, useRef } from "./ui.js";

const LONGEST_KEPT = 24;

export function Article({ store }) {
  const [selected, decided, lang, desk] = useStore((s) => [s.selected, s.state.decided, s.lang, s.desk]);
  const text = useRef(null);
  const blocks = useMemo(
    () => desk.article.map((passage) => passage.blocks.map((block) => cardsOf(desk, block))),
    [desk],
  );
  useEffect(() => {
    const first = text.current?.querySelector(`[data-card="${selected}"]`);
    if (first) reveal(first);
  }, [selected]);
  const stands = (id) => `${id === selected} ${JSON.stringify(decided[store.card(id).key] ?? null)}`;
  const drawn = desk.article.map((passage, p) => html`
    <${Passage} key=${p} family=${passage.family}>
      ${passage.blocks.map((block, b) => html`
        <${Block} key=${b} store=${store} block=${block} family=${passage.family} lang=${lang}
          seen=${blocks[p][b].map(stands).join()} />
      `)}
    </${Passage}>
  `);
  return html`
    <section class="article" aria-label=${store.t("desk_article")}>
      <div class="article-text" ref=${text} lang=${desk.recap.language ?? ""}>${drawn}</div>
      <${Legend} store=${store} />
    </section>
  `;
}

/** The cards that a block has marks of. */
function cardsOf(desk, block) {
  const anchors = block.pieces.flatMap((piece) => [piece.claim, piece.stamp, ...(piece.closes ?? [])]);
  return [...new Set(anchors.filter(Boolean).map((anchor) => desk.marks[anchor].card))];
}

function Passage({ family, children }) {
  if (family === "list") return html`<ul>${children}</ul>`;
  return family === "quote" ? html`<blockquote>${children}</blockquote>` : children;
}

/** Drawn again only when something about its own cards changes: `seen` tells what was decided and which is selected. */
function Block({ store, block, family, lang, seen }) {
  return useMemo(() => {
    const pieces = block.pieces.map((piece) => html`<${Piece} store=${store} piece=${piece} />`);
    if (family === "list") return html`<li><p dir="auto">${pieces}</p></li>`;
    if (block.kind !== "heading") return html`<p dir="auto">${pieces}</p>`;
    const Heading = `h${block.rank}`;
    return html`<${Heading} dir="auto">${pieces}</${Heading}>`;
  }, [block, family, lang, seen]);
}

function Piece({ store, piece }) {
  const { marks } = store.desk;
  const claim = piece.claim && marks[piece.claim];
  const stamp = piece.stamp && marks[piece.stamp];
  const closed = (piece.closes ?? []).filter((anchor) => anchor !== piece.stamp);
  const signs = closed.map((anchor) => html`<${Sign} store=${store} mark=${marks[anchor]} />`);
  if (stamp) return html`<${Stamp} store=${store} mark=${stamp}>${looks(piece)}</${Stamp}>${signs}`;
  const text = linked(piece);
  if (!claim) return kept(piece, html`${text}${signs}`);
  const card = store.card(claim.card);
  const go = (event) => !event.target.closest("a") && getSelection().isCollapsed && store.select(card.id);
  const look = `claim o-${claim.outcome} ${card.id === store.selected ? "selected" : ""}`;
  return kept(piece, html`<span class=${look} data-card=${card.id} onClick=${go}>${text}</span>${signs}`);
}

/** The last word of a claim and its sign stay on one line; a word as long as a line cannot. */
function kept({ t, closes }, drawn) {
  return closes && t.length <= LONGEST_KEPT ? html`<span class="keep">${drawn}</span>` : drawn;
}

/** The author's text, its look, and where French punctuation must not begin a line. */
function looks({ t, b, i, code }) {
  let shown = code ? html`<code>${t}</code>` : t.replace(/ (?=[»;:!?])|(?<=«) /g, "\u00a0");
  if (i) shown = html`<em>${shown}</em>`;
  return b ? html`<strong>${shown}</strong>` : shown;
}

function linked(piece) {
  if (!piece.href) return looks(piece);
  return html`<a href=${piece.href} target="_blank" rel="noopener noreferrer">${looks(piece)}</a>`;
}

/** A timestamp goes to its evidence; once decided it tells what became of it. As a link it keeps to its brackets. */
function Stamp({ store, mark, children }) {
  const card = store.card(mark.card);
  const isSelected = card.id === store.selected;
  return html`<${Way} store=${store} card=${card} mark=${mark} look=${`stamp ${isSelected ? "selected" : ""}`}><span
    class="stamp-text">${children}</span><${Fate} store=${store} card=${card} outcome=${mark.outcome} /></${Way}>`;
}

/** The sign at the end of a claim that has no timestamp of its own, or another fate than its timestamp's. */
function Sign({ store, mark }) {
  const card = store.card(mark.card);
  return html`<${Way} store=${store} card=${card} mark=${mark} look="sign">${card.stamp === null
    ? html`<${Fate} store=${store} card=${card} outcome=${mark.outcome} />`
    : html`<${Mark} outcome=${mark.outcome} />`}</${Way}>`;
}

function Way({ store, card, mark, look, children }) {
  const name = told(store, card, mark);
  const go = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.select(card.id);
  };
  return html`<a href=${`#${card.id}`} class=${`${look} o-${mark.outcome}`} data-card=${card.id} aria-label=${name}
    aria-current=${card.id === store.selected ? "true" : null} title=${name} onClick=${go}>${children}</a>`;
}

/** The outcome's mark; once it is decided a tick, and the time where that is another one. */
function Fate({ store, card, outcome }) {
  const decision = store.decisionOn(card);
  if (!decision) return html`<${Mark} outcome=${outcome} />`;
  const at = decidedAt(card, decision);
  const sign = { paraphrase: "≈", absent: "✕" }[decision.what] ?? "✓";
  const time = isMoved(card, at) ? clock(at.ms) : "";
  return html`<span class="fate-sign"><span aria-hidden="true">${sign}${time && "\u00a0"}</span>${time}</span>`;
}

/** Whether a decision puts the card at another time than its timestamp names. */
function isMoved(card, at) {
  return at !== null && (at.recording !== card.recording || card.stamp_ms === null || clock(at.ms) !== clock(card.stamp_ms));
}

/** What the way to a card is called. It begins with what is seen, so that it can be asked for by that. */
function told(store, card, mark) {
  const decision = store.decisionOn(card);
  const outcome = outcomeWord(store, mark.outcome, !mark.is_stamp);
  const facts = { name: nameOf(card), outcome };
  if (!decision) return store.t("desk_article_mark", facts);
  return store.t("desk_article_decided", { ...facts, fate: fateTold(store, card, decision) });
}

function Legend({ store }) {
  const found = OUTCOMES.filter((outcome) => Object.values(store.desk.marks).some((mark) => mark.outcome === outcome));
  return html`
    <ul class="article-legend" aria-label=${store.t("desk_article_legend")}>
      ${found.map((outcome) => html`
        <li><span class=${`claim o-${outcome}`} aria-hidden="true"><${Mark} outcome=${outcome} /></span>
          ${outcomeWord(store, outcome)}</li>
      `)}
    </ul>
  `;
}
