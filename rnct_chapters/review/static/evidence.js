/* The card that is looked at: what the article says, what was heard, where, why, and what to do about it. */

import { clock, gap, timeOfDay } from "./clock.js";
import { nameOf } from "./naming.js";
import { MainActs, MoreActs } from "./deciding.js";
import { hint } from "./keys.js";
import { Mark, outcomeWord } from "./marks.js";
import { decidedAt, placesOf } from "./places.js";
import { Steps } from "./queue.js";
import { Heard, LeadIn, Written } from "./sides.js";
import { useStore } from "./store.js";
import { html, useLayoutEffect, useRef } from "./ui.js";

export function Evidence({ store }) {
  const [card, place, decision] = useStore((s) => [
    s.chosen, s.place, s.chosen && s.decisionOn(s.chosen), s.state, s.lang,
  ]);
  const scrolled = useRef(null);
  useLayoutEffect(() => scrolled.current?.scrollTo(0, 0), [card]);
  if (card === null) {
    return html`<section class="evidence" id="evidence" aria-label=${store.t("desk_evidence")} tabindex="-1">
      <p class="nothing">${store.t(store.desk.cards.length ? "desk_empty" : "desk_empty_article", { n: store.desk.cards.length })}</p>
    </section>`;
  }
  const places = placesOf(card);
  return html`<section class="evidence" id="evidence" aria-labelledby="evidence-title" tabindex="-1">
    <div class="told" ref=${scrolled}>
      <${Title} store=${store} card=${card} />
      ${card.pairs.map((pair) => html`<${Pair} key=${pair.id} store=${store} card=${card} pair=${pair} place=${places[place] ?? null} />`)}
      <${Reason} store=${store} card=${card} />
      ${card.contradiction && html`<p class="reason contradiction" dir="auto">${store.both(card.contradiction)}</p>`}
      <${Places} store=${store} card=${card} places=${places} at=${place} decision=${decision} />
      <${Scores} store=${store} card=${card} />
    </div>
    <${MainActs} store=${store} card=${card} decision=${decision} place=${places[place] ?? null} />
    <${MoreActs} store=${store} card=${card} decision=${decision} />
  </section>`;
}

function Title({ store, card }) {
  const feminine = card.stamp === null;
  const kind = card.pairs[0]?.kind ?? "passage";
  return html`<header class="title">
    <h2 id="evidence-title"><${Mark} outcome=${card.outcome} />
      <bdi>${nameOf(card)}</bdi>
      <span class=${`outcome o-${card.outcome}`}>${outcomeWord(store, card.outcome, feminine)}</span></h2>
    <p class="who">
      ${card.speaker && html`<bdi class="speaker">${card.speaker}</bdi>`}
      <span>${store.t(`desk_kind_${kind}`)}</span>
      ${card.under && html`<span>${store.t("desk_under", { stamp: card.under })}</span>`}
    </p>
    <${Steps} store=${store} />
  </header>`;
}

/** One quote or passage: the article's words above, the heard ones below, what differs marked on both. */
function Pair({ store, card, pair, place }) {
  const own = card.pairs.length > 1;
  const shownPlace = place?.kind === "rival" && place.pair === pair ? place : null;
  return html`<div class="pair">
    ${own && html`<p class="who"><${Mark} outcome=${pair.outcome} />
      <span class=${`o-${pair.outcome}`}>${outcomeWord(store, pair.outcome, pair.kind === "quote")}</span>
      ${pair.speaker && html`<bdi class="speaker">${pair.speaker}</bdi>`}</p>`}
    <div class="sides">
      <p class="side-name">${store.t("desk_written")}</p>
      <${LeadIn} store=${store} card=${card} pair=${pair} />
      <${Written} store=${store} card=${card} pair=${pair} />
      <p class="side-name">${shownPlace ? rivalName(store, card, shownPlace) : store.t("desk_heard")}</p>
      <${Heard} store=${store} card=${card} pair=${pair} rival=${shownPlace} />
    </div>
    ${own && html`<p class="reason" dir="auto">${store.both(pair.reason)}</p>`}
  </div>`;
}

/** Why the card is judged so, where none of several pairs says it already; and the way to move all that is alike. */
function Reason({ store, card }) {
  const reason = store.both(card.reason);
  const isSaid = card.pairs.length > 1 && card.pairs.some((pair) => store.both(pair.reason) === reason);
  if (isSaid && !shiftOf(store, card)) return null;
  return html`<p class="reason" dir="auto">${isSaid ? "" : reason} <${ShiftAll} store=${store} card=${card} /></p>`;
}

/** Where a shift explains the card: the way to move all that it explains at once. */
function ShiftAll({ store, card }) {
  const shift = shiftOf(store, card);
  if (!shift) return null;
  return html`<button type="button" class="plain inline" onClick=${() => store.set({ dialog: "shift", shift })}>
    ${store.t("desk_act_shift")}</button>`;
}

function shiftOf(store, card) {
  return store.desk.shifts[card.shift ?? -1] ?? null;
}

/** The times side by side, each played by one key: the stamped one, the heard one, and its rivals. */
function Places({ store, card, places, at, decision }) {
  const best = places[0];
  const rivals = places.slice(1);
  const stamped = card.stamp_ms !== null && html`<${Play} key="stamped" store=${store} act="playStamped" letter="p"
    label=${store.t("desk_stamped")} ms=${card.stamp_ms} number=${card.recording} />`;
  const heard = best && html`<${Play} key="heard" store=${store} act="playHeard" letter=${at === 0 ? "h" : null}
    label=${store.t(best.kind === "heard" ? "desk_heard" : "desk_suggested")} ms=${best.ms} number=${best.recording}
    from=${card} on=${at === 0} before=${() => set(store, 0)} />`;
  return html`<div class="places" role="group" aria-label=${store.t("desk_places")}>
    ${stamped}${heard}
    ${rivals.map((rival, i) => html`<${Play} key=${`rival-${i}`} store=${store} act="playHeard" letter=${at === i + 1 ? "h" : "r"}
      label=${rivalName(store, card, rival)} ms=${rival.ms} number=${rival.recording} from=${card} on=${at === i + 1}
      quiet before=${() => set(store, i + 1)} />`)}
    ${decision && html`<${Decided} key="decided" store=${store} card=${card} decision=${decision} />`}
    <span class="place-acts">
      ${decision && html`<button type="button" class="plain" aria-keyshortcuts="o" onClick=${() => store.dispatch("reopen")}>
        ${store.t("desk_act_reopen")}${hint("o")}</button>`}
      <button type="button" class="plain" aria-keyshortcuts="c" onClick=${() => store.dispatch("copy")}>
        ${store.t("desk_act_copy")}${hint("c")}</button>
    </span>
  </div>`;
}

/** What was decided, beside the times it was decided between; playing it is the last check. */
function Decided({ store, card, decision }) {
  const at = decidedAt(card, decision);
  const label = html`<span class="label"><span class="tick" aria-hidden="true">✓</span> ${store.t("desk_decided")}${
    decision.at ? ` ${timeOfDay(decision.at, store.lang)}` : ""}</span>`;
  const how = store.t(`desk_decided_${decision.what}`);
  return html`<button type="button" class="play chosen" aria-disabled=${at === null}
    onClick=${() => at && store.player.playAt(at.ms, at.recording)}>
    ${label}<span class="at">${at && html`<span class="clock">${clock(at.ms, decision.what === "time" ? 1 : 0)}</span> `}<span class="off">${how}</span></span>
  </button>`;
}

function set(store, place) {
  store.place = place;
  store.changed();
}

function rivalName(store, card, rival) {
  if (card.outcome === "not_found") return store.t("desk_nearest");
  return store.t(rival.score !== null && rival.score < 60 ? "desk_rival_weak" : "desk_rival");
}

/** A time as large as its importance: a link to the host where there is one, which a plain click plays here. */
function Play({ store, act, letter, label, ms, number, from = null, on = false, quiet = false, before = null }) {
  const elsewhere = from && from.recording !== null && number !== from.recording;
  const off = from && !elsewhere && from.stamp_ms !== null ? gap(from.stamp_ms, ms) : "";
  const where = elsewhere ? store.t("desk_in_title", { title: store.recording(number)?.title ?? number }) : "";
  const link = store.link(number, ms);
  const play = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    before?.();
    store.dispatch(act);
  };
  const way = link === null ? { type: "button" } : { href: link, target: "_blank", rel: "noopener noreferrer" };
  return html`<${link === null ? "button" : "a"} ...${way} class=${`play${on ? " on" : ""}${quiet ? " rival" : ""}`}
    aria-keyshortcuts=${letter ?? undefined} onClick=${play}>
    <span class="label">${label}</span>${letter && hint(letter)}
    <span class="at"><span class="clock">${clock(ms)}</span> <span class="off">${off || where}</span></span>
  <//>`;
}

/** The numbers, for whoever asks. */
function Scores({ store, card }) {
  const scored = card.pairs.filter((pair) => pair.score !== null);
  if (!scored.length) return null;
  return html`<details class="scores"><summary>${store.t("desk_scores")}</summary>
    ${scored.map((pair) => html`<dl key=${pair.id}>
      <div><dt>${store.t("desk_score")}</dt><dd>${store.t("desk_out_of", { n: Math.round(pair.score) })}</dd></div>
      ${card.stamp_ms !== null && pair.heard_ms !== null && pair.heard_in === card.recording && html`<div>
        <dt>${store.t("desk_error")}</dt><dd>${gap(card.stamp_ms, pair.heard_ms)}</dd></div>`}
      ${pair.rival && html`<div><dt>${store.t("desk_next_place")}</dt><dd>${clock(pair.rival.ms)}${
        pair.rival.score === null ? "" : ` · ${store.t("desk_out_of", { n: Math.round(pair.rival.score) })}`}
        <span dir="auto"> ${pair.rival.text}</span></dd></div>`}
      ${(pair.differences ?? []).map((said) => html`<div><dt>${store.t("desk_difference")}</dt><dd>${store.both(said)}</dd></div>`)}
    </dl>`)}
  </details>`;
}
