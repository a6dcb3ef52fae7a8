/* How views follow what they show. */

import { useLayoutEffect, useReducer, useRef } from "./ui.js";

/**
 * A hook that draws a component again when what `pick` takes from `source` changes: one value, or an array of them, which
 * are compared one by one. Without `pick`, at every change.
 */
export function hookOn(source) {
  return function useSource(pick = () => ({})) {
    const [, redraw] = useReducer((n) => n + 1, 0);
    const latest = useRef();
    const now = pick(source);
    latest.current = { pick, now };
    useLayoutEffect(
      () => source.subscribe(() => {
        const { pick: picked, now: before } = latest.current;
        if (!isSame(before, picked(source))) redraw();
      }),
      [],
    );
    return now;
  };
}

function isSame(before, after) {
  if (!Array.isArray(before) || !Array.isArray(after)) return Object.is(before, after);
  return before.length === after.length && before.every((value, i) => Object.is(value, after[i]));
}
