/* The chapters of the recording that is looked at: titles edited in place, starts dragged, and what a host makes of it. */

import { added, differences, named, NEAR_MS, retitled, startOf, tidy } from "./chapterlist.js";
import { Export } from "./chapterexport.js";
import { focusTitle, Here, reveal } from "./chapterparts.js";
import { usePreview } from "./chapterpreview.js";
import { Rail } from "./chapterrail.js";
import { Row } from "./chapterrow.js";
import { clock } from "./clock.js";
import { chapterOf } from "./places.js";
import { scrollerOf, usePlayhead, useShown, wordsOf } from "./reading.js";
import { useStore } from "./store.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./ui.js";

const NONE = [];
const FIRST_WORDS = 8; // of what is said there: enough of a title to be recognised and replaced

export function Chapters({ store }) {
  useStore((s) => [s.state, s.desk, s.lang]);
  const number = useShown(store);
  const top = useRef(null);
  useLayoutEffect(() => scrollerOf(top.current)?.scrollTo(0, 0), []);
  const recording = store.desk.recordings.find((r) => r.number === number);
  if (!recording) return html`<p class="nothing">${store.t("desk_no_recording")}</p>`;
  return html`<section class="chapters" ref=${top} aria-label=${store.t("desk_chapters_of", recording)}>
    <${Listed} key=${recording.id} store=${store} recording=${recording} />
  </section>`;
}

function Listed({ store, recording }) {
  const chapters = store.state.chapters.find((r) => r.id === recording.id)?.chapters ?? NONE;
  const rows = useMemo(() => named(chapters), [chapters]);
  const [chosen, choose] = useState(null);
  const [draft, setDraft] = useState(null); // a title on its way: {name, title}
  const typed = useMemo(() => {
    const at = rows.findIndex((row) => row.name === draft?.name);
    return at < 0 ? chapters : retitled(chapters, at, draft.title);
  }, [rows, draft]);
  const preview = usePreview(store, recording, typed);
  const list = useRef(null);
  useChosen(store, recording, rows, choose, preview.text !== "");
  const edit = useEdit(store, recording);
  const row = ({ name, chapter }, at) => html`<${Row} key=${name} store=${store} recording=${recording} chapters=${chapters}
    name=${name} chapter=${chapter} at=${at} isChosen=${name === chosen} choose=${choose} draft=${setDraft} edit=${edit}
    told=${preview.at(at)} />`;
  return html`
    <${Head} store=${store} recording=${recording} count=${chapters.length} add=${() => addHere(store, recording, edit, choose)} />
    ${chapters.length > 0 && html`<${Rail} store=${store} recording=${recording} rows=${rows} chosen=${chosen}
      choose=${choose} edit=${edit} />`}
    <div class="chapter-columns">
      ${chapters.length > 0
        ? html`<div><ol class="chapter-rows" ref=${list} aria-label=${store.t("desk_chapters_list")}>${rows.map(row)}</ol>
          <p class="quiet keys-told">${store.t("desk_chapters_keys")}</p></div>`
        : html`<p class="nothing">${store.t("desk_chapters_none")}</p>`}
      <${Export} store=${store} recording=${recording} preview=${preview} />
    </div>
    <${Playing} player=${store.player} number=${recording.number} rows=${rows} list=${list} />
  `;
}

function Head({ store, recording, count, add }) {
  const { recordings } = store.desk;
  return html`<header class="chapters-head">
    ${recordings.length > 1
      ? html`<select aria-label=${store.t("desk_chapters_which")} value=${recording.number}
          onChange=${(event) => store.player.load(Number(event.target.value))}>
          ${recordings.map((r) => html`<option value=${r.number}>${r.title}</option>`)}</select>`
      : html`<h3 dir="auto">${recording.title}</h3>`}
    <span class="quiet count">${store.t("desk_chapters_count", { n: count })}</span>
    <button type="button" class="add" onClick=${add}>${store.t("desk_chapters_add")} <${Here} store=${store} /></button>
  </header>`;
}

/** Marks the row of the chapter that plays; drawn past preact, as it happens while things move. */
function Playing({ player, number, rows, list }) {
  usePlayhead(player, (now_ms) => {
    const at = player.number === number ? rows.findLastIndex(({ chapter }) => startOf(chapter) <= now_ms) : -1;
    const [row, marked] = [list.current?.children[at] ?? null, list.current?.querySelector(".plays") ?? null];
    if (row === marked) return;
    marked?.classList.remove("plays");
    row?.classList.add("plays");
  });
  return null;
}

/** Chooses the chapter that tells the card that is looked at; once more when the rules' sentences have made room. */
function useChosen(store, recording, rows, choose, isChecked) {
  const selected = useStore((s) => s.selected);
  useEffect(() => {
    const found = store.chosen && chapterOf(store, store.chosen);
    const row = found?.recording.id === recording.id ? rows[found.index] : null;
    if (!row) return undefined;
    choose(row.name);
    const frame = requestAnimationFrame(() => reveal(row.name));
    return () => cancelAnimationFrame(frame);
  }, [selected, recording.id, isChecked]);
}

/** `edit(change, said)` sends the list that `change` makes of the newest one; what it says can be taken back. */
function useEdit(store, recording) {
  return (change, said) => {
    const before = store.chaptersOf(recording.id);
    const after = tidy(change(before), before, recording.duration_ms);
    if (!differences(before, after).length && after.length === before.length) return;
    store.say(said, true);
    store.send({ kind: "chapters", recording: recording.id, chapters: after });
  };
}

/** A new chapter where the player stands; its title, the words said there, waits to be replaced. */
async function addHere(store, recording, edit, choose) {
  const ms = store.player.number === recording.number ? store.player.now_ms : 0;
  const there = named(store.chaptersOf(recording.id)).find(({ chapter }) => Math.abs(startOf(chapter) - ms) < NEAR_MS);
  if (there) {
    store.say(store.t("desk_chapters_there", { time: clock(startOf(there.chapter)) }));
    focusTitle(there.name, choose);
    return;
  }
  const title = (await saidAt(store, recording, ms)) || store.t("desk_chapters_untitled");
  edit((before) => added(before, ms, title), store.t("desk_chapters_added", { time: clock(ms) }));
  const row = named(store.chaptersOf(recording.id)).find(({ chapter }) => startOf(chapter) === ms);
  if (row) focusTitle(row.name, choose);
}

async function saidAt(store, recording, ms) {
  const words = await wordsOf(store, recording.number).catch(() => null);
  if (!words) return "";
  const from = Math.max(0, words.nearest(ms));
  return words.texts.slice(from, from + FIRST_WORDS).join(" ").trim();
}
