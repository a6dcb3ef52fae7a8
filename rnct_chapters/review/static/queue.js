/* What needs a decision, worst first; what is decided keeps its place, and what was confirmed is folded away. */

import { clock, gap } from "./clock.js";
import { nameOf } from "./naming.js";
import { hint } from "./keys.js";
import { Mark, OUTCOMES, outcomeWord } from "./marks.js";
import { groups, NO_FILTER, speakers } from "./order.js";
import { decidedAt } from "./places.js";
import { useStore } from "./store.js";
import { html, useEffect, useMemo, useRef } from "./ui.js";

export function Queue({ store }) {
  const [desk, filter, filtering, unfolded, selected, left] = useStore((s) => [
    s.desk, s.ui.filter, s.ui.filtering, s.ui.unfolded, s.selected, s.left, s.lang,
  ]);
  const filtered = Object.values(filter).some(Boolean);
  const list = useRef(null);
  const { open, calm, listed } = groups(store);
  const isCalm = calm.includes(selected);
  useEffect(() => {
    list.current?.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected, unfolded, filtering]);
  const rows = (ids) => ids.map((id) => html`<${Row} key=${id} store=${store} id=${id} inTabOrder=${id === tabStop} />`);
  const tabStop = listed.includes(selected) ? selected : listed[0];
  return html`<section class="queue" aria-labelledby="queue-title" ref=${list} onKeyDown=${rove}>
    <header>
      <h2><span id="queue-title">${store.t("desk_queue")} <span class="count">${left}</span></span>
        <button type="button" class=${`plain filter${filtered ? " chosen" : ""}`} aria-expanded=${Boolean(filtering)}
          onClick=${() => store.set({ filtering: !filtering })}>${store.t(filtered ? "desk_filtered" : "desk_filter")}</button></h2>
      ${filtering && html`<${Filters} store=${store} desk=${desk} filter=${filter} />`}
    </header>
    ${open.length
      ? html`<ol class="rows" aria-label=${store.t("desk_queue_list")}>${rows(open)}</ol>`
      : html`<p class="empty">${empty(store, filter)} ${filtered && html`<button type="button" class="plain inline"
          onClick=${() => store.set({ filter: NO_FILTER })}>${store.t("desk_filter_none")}</button>`}</p>`}
    ${calm.length > 0 && html`<div class="calm">
      <button type="button" class="plain fold" aria-expanded=${Boolean(unfolded || isCalm)} aria-controls="calm"
        onClick=${() => store.set({ unfolded: !(unfolded || isCalm) })}>
        <${Mark} outcome="confirmed" /> ${store.t("desk_calm", { n: calm.length })}
      </button>
      ${(unfolded || isCalm) && html`<ol class="rows" id="calm" aria-label=${store.t("desk_calm_list")}>${rows(calm)}</ol>`}
    </div>`}
  </section>`;
}

function empty(store, filter) {
  if (Object.values(filter).some(Boolean)) return store.t("desk_empty_filter");
  return store.desk.cards.length ? store.t("desk_empty", { n: store.desk.cards.length }) : store.t("desk_empty_article");
}

/** Up and down, Home and End go through the list as in any list; the row that has the focus is looked at. */
function rove(event) {
  const row = event.target.closest?.(".row");
  if (!row) return;
  const rows = [...event.currentTarget.querySelectorAll(".row")];
  const at = rows.indexOf(row);
  const next = {
    ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  rows[Math.max(0, Math.min(rows.length - 1, next))].focus();
  document.activeElement.click();
}

function Row({ store, id, inTabOrder }) {
  const card = store.card(id);
  const [isSelected, decision, note] = useStore((s) => [
    s.selected === id, s.card(id) && s.decisionOn(s.card(id)), s.card(id) && s.state.notes[s.card(id).key], s.lang,
  ]);
  const words = useMemo(() => card?.pairs[0]?.text ?? card?.context ?? "", [card]);
  if (!card) return null;
  return html`<li>
    <button type="button" class=${`row${decision ? " decided" : ""}${note ? " with-note" : ""}`} aria-current=${isSelected}
      tabindex=${inTabOrder ? 0 : -1} onClick=${() => store.select(id)}>
      <${Mark} outcome=${card.outcome} />
      <span class="name"><bdi>${card.stamp_text ?? store.t(`desk_kind_${card.pairs[0]?.kind ?? "quote"}`)}</bdi></span>
      <span class="hush">${outcomeWord(store, card.outcome, card.stamp === null)}</span>
      <span class="fate">${decision ? fateOf(store, card, decision) : offsetOf(store, card)}</span>
      <span class="first" dir="auto">${words}</span>
      ${note && html`<span class="noted" title=${note}><span class="hush">${store.t("desk_noted")}</span>✎</span>`}
    </button>
  </li>`;
}

/** How far off it is, where that says something. */
function offsetOf(store, card) {
  if (card.outcome === "elsewhere") return store.t("desk_in_recording", { n: card.heard_in });
  if (card.stamp_ms === null || card.heard_ms === null) return "";
  if (card.outcome === "confirmed") return card.contradiction === null ? "" : store.t("desk_contradicted");
  return gap(card.stamp_ms, card.heard_ms);
}

/** What was decided, in a word or a time. */
function fateOf(store, card, decision) {
  const at = decidedAt(card, decision);
  const told = ["kept", "paraphrase", "absent"].includes(decision.what);
  return html`<span class="tick" aria-hidden="true">✓</span> ${
    told ? store.t(`desk_fate_${decision.what}`) : store.t("desk_fate_time", { time: clock(at.ms) })}`;
}

function Filters({ store, desk, filter }) {
  const found = useMemo(() => ({
    outcome: OUTCOMES.filter((o) => desk.cards.some((card) => card.outcome === o)),
    speaker: [...new Set(desk.cards.flatMap(speakers))].sort((a, b) => a.localeCompare(b)),
    recording: desk.recordings.filter((r) => desk.cards.some((c) => c.recording === r.number || c.heard_in === r.number)),
  }), [desk]);
  const named = {
    outcome: found.outcome.map((o) => [o, outcomeWord(store, o)]),
    speaker: found.speaker.map((name) => [name, name]),
    recording: found.recording.map((r) => [String(r.number), `${r.number} · ${r.title}`]),
  };
  const choose = (by) => ({ target }) => {
    store.set({ filter: { ...filter, [by]: target.value } });
    if (!groups(store).listed.includes(store.selected)) store.step(1); // keys decide nothing that is out of sight
    if (!target.matches(":focus-visible")) target.blur(); // chosen with the mouse: the keys are for the queue again
  };
  return html`<div class="filters" role="group" aria-label=${store.t("desk_filters")}>
    ${Object.entries(named).map(([by, options]) => options.length > 1 && html`<select key=${by} class=${filter[by] ? "chosen" : ""}
      aria-label=${store.t(`desk_filter_${by}`)} value=${filter[by]} onChange=${choose(by)}>
      <option value="">${store.t(`desk_any_${by}`)}</option>
      ${options.map(([value, name]) => html`<option value=${value}>${name}</option>`)}
    </select>`)}
  </div>`;
}

/** The way to the next and the previous card, for hands that hold no keyboard. */
export function Steps({ store }) {
  const button = (name, key, glyph) => html`<button type="button" class="plain" aria-keyshortcuts=${key}
    title=${store.t(`desk_key_${name}`)} onClick=${() => store.dispatch(name)}><span aria-hidden="true">${glyph}</span>
    <span class="hush">${store.t(`desk_key_${name}`)}</span>${hint(key)}</button>`;
  return html`<span class="steps">${button("previous", "k", "↑")}${button("next", "j", "↓")}</span>`;
}
