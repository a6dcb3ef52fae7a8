/* The page: the box on top, filters, passages, and the player with the chapters of what it plays. */

import { Box } from "./box.js";
import { Filters } from "./filters.js";
import { KeysDialog, listenToKeys } from "./keys.js";
import { Listening } from "./listening.js";
import { Results } from "./results.js";
import { store } from "./store.js";
import { ThemeButton } from "./themebutton.js";
import { html, render, useEffect, useState } from "./ui.js";
import { useStore } from "./using.js";

const LANGUAGES = { fr: "Français", en: "English" };
const SAID_MS = 6000;

function Finder() {
  useStore();
  return html`
    <a class="skip" href="#results">${store.t("find_skip")}</a>
    <header class="masthead">
      <h1>${store.t("find_title")}</h1>
      <${Box} />
      <div class="tools">
        <button type="button" class="plain" aria-keyshortcuts="?" onClick=${() => store.set({ dialog: "keys" })}>
          ${store.t("find_keys")}<kbd aria-hidden="true">?</kbd></button>
        <${Language} />
        <${ThemeButton} toDark=${store.t("find_to_dark")} toLight=${store.t("find_to_light")} />
      </div>
    </header>
    <div class="offline" role="alert">${store.status === "away" && html`<p>${store.t("find_offline")}</p>`}</div>
    <main class=${store.hits === null ? "finder finder-empty" : "finder"}>
      <${Filters} />
      <${Results} />
      <${Listening} />
    </main>
    ${store.dialog && html`<${KeysDialog} />`}
    <${Said} />
  `;
}

function Language() {
  return html`<span class="languages" role="group" aria-label=${store.t("find_language")}>
    ${Object.entries(LANGUAGES).map(([lang, name]) => html`<button type="button" class="plain" lang=${lang}
      aria-pressed=${store.lang === lang} onClick=${() => store.speak(lang)}>
      <span aria-hidden="true">${lang}</span><span class="hush">${name}</span></button>`)}
  </span>`;
}

/** What the page says after an act: shown for a while, and told to screen readers. */
function Said() {
  const { said } = store;
  const [gone, setGone] = useState(0);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setGone(said.n), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const shows = said && gone !== said.n;
  return html`<div class=${shows ? "said shows" : "said"}><p role="status" aria-live="polite">${shows ? said.text : ""}</p></div>`;
}

async function start() {
  const page = document.getElementById("finder");
  try {
    await store.start();
  } catch (error) {
    page.textContent = error.message; // the server's own sentence: it says what is wrong, and what to do
    return;
  }
  listenToKeys();
  render(html`<${Finder} />`, page);
}

start();
