/* From passage to passage: the one that is looked at has the focus, so that Enter plays it and its words are read out. */

import { shownOrder } from "./groups.js";
import { store } from "./store.js";

export function toFirst() {
  to(shownOrder(store.hits, store.recordings)[0]);
}

/** The next passage, or with -1 the one before it; from none to the first. */
export function move(by) {
  if (!store.hits?.length) return;
  const order = shownOrder(store.hits, store.recordings);
  const at = order.indexOf(store.chosen);
  to(order[at < 0 ? 0 : Math.max(0, Math.min(order.length - 1, at + by))]);
}

function to(index) {
  store.choose(index);
  document.querySelector(`[data-time="${index}"]`)?.focus();
}
