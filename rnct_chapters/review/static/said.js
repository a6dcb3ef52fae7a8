/* What the desk says after an act: shown for a while, and told to screen readers. */

import { useStore } from "./store.js";
import { html, useEffect, useState } from "./ui.js";

const SHOWN_MS = 6000;

export function Said({ store }) {
  const said = useStore((s) => s.said);
  const [gone, setGone] = useState(0);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setGone(said.n), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const shows = Boolean(said?.text) && gone !== said.n;
  return html`<div class=${shows ? "said shows" : "said"}>
    <p role="status" aria-live="polite">${shows ? said.text : ""}</p>
    ${shows && said.undo && html`<button type="button" class="plain" onClick=${() => store.dispatch("undo")}>
      ${store.t("desk_undo")}<kbd>u</kbd></button>`}
  </div>`;
}
