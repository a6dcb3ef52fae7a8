/* A whole stretch moved at once: from where, by how much, and which timestamps, before anything is done. */

import { asked } from "./asking.js";
import { clock, length, offset } from "./clock.js";
import { readClock, readOffset } from "./clocktext.js";
import { Dialog } from "./dialog.js";
import { Mark, outcomeWord } from "./marks.js";
import { useStore } from "./store.js";
import { Time } from "./time.js";
import { html, useEffect, useMemo, useRef, useState } from "./ui.js";

const QUIET_MS = 120; // between two keys of somebody who types fast
const CLOSE_MS = 3000; // heard that near, a stamp says where the words are
const FAR_MS = 10_000; // heard that far from it, words were not moved by this shift

export function ShiftDialog({ store }) {
  useStore((s) => [s.lang, s.desk]);
  const begun = useMemo(() => begin(store), []);
  const [form, setForm] = useState(begun);
  const [rows, failed] = usePreview(store, form);
  const [picked, pick] = useState({}); // by key: what somebody ticked or unticked
  const isTaken = (row) => picked[row.key] ?? (row.apply && Math.abs(row.off_ms ?? 0) <= FAR_MS);
  const taken = rows.filter(isTaken);
  const wanted = wish(form);
  const ready = wanted !== null && wanted.by_ms !== 0 && taken.length > 0;
  const apply = (event) => {
    event.preventDefault();
    if (ready) send(store, wanted, taken);
  };
  return html`<${Dialog} store=${store} name="shift" title=${store.t("desk_shift")}>
    <form onSubmit=${apply}>
      <${Proposals} store=${store} form=${form} choose=${setForm} />
      <${Fields} store=${store} form=${form} change=${(part) => setForm({ ...form, ...part })} />
      ${failed && html`<p class="warned wrong">${failed}</p>`}
      <${Preview} store=${store} rows=${rows} wanted=${wanted} isTaken=${isTaken} pick=${(part) => pick({ ...picked, ...part })} />
      <p class="over-acts">
        <button type="submit" class="primary" autofocus aria-disabled=${!ready}>
          ${store.t("desk_shift_apply", { n: taken.length, by: wanted ? offset(wanted.by_ms) : "" })}</button>
        <span class="quiet">${store.t("desk_shift_undo")}</span>
      </p>
    </form>
  </${Dialog}>`;
}

/** What the dialog opens with: the shift it was opened for, the first one found, or the selected card's own. */
function begin(store) {
  const shift = store.ui.shift ?? null;
  if (shift) return typed(shift);
  const card = store.chosen;
  const near = store.desk.shifts.find((s) => s.recording === card?.recording) ?? store.desk.shifts[0];
  const isHere = card && card.stamp_ms !== null && card.heard_ms !== null && card.heard_in === card.recording;
  if (isHere && card.shift === null) return typed({ ...card, from_ms: card.stamp_ms, by_ms: card.heard_ms - card.stamp_ms });
  return typed(near ?? { recording: card?.recording ?? store.desk.recordings[0]?.number, from_ms: card?.stamp_ms ?? 0, by_ms: 0 });
}

/** A shift as the fields show it; shifts are told in whole seconds, as stamps are written. */
function typed({ recording, from_ms, by_ms }) {
  return { recording, from: clock(from_ms), by: offset(Math.round(by_ms / 1000) * 1000) };
}

/** What the fields ask for, {recording, from_ms, by_ms}; null where one of them says no time. */
function wish({ recording, from, by }) {
  const [from_ms, by_ms] = [readClock(from), readOffset(by)];
  return from_ms === null || by_ms === null || recording === undefined ? null : { recording, from_ms, by_ms };
}

/** What the server would move, `[rows, sentence]`; what was there stays until the answer comes. */
function usePreview(store, form) {
  const [found, setFound] = useState([[], ""]);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    const wanted = wish(form);
    const timer = setTimeout(async () => {
      if (wanted === null) {
        setFound([[], ""]);
        return;
      }
      const { told, why, away } = await asked(store, "/api/shift/preview", wanted);
      if (!away && mine === turn.current) setFound([told?.cards ?? [], why ?? ""]);
    }, mine === 1 ? 0 : QUIET_MS);
    return () => clearTimeout(timer);
  }, [form]);
  return found;
}

function send(store, wanted, taken) {
  store.set({ dialog: null });
  store.send({ kind: "shift", ...wanted, cards: taken.map((row) => row.key) });
  const done = store.t("desk_shift_done", { n: taken.length, by: offset(wanted.by_ms) });
  store.advance();
  store.say(`${done} ${store.left ? store.t("desk_shift_left", { n: store.left }) : store.t("desk_none_left")}`, true);
}

/** The shifts that the check found, to be taken over with one click. */
function Proposals({ store, form, choose }) {
  if (!store.desk.shifts.length) return html`<p class="quiet">${store.t("desk_shift_none")}</p>`;
  const same = (shift) => JSON.stringify(typed(shift)) === JSON.stringify(form);
  return html`<ul class="proposals" aria-label=${store.t("desk_shift_found")}>
    ${store.desk.shifts.map((shift) => html`<li><button type="button" aria-pressed=${same(shift)}
      onClick=${() => choose(typed(shift))}>${store.both(shift.told)}</button></li>`)}
  </ul>`;
}

function Fields({ store, form, change }) {
  const { recordings } = store.desk;
  const field = (name, read, hint) => {
    const wrong = read(form[name]) === null;
    return html`<label>${store.t(`desk_shift_${name}`)}
      <input type="text" class="clock" autocomplete="off" size="9" value=${form[name]} aria-invalid=${wrong}
        aria-describedby=${wrong ? `shift-${name}-wrong` : undefined} onInput=${(event) => change({ [name]: event.target.value })} />
      ${wrong && html`<span class="warned wrong" id=${`shift-${name}-wrong`}>${store.t(hint)}</span>`}
    </label>`;
  };
  return html`<div class="shift-fields">
    ${recordings.length > 1 && html`<label>${store.t("desk_shift_recording")}
      <select value=${form.recording} onChange=${(event) => change({ recording: Number(event.target.value) })}>
        ${recordings.map((r) => html`<option value=${r.number}>${r.number} · ${r.title}</option>`)}</select></label>`}
    ${field("from", readClock, "desk_shift_from_wrong")}
    ${field("by", readOffset, "desk_shift_by_wrong")}
  </div>`;
}

function Preview({ store, rows, wanted, isTaken, pick }) {
  if (wanted === null) return null;
  if (!rows.length) return html`<p class="nothing">${store.t("desk_shift_nothing")}</p>`;
  const count = rows.filter(isTaken).length;
  const all = count === rows.length;
  const pickAll = () => pick(Object.fromEntries(rows.map((row) => [row.key, !all])));
  return html`<div class="shift-rows" tabindex="0" role="group" aria-label=${store.t("desk_shift_rows")}><table>
    <thead><tr>
      <th scope="col"><input type="checkbox" checked=${all} aria-label=${store.t("desk_shift_all")} onChange=${pickAll}
        ref=${(box) => box && (box.indeterminate = count > 0 && !all)} /></th>
      <th scope="col">${store.t("desk_shift_stamp")}</th><th scope="col">${store.t("desk_shift_becomes")}</th>
      <th scope="col">${store.t("desk_shift_then")}</th>
    </tr></thead>
    <tbody>${rows.map((row) => html`<${Moved} key=${row.key} store=${store} row=${row} number=${wanted.recording}
      taken=${isTaken(row)} pick=${(value) => pick({ [row.key]: value })} />`)}</tbody>
  </table></div>`;
}

function Moved({ store, row, number, taken, pick }) {
  const card = store.cardOfKey(row.key);
  const decided = card && store.decisionOn(card);
  return html`<tr class=${taken ? "" : "left"}>
    <td><input type="checkbox" checked=${taken} aria-label=${store.t("desk_shift_this", { stamp: row.stamp_text })}
      onChange=${(event) => pick(event.target.checked)} /></td>
    <th scope="row"><${Mark} outcome=${row.outcome} /> <bdi>${row.stamp_text}</bdi>
      <span class="hush"> ${outcomeWord(store, row.outcome)}</span></th>
    <td><${Time} store=${store} ms=${row.to_ms} number=${number} /></td>
    <td>${thenTold(store, row)}${decided && html` <span class="quiet">${store.t("desk_shift_decided")}</span>`}</td>
  </tr>`;
}

/** How far from the new time the words are heard. */
function thenTold(store, { to_ms, off_ms }) {
  if (off_ms === null) return store.t("desk_shift_unheard");
  if (Math.abs(off_ms) <= CLOSE_MS) return store.t("desk_shift_right");
  const by_s = Math.floor((to_ms + off_ms) / 1000) - Math.floor(to_ms / 1000); // of the clocks as they are shown
  return store.t(by_s < 0 ? "desk_shift_earlier" : "desk_shift_later", { by: length(Math.abs(by_s) * 1000) });
}
