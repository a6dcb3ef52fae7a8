/* The chapters as a host or a program takes them: its rules, the text as it will be, copied, saved or published. */

import { html } from "./ui.js";
import { Publish } from "./publish.js";
import { Copied, Save } from "./saving.js";

export function Export({ store, recording, preview }) {
  const { format, text, general, failed } = preview;
  const path = `/download/chapters/${format.name}/${encodeURIComponent(recording.id)}`;
  const rows = Math.min(8, Math.max(4, text.split("\n").length));
  return html`<section class="export" aria-labelledby="export-title">
    <header>
      <h3 id="export-title">${store.t("desk_export")}</h3>
      <${Formats} store=${store} chosen=${format.name} />
    </header>
    <p class="quiet">${format.about}</p>
    ${general.length > 0 && html`<ul class="rules">
      ${general.map((sentence) => html`<li key=${sentence.text} class=${sentence.wrong ? "warned wrong" : "warned"}>${sentence.text}</li>`)}
    </ul>`}
    ${failed && !general.length && html`<p class="warned wrong">${store.t("desk_export_not_yet")}</p>`}
    <${Copied} store=${store} id="export-text" label=${store.t("desk_export_preview")} rows=${rows} text=${text}>
      <${Save} store=${store} path=${path}>${store.t("desk_download")} <span class="quiet">${format.suffix}</span></${Save}>
      <${Publish} store=${store} recording=${recording} />
    </${Copied}>
  </section>`;
}

/** The format is chosen once, for the preview and for what is saved at the end. */
export function Formats({ store, chosen }) {
  return html`<select aria-label=${store.t("desk_export_format")} value=${chosen}
    onChange=${(event) => store.set({ format: event.target.value })}>
    ${store.formats.map((format) => html`<option value=${format.name}>${format.name} (${format.suffix})</option>`)}
  </select>`;
}
