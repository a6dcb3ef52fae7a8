/* The end of the work: what was decided and what is still open, what can be taken home, and a text for an e-mail. */

import { asked } from "./asking.js";
import { Formats } from "./chapterexport.js";
import { formatOf } from "./chapterpreview.js";
import { Mark, outcomeWord } from "./marks.js";
import { nameOf } from "./naming.js";
import { Publish } from "./publish.js";
import { Copied, Save } from "./saving.js";
import { useStore } from "./store.js";
import { html, useEffect, useMemo, useRef, useState } from "./ui.js";

const WHATS = ["heard", "time", "rival", "kept", "paraphrase", "absent"];
const OPEN_SHOWN = 12; // the queue beside it has them all

export function Finish({ store }) {
  const [left, total] = useStore((s) => [s.left, s.total, s.state, s.desk, s.lang]);
  const head = useRef(null);
  useEffect(() => head.current?.focus(), []);
  return html`<section class="finish" aria-labelledby="finish-title">
    <h2 id="finish-title" tabindex="-1" ref=${head}>${store.t("desk_finish_title")}</h2>
    <p class="nothing">${standing(store, left, total)}</p>
    <${Counts} store=${store} />
    ${left > 0 && html`<${Open} store=${store} />`}
    <${Lost} store=${store} />
    <${Files} store=${store} />
    <${Summary} store=${store} />
  </section>`;
}

function standing(store, left, total) {
  if (left) return store.t("desk_finish_left", { n: left, total });
  return total ? store.t("desk_finish_all") : store.t("desk_empty", { n: store.desk.cards.length });
}

/** What was decided, in numbers. */
function Counts({ store }) {
  const { decided, notes, settled = [], edited = [] } = store.state;
  const counts = useMemo(() => {
    const corrected = new Set(settled.map((found) => found.now)); // kept since then, and counted as corrected
    const isKeptSo = (card) => corrected.has(card.key) && decided[card.key]?.what === "kept";
    const whats = store.desk.cards.filter((card) => !isKeptSo(card)).map((card) => decided[card.key]?.what);
    return WHATS.map((what) => [what, whats.filter((found) => found === what).length]).filter(([, n]) => n);
  }, [store.desk, store.state]);
  const noted = store.desk.cards.filter((card) => notes[card.key]).length;
  const lines = [
    ...counts.map(([what, n]) => store.t(`desk_count_${what}`, { n })),
    ...(noted ? [store.t("desk_count_notes", { n: noted })] : []),
    ...(edited.length ? [store.t("desk_count_edited", { n: edited.length })] : []),
    ...(settled.length ? [store.t("desk_count_settled", { n: settled.length })] : []),
  ];
  if (!lines.length) return null;
  return html`<ul class="counts" aria-label=${store.t("desk_counts")}>${lines.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`;
}

/** What nobody has decided, worst first; each leads back to it. */
function Open({ store }) {
  const open = store.desk.cards.filter((card) => card.doubt !== null && !store.decisionOn(card)).sort((a, b) => a.doubt - b.doubt);
  const go = (card) => {
    store.set({ view: "desk" });
    store.select(card.id);
    requestAnimationFrame(() => document.getElementById("evidence")?.focus()); // once it is shown again
  };
  return html`<section aria-labelledby="open-title">
    <h3 id="open-title">${store.t("desk_open_title")}</h3>
    <ul class="open-cards">${open.slice(0, OPEN_SHOWN).map((card) => html`<li key=${card.id}>
      <button type="button" class="plain" onClick=${() => go(card)}>
        <${Mark} outcome=${card.outcome} /> <bdi>${nameOf(card)}</bdi>
        <span class="quiet">${outcomeWord(store, card.outcome, card.stamp === null)}</span></button></li>`)}</ul>
    ${open.length > OPEN_SHOWN && html`<p class="quiet">${store.t("desk_open_more", { n: open.length - OPEN_SHOWN })}</p>`}
  </section>`;
}

/** Decisions that no longer apply, since the article or a transcript has changed under them. */
function Lost({ store }) {
  const { lost } = store.state;
  if (!lost.length) return null;
  return html`<section class="lost" aria-labelledby="lost-title">
    <h3 id="lost-title">${store.t("desk_lost_title", { n: lost.length })}</h3>
    <ul>${lost.map((one) => html`<li key=${one.key}><bdi class="clock">${one.stamp_text}</bdi>
      <span dir="auto">${store.both(one.why)}</span>
      ${one.note && html`<span class="quiet">${store.t("desk_conflict_note", { note: one.note })}</span>`}</li>`)}</ul>
  </section>`;
}

function Files({ store }) {
  const { recap } = store.desk;
  const row = (path, name, about, more = "") => html`<li class=${more}><${Save} store=${store} path=${path}>${name}</${Save}>
    <span class="quiet">${about}</span></li>`;
  return html`<section aria-labelledby="files-title">
    <h3 id="files-title">${store.t("desk_files_title")}</h3>
    <ul class="files">
      ${store.can.article ? row("/download/article", store.t("desk_file_article"), store.t("desk_file_article_about"), "first")
        : html`<li><span>${store.t("desk_file_article")}</span> <span class="quiet">${store.t("desk_file_no_article")}</span></li>`}
      ${store.can.article && recap.kind === "docx"
        && row("/download/article?track=1", store.t("desk_file_tracked"), store.t("desk_file_tracked_about"))}
      ${row("/download/verdicts.json", "verdicts.json", store.t("desk_file_verdicts_about"))}
      ${row("/download/verdicts.csv", "verdicts.csv", store.t("desk_file_table_about"))}
      ${row("/download/chapters.json", "chapters.json", store.t("desk_file_chapters_about"))}
    </ul>
    <${ChapterFiles} store=${store} />
  </section>`;
}

/** The chapters of each recording, in the format that is chosen once for all. */
function ChapterFiles({ store }) {
  useStore((s) => s.ui.format);
  const listed = store.state.chapters.filter((r) => r.chapters.length);
  if (!listed.length) return null;
  const format = formatOf(store, store.desk.recordings.find((r) => r.id === listed[0].id) ?? {});
  return html`<div class="chapter-files">
    <p><span>${store.t("desk_files_chapters")}</span> <${Formats} store=${store} chosen=${format.name} />
      <span class="quiet">${format.about}</span></p>
    <ul class="files">${listed.map((r) => html`<li key=${r.id}>
      <${Save} store=${store} path=${`/download/chapters/${format.name}/${encodeURIComponent(r.id)}`}>${r.title}</${Save}>
      <span class="quiet">${store.t("desk_chapters_count", { n: r.chapters.length })}</span>
      <${Publish} store=${store} recording=${store.desk.recordings.find((found) => found.id === r.id) ?? {}} /></li>`)}</ul>
  </div>`;
}

/** What was changed and why, to be pasted into an e-mail. */
function Summary({ store }) {
  const [state, lang, unsaved] = useStore((s) => [s.state, s.lang, s.unsaved]);
  const [text, setText] = useState("");
  useEffect(() => {
    let wanted = true;
    if (!unsaved) asked(store, "/api/summary").then(({ told, why, away }) => wanted && !away && setText(told?.text ?? why));
    return () => {
      wanted = false;
    };
  }, [state.n, lang, unsaved]);
  return html`<section aria-labelledby="summary-title">
    <h3 id="summary-title">${store.t("desk_summary_title")}</h3>
    <p class="quiet">${store.t("desk_summary_about")}</p>
    <${Copied} store=${store} id="summary-text" label=${store.t("desk_summary_title")} rows=${Math.min(18, Math.max(6, text.split("\n").length))} text=${text}>
      <${Save} store=${store} path="/download/summary.txt">${store.t("desk_download")} <span class="quiet">.txt</span></${Save}>
    </${Copied}>
  </section>`;
}
