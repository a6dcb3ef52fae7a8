/* What leaves the page: files that are saved, and text that is copied. */

import { useStore } from "./store.js";
import { html } from "./ui.js";
import { Refused, Unreachable } from "./wire.js";

/** A link that saves what lies at `path`. Where that cannot be, the server's sentence says why, instead of a file. */
export function Save({ store, path, class: more = "", children }) {
  const save = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    saveFrom(store, path);
  };
  return html`<a class=${`save ${more}`} href=${store.inLanguage(path)} download onClick=${save}>${children}</a>`;
}

async function saveFrom(store, path) {
  try {
    await saved(store);
    const answer = await store.request(path);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = nameOf(answer);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    store.say(store.t("desk_saved_file", { name: link.download }));
  } catch (error) {
    if (error instanceof Refused) store.say(error.message);
    else if (error instanceof Unreachable) store.say(store.t("desk_not_saved_file"));
    else throw error;
  }
}

/** Until every decision is on the server's disk, so that a file holds what the page shows. */
function saved(store) {
  return new Promise((resolve) => {
    const look = () => {
      if (store.unsaved) return;
      leave();
      resolve();
    };
    const leave = store.subscribe(look);
    look();
  });
}

function nameOf(answer) {
  const said = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "");
  return said ? decodeURIComponent(said[1]) : "";
}

/** A text that is there to be copied: it can be scrolled and selected, and not written in. */
export function Copied({ store, id, label, text, rows, children }) {
  useStore((s) => s.lang);
  return html`<div class="copied">
    <textarea id=${id} class="text" readonly rows=${rows} aria-label=${label} spellcheck="false" value=${text}></textarea>
    <p class="copied-acts">
      <button type="button" onClick=${() => copy(store, id)}>${store.t("desk_copy_text")}</button>
      ${children}
    </p>
  </div>`;
}

async function copy(store, id) {
  const field = document.getElementById(id);
  try {
    await navigator.clipboard.writeText(field.value);
    store.say(store.t("desk_copied_text"));
  } catch {
    field.select();
    store.say(store.t("desk_copy_by_hand"));
  }
}
