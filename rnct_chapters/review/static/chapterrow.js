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
    if (event.isComposing) return;
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

/** What can be done with a chapter: each makes a new list of the newest one, and says what it did. */
function actsOn({ store, recording, chapters, name, at, choose, edit }) {
  const { title } = chapters[at];
  const act = (change, key, facts = {}) => edit((now) => {
    const there = named(now).findIndex((row) => row.name === name);
    return there < 0 ? now : change(now, there);
  }, store.t(key, { title, ...facts }));
  const goTo = (to) => chapters[to] && focusTitle(named(chapters)[to].name, choose);
  return {
    moveTo: (ms) => act((now, i) => moved(now, i, ms, recording.duration_ms), "desk_chapters_moved", {
      time: clock(Math.max(0, ms), 1),
    }),
    indent: (by) => act((now, i) => indented(now, i, by), "desk_chapters_level"),
    merge: () => {
      act((now, i) => (i ? merged(now, i) : now), "desk_chapters_merged");
      goTo(at - 1);
    },
    remove: () => {
      act(removed, "desk_chapters_removed");
      goTo(at + 1 < chapters.length ? at + 1 : at - 1);
    },
  };
}

function Tools(given) {
  const { store, recording, chapters, at } = given;
  const { moveTo, indent, merge, remove } = actsOn(given);
  const start_ms = startOf(chapters[at]);
  const level = levelOf(chapters[at]);
  const tenth = (0.1).toLocaleString(store.lang);
  const button = (label, on, { off = false, name = null } = {}) => html`<button type="button" aria-disabled=${off}
    aria-label=${name} title=${name} onClick=${() => !off && on()}>${label}</button>`;
  const nudge = (by_ms, by) => button(by, () => moveTo(start_ms + by_ms), { name: store.t("desk_nudge_by", { by }) });
  return html`<div class="chapter-tools" role="group" aria-label=${store.t("desk_chapters_tools", chapters[at])}>
    <span class="joined">${nudge(-1000, "−1")}${nudge(-100, `−${tenth}`)}${nudge(100, `+${tenth}`)}${nudge(1000, "+1")}</span>
    ${button(html`${store.t("desk_chapters_set")} <${Here} store=${store} />`, () => moveTo(store.player.now_ms), {
      off: store.player.number !== recording.number,
    })}
    <span class="joined">
      ${button("⇤", () => indent(-1), { off: level <= 1, name: store.t("desk_chapters_out") })}
      ${button("⇥", () => indent(1), { off: level >= deepest(chapters, at), name: store.t("desk_chapters_in") })}
    </span>
    ${button(store.t("desk_chapters_merge"), merge, { off: at === 0 })}
    ${button(store.t("desk_chapters_remove"), remove)}
  </div>`;
}
