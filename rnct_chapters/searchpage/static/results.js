/* What was found: passages by recording, the words that were looked for marked in each; else what can be typed. */

import { clock } from "./clock.js";
import { groupsOf } from "./groups.js";
import { Nothing, Welcome } from "./teaching.js";
import { counted, dated, durationOf, passages, plain } from "./telling.js";
import { html, useEffect, useRef } from "./ui.js";
import { useStore } from "./using.js";

export function Results() {
  const store = useStore();
  return html`<section class="results" id="results" aria-label=${store.t("find_results")} aria-busy=${store.busy}
    tabindex="-1">
    <${Summary} store=${store} />
    ${store.notice && html`<p class="notice" role="status">${store.notice}</p>`}
    ${store.status === "refused" && html`<p class="nothing" role="alert">${store.why}</p>`}
    ${store.status === "idle" && html`<${Welcome} store=${store} />`}
    ${store.status === "done" && !store.hits.length && html`<${Nothing} store=${store} />`}
    ${store.hits && groupsOf(store.hits, store.recordings).map((group) => html`
      <${Group} key=${group.recording.number} store=${store} group=${group} />`)}
    ${store.more && store.hits?.length > 0 && html`<p class="further"><button type="button" onClick=${() => store.further()}>
      ${store.t("find_more")}</button></p>`}
    ${store.status === "done" && !store.more && store.total === null && html`<p class="further quiet">
      ${store.t("find_far", { limit: plain(store, store.hits.length) })}</p>`}
  </section>`;
}

/** How much was found; told to screen readers when it changes. */
function Summary({ store }) {
  const { status, hits } = store;
  const shown = hits?.length > 0; // also while the next ones are looked for: nothing flickers under who types
  return html`<div class="summary">
    <p role="status" aria-live="polite">${shown ? summaryOf(store) : status === "asking" ? store.t("find_searching") : ""}</p>
    ${shown && html`<button type="button" class="plain" onClick=${() => store.copy(location.href)}>${store.t("find_share")}</button>`}
  </div>`;
}

function summaryOf(store) {
  const { hits, total, more } = store;
  const number = new Set(hits.map((hit) => hit.recording)).size;
  const told = total === null ? store.t("find_found_many") : passages(store, total);
  if (more || total === null) return store.t("find_shown", { passages: told, n: plain(store, hits.length) });
  return store.t("find_in", { passages: told, recordings: counted(store, "find_recordings", number) });
}

function Group({ store, group }) {
  const { recording, hits } = group;
  const id = `recording-${recording.number}`;
  const about = [recording.event === recording.title ? "" : recording.event, dated(recording.date, store.lang),
    durationOf(recording.duration_ms)].filter(Boolean);
  return html`<section class="group" aria-labelledby=${id}>
    <header><h2 id=${id}><bdi dir="auto">${recording.title}</bdi></h2>
      <p class="quiet">${about.map((text, n) => html`${n ? " · " : ""}<bdi dir="auto">${text}</bdi>`)}</p></header>
    <ol class="hits">${hits.map(([index, hit]) => html`<${Hit} key=${index} store=${store} hit=${hit} index=${index}
      recording=${recording} />`)}</ol>
  </section>`;
}

function Hit({ store, hit, index, recording }) {
  const isChosen = index === store.chosen;
  const item = useRef(null);
  useEffect(() => {
    if (isChosen) item.current.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  const time = clock(hit.heard_ms);
  return html`<li class="hit" ref=${item} aria-current=${isChosen ? "true" : null} data-hit=${index}>
    <${HitTime} store=${store} hit=${hit} index=${index} time=${time} />
    <div class="hit-body">
      <p class="sentence" lang=${recording.language} dir="auto" onClick=${() => getSelection().isCollapsed && store.choose(index)}>
        ${hit.parts.map(([text, marked]) => (marked ? html`<mark>${text}</mark>` : text))}</p>
      ${hit.differences.map((told) => html`<p class="quiet" lang=${store.lang}>${told}</p>`)}
      <p class="under">
        ${hit.speaker && html`<bdi class="speaker" dir="auto">${hit.speaker}</bdi>`}
        <button type="button" class="plain" aria-label=${store.t("find_copy_at", { time })}
          onClick=${() => store.copy(store.linkTo(hit))}>${store.t("find_copy")}</button>
        ${hit.url && html`<a href=${hit.url} target="_blank" rel="noopener noreferrer"
          aria-label=${`${store.t("find_on_host", { host: hostOf(hit.url) })}, ${time}`}>${hostOf(hit.url)}</a>`}
      </p>
    </div>
  </li>`;
}

/** The clock of a hit: a link to its host, which a plain click or Enter plays here. */
function HitTime({ store, hit, index, time }) {
  const play = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.play(index);
  };
  const name = store.t("find_play_at", { time, text: hit.parts.map(([text]) => text).join("") });
  const more = { class: "time hit-time", "aria-label": name, onClick: play, "data-time": index };
  return hit.url
    ? html`<a ...${more} href=${hit.url} target="_blank" rel="noopener noreferrer">${time}</a>`
    : html`<button type="button" ...${more}>${time}</button>`;
}

function hostOf(url) {
  return new URL(url).hostname.replace(/^www\./, "");
}
