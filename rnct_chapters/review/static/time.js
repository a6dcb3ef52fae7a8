/* A time that plays: a link to the host where there is one, so that hovering shows it and it can be copied or opened;
   a plain click plays it here. */

import { clock } from "./clock.js";
import { html } from "./ui.js";

/** `number` is the recording's; `text` is shown instead of the clock, `name` is for screen readers. */
export function Time({ store, ms, number, text, name, class: more = "" }) {
  const shown = text ?? clock(ms);
  const link = store.link(number, ms);
  const play = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    store.player.playAt(ms, number);
  };
  const about = name ?? store.t("desk_play_at", { time: shown });
  return link === null
    ? html`<button type="button" class=${`time ${more}`} aria-label=${about} onClick=${play}>${shown}</button>`
    : html`<a class=${`time ${more}`} href=${link} aria-label=${about} target="_blank" rel="noopener noreferrer"
        onClick=${play}>${shown}</a>`;
}
