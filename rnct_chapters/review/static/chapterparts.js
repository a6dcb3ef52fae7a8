/* What the views of the chapters share: the clock of the player, and the way to a row. */

import { clock } from "./clock.js";
import { usePlayhead } from "./reading.js";
import { html, useRef } from "./ui.js";

/** Where the player stands, as it moves. */
export function Here({ store }) {
  const ref = useRef(null);
  usePlayhead(store.player, (now_ms) => {
    ref.current.textContent = clock(now_ms);
  });
  return html`<span class="clock" ref=${ref}></span>`;
}

/** Brings the chapter's row into view, within its panel alone: the page itself stays where it is. */
export function reveal(name) {
  const row = document.querySelector(`[data-chapter="${CSS.escape(name)}"]`);
  const panel = row?.closest(".panel-body");
  if (!panel || panel.scrollHeight <= panel.clientHeight) return;
  const [inside, around] = [row.getBoundingClientRect(), panel.getBoundingClientRect()];
  const [above, below] = [inside.top - around.top, inside.bottom - around.bottom];
  if (above < 0 || below > 0) panel.scrollTop += above < 0 ? above : Math.min(below, above);
}

/** Puts the cursor into a title, all of it selected, once it is drawn. */
export function focusTitle(name, choose) {
  choose(name);
  requestAnimationFrame(() => {
    const field = document.querySelector(`[data-chapter="${CSS.escape(name)}"] textarea`);
    field?.focus();
    field?.select();
  });
}
