/* Stamped against heard times as plain geometry, in units of the drawing's own view box: the report's picture. Pure. */

import { clock, offset } from "./clock.js";

/** Where the two plots lie in the view box: the diagonal's above, the gap's below. */
export const PLOT = {
  width: 440, height: 462, left: 66, right: 428, top: 14, bottom: 290, gapTop: 322, gapBottom: 422,
};

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 36000];
const REACHES_S = [30, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 14400, 36000];
const HEADROOM = 1.25; // a level's label needs air above its line

/** Round times from 0 to `end_ms`, at most `most` and one. */
export function clockTicks(end_ms, most = 6) {
  const step_ms = (STEPS_S.find((s) => end_ms / 1000 / s <= most) ?? Math.ceil(end_ms / 1000 / most)) * 1000;
  return Array.from({ length: Math.floor(end_ms / step_ms) + 1 }, (_, i) => i * step_ms);
}

/**
 * The picture of recording `number`, null where none of its stamps was heard in it: ticks `{at, label}`, points
 * `{card, x, y, gapY}`, levels of shifts, and `at(stamp_ms, heard_ms)`, which says where a time would lie.
 */
export function plotOf(cards, shifts, number) {
  const stamped = cards.filter((card) => card.stamp_ms !== null && card.recording === number);
  const heard = stamped.filter((card) => card.heard_ms !== null && card.heard_in === number);
  if (!heard.length) return null;
  const end_ms = Math.max(1000, ...stamped.map((card) => card.stamp_ms), ...heard.map((card) => card.heard_ms));
  const here = shifts.filter((shift) => shift.recording === number);
  const scale = scaleOf(end_ms, reachOf(heard, here));
  const ticks = clockTicks(end_ms);
  const at = (stamp_ms, heard_ms) =>
    ({ x: scale.x(stamp_ms), y: scale.y(heard_ms), gapY: scale.gap(heard_ms - stamp_ms) });
  return {
    xTicks: ticks.map((ms) => ({ at: scale.x(ms), label: clock(ms) })),
    yTicks: ticks.map((ms) => ({ at: scale.y(ms), label: clock(ms) })),
    gapTicks: [scale.reach_ms, 0, -scale.reach_ms].map((ms) => ({ at: scale.gap(ms), label: offset(ms) })),
    points: heard.map((card) => ({ card, ...at(card.stamp_ms, card.heard_ms) })),
    unheard: stamped.filter((card) => card.outcome === "not_found").map((card) =>
      ({ card, ...at(card.stamp_ms, card.stamp_ms), y: PLOT.bottom })),
    levels: here.flatMap((shift, n) => levelOf(shift, here[n + 1]?.from_ms ?? end_ms, scale)),
    at,
  };
}

/** From times to units of the view box. */
function scaleOf(end_ms, reach_ms) {
  const within = (share, low, high) => Math.round((low + (high - low) * share) * 10) / 10;
  const kept = (value, low, high) => Math.min(high, Math.max(low, value));
  return {
    end_ms,
    reach_ms,
    x: (ms) => within(ms / end_ms, PLOT.left, PLOT.right),
    y: (ms) => within(kept(ms, 0, end_ms) / end_ms, PLOT.bottom, PLOT.top),
    gap: (ms) => within((kept(ms / reach_ms, -1, 1) + 1) / 2, PLOT.gapBottom, PLOT.gapTop),
  };
}

/** Far enough to show every level and nine gaps in ten; one wild outlier must not flatten the others. */
function reachOf(heard, shifts) {
  const gaps = heard.map((card) => Math.abs(card.heard_ms - card.stamp_ms)).sort((a, b) => a - b);
  const usual = gaps[Math.floor((gaps.length * 9) / 10) - (gaps.length > 1 ? 1 : 0)];
  const wanted = Math.max(usual, ...shifts.map((shift) => Math.abs(shift.by_ms) * HEADROOM));
  return (REACHES_S.find((s) => s * 1000 >= wanted) ?? Math.ceil(wanted / 1000)) * 1000;
}

/** A shift as a line on each plot, from the stamp where it begins to the next shift; none where it moves nothing. */
function levelOf({ from_ms, by_ms }, to_ms, scale) {
  const start_ms = Math.max(from_ms, -by_ms); // where the line would leave the plot it ends, or it would lean
  const stop_ms = Math.min(to_ms, scale.end_ms, scale.end_ms - by_ms);
  if (!by_ms || start_ms >= stop_ms) return [];
  const isLate = start_ms > scale.end_ms * 0.55;
  const gapY = scale.gap(by_ms);
  return [{
    from_ms, by_ms, gapY,
    x1: scale.x(start_ms), y1: scale.y(start_ms + by_ms), x2: scale.x(stop_ms), y2: scale.y(stop_ms + by_ms),
    labelX: isLate ? PLOT.right : scale.x(start_ms) + 4, labelY: gapY + (by_ms > 0 ? 15 : -7),
    anchor: isLate ? "end" : "start",
  }];
}
