/* What stands where nothing does: what can be typed, and what to try where nothing was found. */

import { length } from "./clock.js";
import { counted, plain } from "./telling.js";
import { html } from "./ui.js";

const HOUR_MS = 3_600_000;
const MANY_MS = 10 * HOUR_MS;
const WAYS = ["words", "phrase", "prefix", "near", "or", "without"];

export function Welcome({ store }) {
  const { size } = store;
  if (size && !size.recordings) return html`<p class="nothing">${store.t("find_empty")}</p>`;
  return html`<div class="welcome">
    <h2>${store.t("find_welcome")}</h2>
    ${size && html`<p class="quiet">${store.t("find_size", {
      recordings: counted(store, "find_recordings", size.recordings), events: counted(store, "find_events", size.events),
      sound: lengthOf(store, size.duration_ms),
      words: plain(store, size.words),
    })}</p>`}
    <h3>${store.t("find_how")}</h3>
    <${Ways} store=${store} />
  </div>`;
}

/** Hours alone where there are many. */
function lengthOf(store, ms) {
  return ms < MANY_MS ? length(ms) : store.t("find_hours", { n: plain(store, Math.round(ms / HOUR_MS)) });
}

/** What can be typed, each with an example that is searched when it is pressed. */
function Ways({ store }) {
  return html`<dl class="ways">
    ${WAYS.map((name) => html`<div><dt><button type="button" class="plain" onClick=${() => store.narrow({
      q: store.t(`find_ex_${name}`), fuzzy: "",
    })}>${store.t(`find_ex_${name}`)}</button></dt><dd>${store.t(`find_how_${name}`)}</dd></div>`)}
    <div><dt><button type="button" class="plain" aria-pressed=${Boolean(store.asked.fuzzy)}
      onClick=${() => store.narrow({ fuzzy: "1" })}>${store.t("find_fuzzy")}</button></dt>
      <dd>${store.t("find_fuzzy_about")}</dd></div>
  </dl>`;
}

/** Nothing was found: why that may be, and the next thing to try. */
export function Nothing({ store }) {
  const { asked, filters, size } = store;
  if (size && !size.recordings) return html`<p class="nothing">${store.t("find_empty")}</p>`;
  return html`<div class="welcome">
    <p class="nothing"><bdi dir="auto">${store.t("find_none", { query: asked.q.trim() })}</bdi></p>
    <p>${store.t(asked.fuzzy ? "find_none_fuzzy" : "find_none_words")}</p>
    <p class="tries">
      ${!asked.fuzzy && html`<button type="button" onClick=${() => store.narrow({ fuzzy: "1" })}>${store.t("find_try_fuzzy")}</button>`}
      ${filters > 0 && html`<button type="button" onClick=${() => store.unfilter()}>${store.t("find_try_all")}</button>`}
    </p>
  </div>`;
}
