/* Numbers and days as people read them. */

import { length } from "./clock.js";

export function plain(store, n) {
  return n.toLocaleString(store.lang);
}

/** The sentence `key`, or `key` with `_one` where there is one of it. */
export function counted(store, key, n) {
  return n === 1 ? store.t(`${key}_one`) : store.t(key, { n: plain(store, n) });
}

export function passages(store, n) {
  return counted(store, "find_found", n);
}

/** `14 May 2025` of 2025-05-14; what is no day stays as it is. */
export function dated(date, lang) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date ?? "")) return date ?? "";
  const day = new Date(`${date}T12:00:00Z`);
  return Number.isNaN(day.getTime()) ? date
    : day.toLocaleDateString(lang === "fr" ? "fr" : "en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

export function durationOf(ms) {
  return ms === null ? "" : length(ms);
}
