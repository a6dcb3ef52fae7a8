/* The button that turns the page from light to dark and back. */

import { theme, turnTheme } from "./theme.js";
import { html, useEffect, useReducer } from "./ui.js";

/** `toDark` and `toLight` are what it is called: what it would do, in the page's language. */
export function ThemeButton({ toDark, toLight }) {
  const [, redraw] = useReducer((n) => n + 1, 0);
  useEffect(() => {
    addEventListener("themechange", redraw);
    return () => removeEventListener("themechange", redraw);
  }, []);
  const name = theme() === "dark" ? toLight : toDark;
  return html`<button type="button" class="plain icon" title=${name} aria-label=${name} onClick=${turnTheme}>
    <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor"
      stroke-width="1.6" /><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" /></svg></button>`;
}
