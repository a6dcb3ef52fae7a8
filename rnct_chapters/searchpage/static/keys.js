/* The keys: one table, which the page listens by and shows in a list. */

import { Dialog } from "./dialog.js";
import { move } from "./moving.js";
import { store } from "./store.js";
import { html } from "./ui.js";

const SKIP_MS = 5000;

/** `keys` as the browser names them, `shown` as they are printed, what it does, and what it is called. */
export const KEYS = [
  { keys: ["/"], shown: ["/"], label: "find_key_search", act: () => toBox() },
  { keys: ["j"], shown: ["j"], label: "find_key_next", act: () => move(1) },
  { keys: ["k"], shown: ["k"], label: "find_key_previous", act: () => move(-1) },
  { keys: ["Enter"], shown: ["find_key_enter"], label: "find_key_play", act: () => store.play(store.chosen) },
  { keys: [" "], shown: ["find_key_space"], label: "find_key_toggle", act: () => store.player.toggle() },
  { keys: ["ArrowLeft", "ArrowRight"], shown: ["←", "→"], label: "find_key_skip", act: (key) => skip(key) },
  { keys: ["c"], shown: ["c"], label: "find_key_copy", act: () => copy() },
  { keys: ["r"], shown: ["r"], label: "find_key_fuzzy", act: () => store.narrow({ fuzzy: store.asked.fuzzy ? "" : "1" }) },
  { keys: ["?"], shown: ["?"], label: "find_key_keys", act: () => store.set({ dialog: "keys" }) },
];

const BY_KEY = new Map(KEYS.flatMap((row) => row.keys.map((key) => [key, row.act])));
const TYPING = "input:not([type=range]), textarea, select, [contenteditable]";
const OWN = { Enter: "a, button, summary", " ": "button:not(.time), summary", ArrowLeft: "[type=range]", ArrowRight: "[type=range]" };

/** Keys do what the table says: never while somebody types, never with a dialog open, never with Ctrl, Alt or Cmd. */
export function listenToKeys() {
  addEventListener("keydown", (event) => {
    const on = event.target instanceof Element ? event.target : document.body;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (on.closest(TYPING) || (OWN[event.key] && on.closest(OWN[event.key])) || document.querySelector("dialog[open]")) return;
    const act = BY_KEY.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!act) return;
    event.preventDefault();
    act(event.key);
  });
  addEventListener("keyup", (event) => { // a button is pressed when the space bar comes up: this one means the player
    if (event.key === " " && event.target.closest?.("button.time")) event.preventDefault();
  });
}

export function KeysDialog() {
  const shown = (key) => (key.startsWith("find_") ? store.t(key) : key);
  return html`<${Dialog} store=${store} name="keys" title=${store.t("find_keys_title")}>
    <dl class="keys-list">${KEYS.map((row) => html`<div>
      <dt>${row.shown.map((key) => html`<kbd>${shown(key)}</kbd>`)}</dt><dd>${store.t(row.label)}</dd></div>`)}</dl>
    <p class="quiet">${store.t("find_keys_typing")}</p>
  </${Dialog}>`;
}

function toBox() {
  const box = document.getElementById("box");
  box.focus();
  box.select();
}

function skip(key) {
  store.player.seek(store.player.now_ms + (key === "ArrowLeft" ? -SKIP_MS : SKIP_MS));
}

function copy() {
  if (store.chosenHit) store.copy(store.linkTo(store.chosenHit));
}
