/* The line on top: what is checked, how much is left, undo and redo, what is saved, and the way to the finish. */

import { timeOfDay } from "./clock.js";
import { hint } from "./keys.js";
import { useStore } from "./store.js";
import { ThemeButton } from "./themebutton.js";
import { html, useEffect, useState } from "./ui.js";

const LANGUAGES = { fr: "Français", en: "English" };

export function Header({ store }) {
  const [left, total, view] = useStore((s) => [s.left, s.total, s.ui.view, s.lang]);
  return html`<header class="masthead">
    <h1 dir="auto" title=${store.desk.title}>${store.desk.title}</h1>
    <${Progress} store=${store} left=${left} total=${total} />
    <div class="tools">
      <${History} store=${store} />
      <${Saved} store=${store} />
      <button type="button" class="plain" aria-keyshortcuts="?" onClick=${() => store.set({ dialog: "keys" })}>
        ${store.t("desk_keys")}${hint("?")}
      </button>
      <${Language} store=${store} />
      <${ThemeButton} toDark=${store.t("desk_to_dark")} toLight=${store.t("desk_to_light")} />
      <button type="button" class=${left ? "" : "primary"} aria-pressed=${view === "finish"}
        onClick=${() => store.set({ view: view === "finish" ? "desk" : "finish" })}>
        ${store.t(view === "finish" ? "desk_back" : "desk_finish")}
      </button>
    </div>
  </header>`;
}

function Progress({ store, left, total }) {
  if (!total) return html`<p class="progress">${store.t("desk_nothing_left")}</p>`;
  return html`<p class="progress">
    <progress value=${total - left} max=${total} aria-label=${store.t("desk_progress")}></progress>
    <span class="told">${left ? store.t("desk_left", { n: left, total }) : store.t("desk_all_decided")}</span>
  </p>`;
}

function History({ store }) {
  const [undo, redo] = useStore((s) => [s.state.undo, s.state.redo]);
  const button = (name, key, label, last) => html`<button type="button" class="plain icon" aria-disabled=${!last}
    aria-keyshortcuts=${key === "U" ? "Shift+U" : "u"} title=${label}
    aria-label=${label} onClick=${() => store.dispatch(name)}>
    <svg viewBox="0 0 16 16" aria-hidden="true" class=${name}>
      <path d="M6 2.5 2.5 6 6 9.5M2.5 6h7a4 4 0 0 1 0 8H6" fill="none" stroke="currentColor" stroke-width="1.6" />
    </svg></button>`;
  return html`<span class="history">${button("undo", "u", store.t("desk_undo"), undo)}${
    button("redo", "U", store.t("desk_redo"), redo)}</span>`;
}

/** Whether all is on disk: the one thing an editor must never wonder about. */
function Saved({ store }) {
  const [unsaved, at] = useStore((s) => [s.online ? 0 : s.unsaved, s.state.saved_at, s.lang]);
  if (unsaved) return html`<span class="saved lost">${store.t("desk_unsaved", { n: unsaved })}</span>`;
  return html`<span class="saved">${at ? store.t("desk_saved", { time: timeOfDay(at, store.lang) }) : ""}</span>`;
}

const PATIENCE_MS = 1500;

/** What to do where the program does not answer; a short break is not worth a word. */
export function Offline({ store }) {
  const [online, unsaved] = useStore((s) => [s.online, s.unsaved, s.lang]);
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(!online), online ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [online]);
  return html`<div class="offline" role="alert">${long && html`<p>${store.t("desk_offline")}
    ${unsaved > 0 && html` <strong>${store.t("desk_offline_unsaved", { n: unsaved })}</strong>`}</p>`}</div>`;
}

function Language({ store }) {
  return html`<span class="languages" role="group" aria-label=${store.t("desk_language")}>
    ${Object.entries(LANGUAGES).map(([lang, name]) => html`<button type="button" class="plain" lang=${lang}
      aria-pressed=${store.lang === lang} onClick=${() => store.speak(lang)}>
      <span aria-hidden="true">${lang}</span><span class="hush">${name}</span></button>`)}
  </span>`;
}
