/* The outcomes' shapes and words. Colour never stands alone: a mark has a shape, and a word beside it or in its name. */

import { html } from "./ui.js";

export const OUTCOMES = [
  "not_found", "elsewhere", "ambiguous", "shifted", "unverified", "unchecked", "located", "confirmed",
];

const SHAPES = {
  confirmed: html`<circle cx="8" cy="8" r="5" fill="currentColor" />`,
  shifted: html`<path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="currentColor" />`,
  elsewhere: html`<path d="M1 5h13M10.5 1.5 14 5l-3.5 3.5M15 11H2M5.5 7.5 2 11l3.5 3.5" fill="none"
    stroke="currentColor" stroke-width="1.8" />`,
  located: html`<circle cx="8" cy="8" r="4.6" fill="none" stroke="currentColor" stroke-width="2" />`,
  ambiguous: html`<g><circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="1.8" />
    <path d="M8 3a5 5 0 0 0 0 10z" fill="currentColor" /></g>`,
  not_found: html`<path d="m3 3 10 10M13 3 3 13" fill="none" stroke="currentColor" stroke-width="2.4" />`,
  unverified: html`<circle cx="8" cy="8" r="2.4" fill="currentColor" />`,
  unchecked: html`<path d="M3 8h10" fill="none" stroke="currentColor" stroke-width="2.2" />`,
};

/** The shapes, drawn once; every mark on the page, also inside other drawings, uses `#m-<outcome>`. */
export function Shapes() {
  return html`<svg class="shapes" width="0" height="0" aria-hidden="true">
    ${OUTCOMES.map((name) => html`<symbol id=${"m-" + name} viewBox="0 0 16 16">${SHAPES[name]}</symbol>`)}
  </svg>`;
}

/** One outcome's shape in its hue. */
export function Mark({ outcome }) {
  return html`<svg class=${`m o-${outcome}`} aria-hidden="true"><use href=${"#m-" + outcome} /></svg>`;
}

/** The outcome's word; a stamp's agrees in the masculine, a quote's in the feminine. */
export function outcomeWord(store, outcome, feminine = false) {
  return store.t(`desk_outcome_${outcome}${feminine ? "_f" : ""}`);
}
