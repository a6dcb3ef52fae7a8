/* What narrows a search: who spoke, at which event, since when, how close the words stand; and searching as remembered. */

import { passages, plain } from "./telling.js";
import { html, useEffect, useState } from "./ui.js";
import { useStore } from "./using.js";

const FEW = 8; // names of a list before it is unfolded
const NEAR = [3, 5, 10, 20, 40];
const NARROW = matchMedia("(max-width: 1179px)");

export function Filters() {
  const store = useStore();
  const [open, setOpen] = useState(!NARROW.matches);
  useEffect(() => {
    const change = () => setOpen(!NARROW.matches);
    NARROW.addEventListener("change", change);
    return () => NARROW.removeEventListener("change", change);
  }, []);
  const { filters } = store;
  return html`<details class="filters" open=${open} onToggle=${(event) => setOpen(event.currentTarget.open)}>
    <summary>${filters ? store.t("find_filters_set", { count: filters }) : store.t("find_filters")}</summary>
    <div class="filters-body">
      <${Fuzzy} store=${store} />
      <${Facet} store=${store} name="speaker" title="find_facet_speakers" rows=${store.facets?.speakers ?? []} />
      <${Facet} store=${store} name="event" title="find_facet_events" rows=${store.facets?.events ?? []} />
      <div class="filter-pair"><${Near} store=${store} /><${Since} store=${store} />
        ${filters > 0 && html`<button type="button" class="plain unfilter" onClick=${() => store.unfilter()}>
          ${store.t("find_unfilter")}</button>`}</div>
    </div>
  </details>`;
}

function Fuzzy({ store }) {
  const on = Boolean(store.asked.fuzzy);
  return html`<div class="filter fuzzy"><button type="button" class="plain switch" role="switch" aria-checked=${on}
      aria-describedby="fuzzy-about" onClick=${() => store.narrow({ fuzzy: on ? "" : "1" })}>
      <span class="knob" aria-hidden="true"></span>${store.t("find_fuzzy")}</button>
    <p class="quiet" id="fuzzy-about">${store.t("find_fuzzy_about")}</p></div>`;
}

/** Names with how often each was found; one that is taken stays on top, whatever is found. */
function Facet({ store, name, title, rows }) {
  const [all, setAll] = useState(false);
  const taken = store.asked[name];
  const others = rows.filter((row) => row.name !== taken);
  if (!taken && !others.length) return null;
  const shown = all ? others : others.slice(0, FEW);
  const hidden = others.length - shown.length;
  return html`<div class="filter" role="group" aria-labelledby=${`facet-${name}`}>
    <h2 id=${`facet-${name}`}>${store.t(title)}</h2>
    <ul class="facet">
      ${taken && html`<li key=${taken}><button type="button" class="plain" aria-pressed="true"
        onClick=${() => store.narrow({ [name]: "" })}><bdi dir="auto">${taken}</bdi>
        <span class="hush">${store.t("find_facet_drop")}</span><span aria-hidden="true">✕</span></button></li>`}
      ${shown.map((row) => html`<li key=${row.name}><button type="button" class="plain" aria-pressed="false"
        onClick=${() => store.narrow({ [name]: row.name })}><bdi dir="auto">${row.name}</bdi>
        <span class="hush">${passages(store, row.count)}</span><span class="count" aria-hidden="true">${
          plain(store, row.count)}</span></button></li>`)}
    </ul>
    ${(hidden > 0 || (all && others.length > FEW)) && html`<button type="button" class="plain unfold" aria-expanded=${all}
      onClick=${() => setAll(!all)}>${all ? store.t("find_facet_fewer") : store.t("find_facet_more", { n: plain(store, hidden) })}</button>`}
    ${store.facets && !store.facets.complete && html`<p class="quiet">${store.t("find_facet_part")}</p>`}
  </div>`;
}

function Near({ store }) {
  if (store.asked.fuzzy) return null;
  const { near } = store.asked;
  const choices = near && !NEAR.includes(Number(near)) ? [...NEAR, near] : NEAR;
  return html`<label class="filter"><span class="label">${store.t("find_near")}</span>
    <select value=${near} onChange=${(event) => store.narrow({ near: event.target.value })}>
      <option value="">${store.t("find_near_any")}</option>
      ${choices.map((n) => html`<option value=${String(n)}>${store.t("find_near_words", { n })}</option>`)}
    </select></label>`;
}

function Since({ store }) {
  return html`<label class="filter"><span class="label">${store.t("find_since")}</span>
    <input type="text" inputmode="numeric" autocomplete="off" value=${store.asked.since} maxlength="10"
      aria-describedby="since-about" onChange=${(event) => store.narrow({ since: event.target.value.trim() })} />
    <span class="quiet" id="since-about">${store.t("find_since_about")}</span></label>`;
}
