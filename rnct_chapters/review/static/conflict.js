/* Two people at one desk: what one asked for rests on what the other has changed meanwhile. Nothing is overwritten
   unseen: both stand side by side, and one of them is chosen. */

import { differences } from "./chapterlist.js";
import { clock, offset, timeOfDay } from "./clock.js";
import { Dialog } from "./dialog.js";
import { nameOf } from "./naming.js";
import { decidedAt } from "./places.js";
import { useStore } from "./store.js";
import { html } from "./ui.js";

/** Shows what somebody asked for, `mine`, beside what is there now, though nothing was sent yet. */
export function clash(store, why, mine) {
  store.conflict = { why, events: [], mine };
  store.changed();
}

export function Conflict({ store }) {
  const [{ why, events, mine }] = useStore((s) => [s.conflict ?? NONE, s.state, s.lang]);
  if (mine === null) return null;
  const close = () => store.dismissConflict();
  const send = (event) => {
    close();
    store.send(event);
  };
  const others = mine.kind === "shift" ? untouched(store, mine, events) : null;
  return html`<${Dialog} store=${store} name="conflict" title=${store.t("desk_conflict")} onClose=${close}>
    <p>${why}</p>
    <${Sides} store=${store} mine=${mine} events=${events} />
    <p class="over-acts">
      <button type="button" class="primary" autofocus onClick=${close}>${store.t("desk_conflict_theirs")}</button>
      ${others?.cards.length > 0 && html`<button type="button" onClick=${() => send(others)}>
        ${store.t("desk_conflict_others", { n: others.cards.length })}</button>`}
      <button type="button" onClick=${() => send(mine)}>${store.t("desk_conflict_mine")}</button>
    </p>
  </${Dialog}>`;
}

const NONE = { why: "", events: [], mine: null };

/** The same shift without the cards that others have decided. */
function untouched(store, mine, events) {
  const touched = touchedBy(store, events);
  return { ...mine, cards: mine.cards.filter((key) => !touched.has(key)) };
}

function touchedBy(store, events) {
  const theirs = events.filter((event) => event.by !== store.tab);
  return new Set(theirs.flatMap((event) => event.cards ?? (event.card ? [event.card] : [])));
}

function Sides({ store, mine, events }) {
  if (mine.kind === "chapters") return html`<${Lists} store=${store} mine=${mine} />`;
  const touched = touchedBy(store, events);
  const keys = mine.kind === "shift" ? mine.cards.filter((key) => touched.has(key)) : [mine.card];
  return keys.map((key) => store.cardOfKey(key)).filter(Boolean)
    .map((card) => html`<${Card} key=${card.key} store=${store} card=${card} mine=${mine} />`);
}

function Card({ store, card, mine }) {
  const decision = store.decisionOn(card);
  const isNote = mine.kind === "note";
  const theirs = isNote ? noteTold(store, store.state.notes[card.key]) : decisionTold(store, card, decision);
  return html`<dl class="both" aria-label=${nameOf(card)}>
    <div class="about"><dt class="hush">${store.t("desk_conflict_about")}</dt><dd><bdi>${nameOf(card)}</bdi></dd></div>
    <div><dt>${store.t("desk_conflict_now")}</dt>
      <dd>${theirs}${decision?.at && !isNote && html` <span class="quiet">${timeOfDay(decision.at, store.lang)}</span>`}</dd></div>
    <div><dt>${store.t("desk_conflict_asked")}</dt><dd>${mineTold(store, card, mine)}</dd></div>
  </dl>`;
}

function mineTold(store, card, mine) {
  if (mine.kind === "note") return noteTold(store, mine.note);
  if (mine.kind === "shift") return store.t("desk_conflict_shift", { by: offset(mine.by_ms), time: clock(Math.max(0, card.stamp_ms + mine.by_ms)) });
  return decisionTold(store, card, mine.what === "open" ? null : mine);
}

function noteTold(store, note) {
  return note ? store.t("desk_conflict_note", { note }) : store.t("desk_conflict_no_note");
}

function decisionTold(store, card, decision) {
  if (decision === null) return store.t("desk_conflict_open");
  const at = decidedAt(card, decision);
  return store.t(`desk_conflict_${decision.what}`, { time: at === null ? "" : clock(at.ms, decision.what === "time" ? 1 : 0) });
}

/** The lines of the two lists that are not the same. */
function Lists({ store, mine }) {
  const lines = differences(store.chaptersOf(mine.recording), mine.chapters);
  return html`<ul class="diff" aria-label=${store.t("desk_conflict_lists")}>
    ${lines.map(({ kind, start_ms, title }) => html`<li class=${kind}>
      <span class="side-of">${store.t(kind === "gone" ? "desk_conflict_now" : "desk_conflict_asked")}</span>
      <span class="clock">${clock(start_ms)}</span> <bdi dir="auto">${title}</bdi></li>`)}
  </ul>`;
}
