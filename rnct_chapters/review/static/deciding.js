/* The decision: a button for each, with its key on it; what was decided and what it changes; a note. */

import { clock } from "./clock.js";
import { hint } from "./keys.js";
import { chapterOf } from "./places.js";
import { useStore } from "./store.js";
import { html, useEffect, useRef, useState } from "./ui.js";

/** The three decisions that most cards end with; within the thumb's reach on a phone. */
export function MainActs({ store, card, decision, place }) {
  const stamped = card.stamp_ms !== null;
  return html`<div class="main-acts" role="group" aria-label=${store.t("desk_decide")}>
    <${Act} store=${store} act="accept" letter="a" primary=${place !== null && !decision} off=${place === null}
      on=${decision && ["heard", "rival"].includes(decision.what)}
      label=${store.t(place?.kind === "rival" ? "desk_act_accept_rival" : "desk_act_accept")} time=${place && clock(place.ms)} />
    <${Act} store=${store} act="keep" letter="e" off=${!stamped} on=${decision?.what === "kept"}
      label=${store.t("desk_act_keep")} time=${stamped && clock(card.stamp_ms)} />
    <${Act} store=${store} act="set" letter="s" on=${decision?.what === "time"} label=${store.t("desk_act_set")}
      time=${html`<${Playhead} store=${store} />`} />
  </div>`;
}

/** The rarer ones, a note, and what it all comes to. */
export function MoreActs({ store, card, decision }) {
  return html`<div class="more-acts">
    <div class="acts" role="group" aria-label=${store.t("desk_decide_more")}>
      <${Nudges} store=${store} />
      <${Act} store=${store} act="paraphrase" letter="f" on=${decision?.what === "paraphrase"} label=${store.t("desk_act_paraphrase")} />
      <${Act} store=${store} act="absent" letter="m" on=${decision?.what === "absent"} label=${store.t("desk_act_absent")} />
    </div>
    <div class="aside">
      <${Note} key=${card.key} store=${store} card=${card} />
      <${Effect} store=${store} card=${card} />
    </div>
  </div>`;
}

function Act({ store, act, letter, label, time = null, primary = false, off = false, on = false }) {
  return html`<button type="button" class=${`act${primary ? " primary" : ""}`} aria-keyshortcuts=${letter}
    aria-disabled=${off} aria-pressed=${Boolean(on)} onClick=${() => store.dispatch(act)}>
    <span class="label">${label}${time && html` <span class="clock">${time}</span>`}</span>${hint(letter)}
  </button>`;
}

/** Where the player stands, as it moves: the time that "set here" takes. */
function Playhead({ store }) {
  const ref = useRef(null);
  useEffect(() => {
    const show = () => {
      ref.current.textContent = clock(store.player.now_ms, 1);
    };
    show();
    for (const name of ["time", "state"]) store.player.addEventListener(name, show);
    return () => {
      for (const name of ["time", "state"]) store.player.removeEventListener(name, show);
    };
  }, []);
  return html`<span ref=${ref}></span>`;
}

/** One second, one tenth: the arrows are printed, since every keyboard has them; the brackets do the same. */
function Nudges({ store }) {
  const tenth = (0.1).toLocaleString(store.lang);
  const button = (act, key, by, printed, spoken) => html`<button type="button" class="act" aria-keyshortcuts=${spoken}
    onClick=${() => store.dispatch(act, key)}><span aria-hidden="true">${by}</span>
    <span class="hush">${store.t("desk_nudge_by", { by })}</span>${hint(printed)}</button>`;
  return html`<span class="nudges" role="group" aria-label=${store.t("desk_nudge")}>
    ${button("nudge", "[", "−1", "←", "ArrowLeft")}
    ${button("nudgeFinely", "{", `−${tenth}`, "⇧←", "Shift+ArrowLeft")}
    ${button("nudgeFinely", "}", `+${tenth}`, "⇧→", "Shift+ArrowRight")}
    ${button("nudge", "]", "+1", "→", "ArrowRight")}
  </span>`;
}

/** A remark for colleagues: saved when the field is left, or by Enter; Escape gives it up. */
function Note({ store, card }) {
  const kept = useStore((s) => s.state.notes[card.key] ?? "");
  const [text, setText] = useState(kept);
  const given = useRef(false);
  useEffect(() => setText(kept), [kept]);
  const save = () => {
    if (!given.current && text.trim() !== kept) store.send({ kind: "note", card: card.key, note: text.trim() });
    given.current = false;
  };
  const key = (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Escape") {
      given.current = true;
      setText(kept);
    }
    event.target.blur();
  };
  return html`<label class="note"><span>${store.t("desk_act_note")}${hint("n")}</span>
    <input id="note" type="text" maxlength="2000" autocomplete="off" value=${text} placeholder=${store.t("desk_note_hint")}
      onInput=${(event) => setText(event.target.value)} onBlur=${save} onKeyDown=${key} />
  </label>`;
}

/** What it comes to: the chapter that begins there. */
function Effect({ store, card }) {
  const found = chapterOf(store, card);
  if (found === null) return html`<p class="effect quiet">${store.t("desk_no_chapter")}</p>`;
  const { chapter } = found;
  return html`<p class="effect quiet">${store.t("desk_chapter")}
    <span class="clock">${clock(Math.round(chapter.start_s * 1000))}</span> <bdi dir="auto">${chapter.title}</bdi></p>`;
}
