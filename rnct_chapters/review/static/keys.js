/* The keys: one table, which the page listens by, shows in a list, and prints on the buttons. */

import { Dialog } from "./dialog.js";
import { html } from "./ui.js";

/**
 * Rows of the list: what is pressed (any of `keys`, as the browser names it), what it does, and what it is called.
 * `shown` is how the keys are printed. The arrows do what the brackets do: on a French keyboard those are far away.
 */
export const KEYS = [
  { keys: ["j"], act: "next", shown: ["j"], label: "desk_key_next" },
  { keys: ["k"], act: "previous", shown: ["k"], label: "desk_key_previous" },
  { keys: [" "], act: "toggle", shown: ["desk_key_space"], label: "desk_key_toggle" },
  { keys: ["p"], act: "playStamped", shown: ["p"], label: "desk_key_stamped" },
  { keys: ["h"], act: "playHeard", shown: ["h"], label: "desk_key_heard" },
  { keys: ["r"], act: "rival", shown: ["r"], label: "desk_key_rival" },
  { keys: ["l"], act: "loop", shown: ["l"], label: "desk_key_loop" },
  { keys: ["<", ">"], act: "speed", shown: ["<", ">"], label: "desk_key_speed" },
  { keys: ["a"], act: "accept", shown: ["a"], label: "desk_key_accept" },
  { keys: ["e"], act: "keep", shown: ["e"], label: "desk_key_keep" },
  { keys: ["s"], act: "set", shown: ["s"], label: "desk_key_set" },
  { keys: ["[", "]", "ArrowLeft", "ArrowRight"], act: "nudge", shown: ["[", "]", "←", "→"], label: "desk_key_nudge" },
  {
    keys: ["{", "}", "Shift+ArrowLeft", "Shift+ArrowRight"], act: "nudgeFinely",
    shown: ["desk_key_shift", "←", "→"], label: "desk_key_nudge_finely",
  },
  { keys: ["f"], act: "paraphrase", shown: ["f"], label: "desk_key_paraphrase" },
  { keys: ["m"], act: "absent", shown: ["m"], label: "desk_key_absent" },
  { keys: ["o"], act: "reopen", shown: ["o"], label: "desk_key_reopen" },
  { keys: ["n"], act: "note", shown: ["n"], label: "desk_key_note" },
  { keys: ["u"], act: "undo", shown: ["u"], label: "desk_key_undo" },
  { keys: ["U"], act: "redo", shown: ["desk_key_shift", "u"], label: "desk_key_redo" },
  { keys: ["/"], act: "search", shown: ["/"], label: "desk_key_search" },
  { keys: ["g"], act: "chapters", shown: ["g"], label: "desk_key_chapters" },
  { keys: ["c"], act: "copy", shown: ["c"], label: "desk_key_copy" },
  { keys: ["?"], act: "keys", shown: ["?"], label: "desk_key_keys" },
];

const BY_KEY = new Map(KEYS.flatMap((row) => row.keys.map((key) => [key, row.act])));
const TYPING = "input:not([type=range], [type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";
const OWN_ARROWS = "[role=slider], [role=tab], [role=radio], [type=range], [type=radio]";
const OWN_SPACE = "button, summary, [role=tab], [role=button], [type=checkbox], [type=radio]";

/** A key as it is printed on the button that does the same. */
export function hint(key) {
  return html`<kbd aria-hidden="true">${key}</kbd>`;
}

/** Keys do what the table says: never while somebody types, never with a dialog open, never with Ctrl, Alt or Cmd. */
export function listenToKeys(store) {
  addEventListener("keydown", (event) => {
    const act = actOf(event);
    if (act === null || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    store.dispatch(act, event.key);
  });
  addEventListener("mousedown", leaveFocus);
}

/** A button pressed with the pointer does not take the focus: the space bar plays on, and a field that was being typed
    in is left. */
function leaveFocus(event) {
  if (!event.target.closest?.("button") || event.target.closest("dialog")) return;
  event.preventDefault();
  if (document.activeElement?.matches(TYPING)) document.activeElement.blur();
}

function actOf(event) {
  const on = event.target instanceof Element ? event.target : document.body;
  const isBracket = "[]{}".includes(event.key); // typed with AltGr on many keyboards, which looks like Ctrl and Alt
  if (event.defaultPrevented || event.isComposing || event.metaKey || on.closest(TYPING)) return null;
  if ((event.ctrlKey || event.altKey) && !isBracket) return null;
  if (event.key.startsWith("Arrow") && on.closest(OWN_ARROWS)) return null;
  if (event.key === " " && on.closest(OWN_SPACE)) return null;
  return BY_KEY.get(nameOf(event)) ?? null;
}

/** The key as the table has it. Whether a letter is large is for Shift to say: with caps lock on, it comes otherwise. */
function nameOf({ key, shiftKey }) {
  if (key.length > 1) return shiftKey ? `Shift+${key}` : key;
  return shiftKey ? key.toUpperCase() : key.toLowerCase();
}

export function KeysDialog({ store }) {
  const shown = (key) => (key.startsWith("desk_") ? store.t(key) : key);
  return html`<${Dialog} store=${store} name="keys" title=${store.t("desk_keys_title")}>
    <dl class="keys-list">
      ${KEYS.map((row) => html`<div>
        <dt>${row.shown.map((key) => html`<kbd>${shown(key)}</kbd>`)}</dt><dd>${store.t(row.label)}</dd>
      </div>`)}
    </dl>
    <p class="quiet">${store.t("desk_keys_typing")}</p>
  </${Dialog}>`;
}
