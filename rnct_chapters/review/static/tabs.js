/* The panels below the evidence, one at a time: the article, the chapters, the picture. */

import { hint } from "./keys.js";
import { useStore } from "./store.js";
import { html } from "./ui.js";

export const TABS = ["article", "chapters", "picture"];

export function Tabs({ store }) {
  const [tab] = useStore((s) => [s.ui.tab, s.lang]);
  const move = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
    store.set({ tab: next });
    document.getElementById(`tab-${next}`).focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${store.t("desk_panels")} onKeyDown=${move}>
    ${TABS.map((name) => html`<button type="button" role="tab" id=${`tab-${name}`} aria-controls="panel"
      aria-selected=${name === tab} tabindex=${name === tab ? 0 : -1} onClick=${() => store.set({ tab: name })}>
      ${store.t(`desk_tab_${name}`)}${name === "chapters" && hint("g")}</button>`)}
  </div>`;
}
