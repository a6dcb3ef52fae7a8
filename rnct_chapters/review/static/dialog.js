/* What lies over the page: closed by Escape, by its cross, or beside it; the focus goes back to where it came from. */

import { html, useEffect, useRef } from "./ui.js";

/** `onClose` is told when it is closed; without it, the store's dialog is closed. */
export function Dialog({ store, name, title, onClose, children }) {
  const ref = useRef(null);
  const close = onClose ?? (() => store.set({ dialog: null }));
  useEffect(() => {
    const before = document.activeElement;
    ref.current.showModal();
    return () => before?.isConnected && before.focus();
  }, []);
  const beside = (event) => event.target === ref.current && close();
  return html`<dialog ref=${ref} class=${`over over-${name}`} aria-labelledby=${`${name}-title`} onClose=${close} onClick=${beside}>
    <div class="over-body">
      <header><h2 id=${`${name}-title`}>${title}</h2>
        <button type="button" class="plain icon" aria-label=${store.t("desk_close")} onClick=${close}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m4 4 8 8M12 4l-8 8" stroke="currentColor" stroke-width="1.6" /></svg>
        </button></header>
      ${children}
    </div>
  </dialog>`;
}
