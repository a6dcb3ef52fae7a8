/* How views keep up with what the page knows. */

import { store } from "./store.js";
import { useLayoutEffect, useReducer } from "./ui.js";

/** Draws the view anew whenever something changes. */
export function useStore() {
  const [, redraw] = useReducer((n) => n + 1, 0);
  useLayoutEffect(() => {
    store.addEventListener("change", redraw);
    return () => store.removeEventListener("change", redraw);
  }, []);
  return store;
}

/** Draws the view anew when the player starts, stops, or plays something else. */
export function usePlayer() {
  const [, redraw] = useReducer((n) => n + 1, 0);
  useLayoutEffect(() => {
    store.player.addEventListener("state", redraw);
    return () => store.player.removeEventListener("state", redraw);
  }, []);
  return store.player;
}
