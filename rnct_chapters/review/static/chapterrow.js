/* One chapter: its time, which plays; its title, written in place; and, for the chosen one, what can be done with it. */

import { deepest, indented, levelOf, merged, moved, named, removed, retitled, startOf } from "./chapterlist.js";
import { focusTitle, Here } from "./chapterparts.js";
import { clock } from "./clock.js";
import { clash } from "./conflict.js";
import { Time } from "./time.js";
import { html, useRef, useState } from "./ui.js";

export function Row({ store, recording, chapters, name, chapter, at, isChosen, choose, draft, edit, told }) {
  const level = levelOf(chapter);
  const tenths = startOf(chapter) % 1000 ? 1 : 0;
  const time = clock(startOf(chapter), tenths);
  return html`<li class=${`chapter level-${level}${isChosen ? " chosen" : ""}`} data-chapter=${name}
    onFocusIn=${() => choose(name)} onClick=${() => choose(name)}>
    <${Time} store=${store} ms=${startOf(chapter)} number=${recording.number} text=${time} />
    <${Title} store=${store} recording=${recording} name=${name} chapter=${chapter} time=${time} choose=${choose}
      draft=${draft} edit=${edit} />
    ${told.map((sentence) => html`<p class=${sentence.wrong ? "warned wrong" : "warned"} key=${sentence.text}>${sentence.text}</p>`)}
    ${isChosen && html`<${Tools} store=${store} recording=${recording} chapters=${chapters} name=${name} at=${at}
      choose=${choose} edit=${edit} />`}
  </li>`;
}

/**
 * The title as a field that grows with it. Enter keeps it and goes to the next one, Escape gives it up, leaving it keeps
 * it. Where somebody else has changed it meanwhile, both are shown.
 */
function Title({ store, recording, name, chapter, time, choose, draft, edit }) {
  const [typed, setTyped] = useState(null);
  const begun = useRef(null); // the title that was there when typing began
  const given = useRef(false); // up
  const text = typed ?? chapter.title;
  const type = (event) => {
    if (typed === null) begun.current = chapter.title;
    const title = event.target.value.replace(/\s*\n\s*/g, " ");
    setTyped(title);
    draft({ name, title });
  };
  const leave = () => {
    const title = given.current ? "" : (typed ?? "").trim();
    given.current = false;
    setTyped(null);
    draft(null);
    if (title && title !== chapter.title) rename({ store, recording, name, edit, title, begun: begun.current });
  };
  const press = (event) => {
    const to = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      given.current = true;
      event.target.blur();
    } else if (event.key === "Enter" || (to && isAtEdge(event.target, to))) {
      event.preventDefault();
      goFrom(event.target, to, choose);
    }
  };
  return html`<span class="title-field">
    <span class="twin" aria-hidden="true">${text} </span>
    <textarea rows="1" dir="auto" spellcheck="true" lang=${recording.language ?? undefined} value=${text}
      aria-label=${store.t("desk_chapters_title", { time })} aria-invalid=${typed !== null && !typed.trim()}
      onInput=${type} onKeyDown=${press} onBlur=${leave}></textarea>
    ${typed !== null && !typed.trim() && html`<span class="warned">${store.t("desk_chapters_no_title")}</span>`}
  </span>`;
}

function rename({ store, recording, name, edit, title, begun }) {
  const before = store.chaptersOf(recording.id);
  const at = named(before).findIndex((row) => row.name === name);
  if (at >= 0 && before[at].title === begun) {
    edit((now) => retitled(now, at, title), store.t("desk_chapters_renamed", { title }));
    return;
  }
  const mine = at < 0 ? before : retitled(before, at, title);
  if (at < 0) store.say(store.t("desk_chapters_gone", { title }));
  else clash(store, store.t("desk_conflict_title"), { kind: "chapters", recording: recording.id, chapters: mine });
}

/** Whether the arrow up or down has nowhere to go in the field. */
function isAtEdge(field, to) {
  return to > 0 ? field.selectionEnd === field.value.length : field.selectionStart === 0;
}

/** From one title to the next or the one before; from the last one, out of the field. */
function goFrom(field, to, choose) {
  const row = field.closest("[data-chapter]");
  const next = to > 0 ? row.nextElementSibling : row.previousElementSibling;
  field.blur();
  if (next) focusTitle(next.dataset.chapter, choose);
  else row.querySelector(".time").focus();
}

function Tools({ store, recording, chapters, name, at, choose, edit }) {
  const chapter = chapters[at];
  const { title } = chapter;
  const find = (now) => named(now).findIndex((row) => row.name === name);
  const act = (change, said) => edit((now) => (find(now) < 0 ? now : change(now, find(now))), said);
  const move = (by_ms) => moveTo(startOf(chapter) + by_ms);
  const moveTo = (ms) => act(
    (now, i) => moved(now, i, ms, recording.duration_ms),
    store.t("desk_chapters_moved", { title, time: clock(Math.max(0, ms), 1) }),
  );
  const goTo = (to) => chapters[to] && focusTitle(named(chapters)[to].name, choose);
  const merge = () => {
    act((now, i) => (i ? merged(now, i) : now), store.t("desk_chapters_merged", { title }));
    goTo(at - 1);
  };
  const remove = () => {
    act(removed, store.t("desk_chapters_removed", { title }));
    goTo(at + 1 < chapters.length ? at + 1 : at - 1);
  };
  const indent = (by) => act((now, i) => indented(now, i, by), store.t("desk_chapters_level", { title }));
  const comma = store.lang === "fr" ? "," : ".";
  const nudge = (by_ms, label) => html`<button type="button" aria-label=${store.t("desk_nudge_by", { by: label })}
    onClick=${() => move(by_ms)}>${label}</button>`;
  const button = (key, on, off = false) => html`<button type="button" aria-disabled=${off} onClick=${() => !off && on()}>
    ${store.t(key)}</button>`;
  const glyph = (sign, key, on, off) => html`<button type="button" aria-label=${store.t(key)} title=${store.t(key)}
    aria-disabled=${off} onClick=${() => !off && on()}>${sign}</button>`;
  const level = levelOf(chapter);
  return html`<div class="chapter-tools" role="group" aria-label=${store.t("desk_chapters_tools", { title })}>
    <span class="joined">${nudge(-1000, "−1")}${nudge(-100, `−0${comma}1`)}${nudge(100, `+0${comma}1`)}${nudge(1000, "+1")}</span>
    <button type="button" onClick=${() => moveTo(store.player.now_ms)}
      aria-disabled=${store.player.number !== recording.number}>${store.t("desk_chapters_set")} <${Here} store=${store} /></button>
    <span class="joined">
      ${glyph("⇤", "desk_chapters_out", () => indent(-1), level <= 1)}
      ${glyph("⇥", "desk_chapters_in", () => indent(1), level >= deepest(chapters, at))}
    </span>
    ${button("desk_chapters_merge", merge, at === 0)}
    ${button("desk_chapters_remove", remove)}
  </div>`;
}
