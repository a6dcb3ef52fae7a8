/* Each recording at a glance: its timeline, and stamped against heard times, whose outliers lead to their evidence. */

import { clock, offset } from "./clock.js";
import { decidedAt } from "./places.js";
import { PLOT, plotOf } from "./plot.js";
import { pointTold, useRoaming } from "./points.js";
import { scrollerOf } from "./reading.js";
import { useStore } from "./store.js";
import { Timeline } from "./timeline.js";
import { html, useLayoutEffect, useMemo, useRef } from "./ui.js";

export function Picture({ store }) {
  const [, , , desk] = useStore((s) => [s.selected, s.state, s.lang, s.desk]);
  const top = useRef(null);
  useLayoutEffect(() => scrollerOf(top.current)?.scrollTo(0, 0), []);
  return html`
    <section class="picture" ref=${top} aria-label=${store.t("desk_picture")}>
      ${desk.recordings.map((r) => html`<${Seen} key=${r.number} store=${store} recording=${r} />`)}
      ${!desk.recordings.length && html`<p class="empty">${store.t("desk_picture_none")}</p>`}
    </section>
  `;
}

function Seen({ store, recording }) {
  const { desk } = store;
  const plot = useMemo(() => plotOf(desk.cards, desk.shifts, recording.number), [desk, recording]);
  return html`
    <article class="seen">
      <h3>${desk.recordings.length > 1 && html`<span class="count">${recording.number}</span>`} ${recording.title}</h3>
      <${Timeline} store=${store} recording=${recording} />
      ${plot ? html`<${Plot} store=${store} plot=${plot} recording=${recording} />`
        : html`<p class="empty">${store.t("desk_picture_unheard")}</p>`}
    </article>
  `;
}

function Plot({ store, plot, recording }) {
  const points = useMemo(() => [...plot.points, ...plot.unheard].sort((a, b) => a.x - b.x), [plot]);
  const [stop, roam] = useRoaming(store, points.map((point) => point.card));
  const p = PLOT;
  const grid = (d, name = "grid") => html`<path class=${name} d=${d} />`;
  // the worst are drawn last, so that nothing lies over them
  const drawn = [...points].sort((a, b) => (b.card.doubt ?? Infinity) - (a.card.doubt ?? Infinity));
  return html`
    <figure class="plot">
      <svg viewBox=${`0 0 ${p.width} ${p.height}`} role="group" aria-label=${store.t("desk_picture_plot", recording)}
        onKeyDown=${roam}>
        ${plot.xTicks.map(({ at, label }) => html`
          ${grid(`M${at} ${p.top}V${p.bottom}M${at} ${p.gapTop}V${p.gapBottom}`)}
          <text x=${at} y=${p.gapBottom + 18} text-anchor="middle">${label}</text>`)}
        ${plot.yTicks.map(({ at, label }) => html`
          ${grid(`M${p.left} ${at}H${p.right}`)}<text x=${p.left - 6} y=${at + 4} text-anchor="end">${label}</text>`)}
        ${plot.gapTicks.map(({ at, label }, n) => html`
          ${grid(`M${p.left} ${at}H${p.right}`, n === 1 ? "diagonal" : "grid")}
          <text x=${p.left - 6} y=${at + 4} text-anchor="end">${label}</text>`)}
        ${grid(`M${p.left} ${p.bottom}L${p.right} ${p.top}`, "diagonal")}
        <text x=${p.left + 6} y=${p.top + 12}>${store.t("desk_picture_heard")}</text>
        <text x=${p.left + 6} y=${p.gapTop - 6}>${store.t("desk_picture_gap")}</text>
        <text x=${p.right} y=${p.height - 4} text-anchor="end">${store.t("desk_picture_stamped")} →</text>
        ${plot.levels.map((level) => html`<${Level} store=${store} level=${level} />`)}
        ${drawn.map((point) => html`<${Point} key=${point.card.id} store=${store} point=${point} plot=${plot}
          isStop=${point.card.id === stop} />`)}
      </svg>
      <figcaption class="quiet">${store.t("desk_picture_told")}</figcaption>
    </figure>
  `;
}

function Level({ store, level }) {
  const facts = { by: offset(level.by_ms), clock: clock(level.from_ms) };
  return html`
    <path class="level" d=${`M${level.x1} ${level.y1}L${level.x2} ${level.y2}M${level.x1} ${level.gapY}H${level.x2}`} />
    <text class="level-label" x=${level.labelX} y=${level.labelY} text-anchor=${level.anchor}>
      ${store.t(level.from_ms ? "desk_picture_level" : "desk_picture_level_all", facts)}</text>
  `;
}

function Point({ store, point, plot, isStop }) {
  const { card, x, y, gapY } = point;
  const decision = store.decisionOn(card);
  const at = decidedAt(card, decision);
  const ring = at?.recording === card.recording ? plot.at(card.stamp_ms, at.ms) : null;
  const size = card.doubt === null ? 9 : 13;
  const shape = (top) => html`
    <use href=${`#m-${card.outcome}`} x=${x - size / 2} y=${top - size / 2} width=${size} height=${size} />`;
  return html`
    ${ring && html`<circle class="decided" cx=${ring.x} cy=${ring.y} r="9" /><circle class="decided" cx=${ring.x}
      cy=${ring.gapY} r="9" />`}
    <g class=${`point o-${card.outcome} ${card.id === store.selected ? "selected" : ""}`} role="button"
      tabindex=${isStop ? 0 : -1} data-card=${card.id} aria-label=${pointTold(store, card)}
      aria-current=${card.id === store.selected ? "true" : null} onClick=${() => store.select(card.id)}>
      <title>${pointTold(store, card)}</title>
      <circle class="reach" cx=${x} cy=${y} r="11" />${shape(y)}
      ${card.heard_ms !== null && html`<circle class="reach" cx=${x} cy=${gapY} r="11" />${shape(gapY)}`}
    </g>
  `;
}
