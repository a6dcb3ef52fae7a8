/* A recording's chapters put on its host: what is there beside what would be, then a yes. Nothing is written before. */

import { asked } from "./asking.js";
import { clock } from "./clock.js";
import { Dialog } from "./dialog.js";
import { useStore } from "./store.js";
import { html, useEffect, useState } from "./ui.js";

const NAMES = { youtube: "YouTube", peertube: "PeerTube", vimeo: "Vimeo" }; // the hosts that take chapters
const SIGNS = { same: "", added: "+", removed: "−" };

/** The way to the dialog, where the recording lies on a host that takes chapters. */
export function Publish({ store, recording }) {
  if (!store.can.publish || !NAMES[recording.host]) return null;
  return html`<button type="button" onClick=${() => store.set({ dialog: "publish", publish: recording.id })}>
    ${store.t("desk_publish_act")}</button>`;
}

export function PublishDialog({ store }) {
  const [id] = useStore((s) => [s.ui.publish, s.lang]);
  const recording = store.desk.recordings.find((r) => r.id === id) ?? store.desk.recordings[0];
  const [step, setStep] = useState({ name: "looking" });
  const ask = async (path, more, next) => {
    setStep({ ...step, name: next === "plan" ? "looking" : "writing" });
    const { told, why } = await asked(store, path, { recording: recording.id, to: null, ...more });
    setStep(told ? { name: next, ...told } : { name: "failed", text: why });
  };
  const look = () => ask("/api/publish/plan", {}, "plan");
  useEffect(() => {
    look();
  }, [recording.id]);
  const write = (replace) => ask("/api/publish", { yes: true, replace_list: replace }, "done");
  const Step = { looking: Waiting, writing: Waiting, plan: Plan, done: Done, failed: Failed }[step.name];
  return html`<${Dialog} store=${store} name="publish" title=${store.t("desk_publish", recording)}>
    <${Step} store=${store} step=${step} again=${look} write=${write} />
  </${Dialog}>`;
}

function Waiting({ store, step }) {
  return html`<p role="status" class="quiet">${store.t(`desk_publish_${step.name}`)}</p>`;
}

function Failed({ store, step, again }) {
  return html`<p class="warned wrong" role="alert">${step.text}</p>
    <p class="over-acts"><button type="button" onClick=${again}>${store.t("desk_publish_again")}</button></p>`;
}

/** What publishing would change, line by line; a list that is not ours is replaced only where somebody says so. */
function Plan({ store, step, write }) {
  const [replace, setReplace] = useState(false);
  const { host, video, differs, chapters, said = [], cost = null, asks = null } = step;
  const changed = chapters.filter((line) => line.kind !== "same").length;
  if (!differs) return html`<p>${store.t("desk_publish_same", { n: chapters.length })}</p><${Where} store=${store} video=${video} />`;
  const ready = asks === null || replace;
  return html`
    <p>${store.t("desk_publish_differs", { n: changed })}</p>
    <${Where} store=${store} video=${video} />
    <div class="diff-frame" tabindex="0" role="group" aria-label=${store.t("desk_publish_lines")}>
      <ul class="diff">${chapters.flatMap(sides).map(({ kind, sign, shown }) => html`<li class=${kind}>
        <span class="sign" aria-hidden="true">${sign}</span><span class="hush">${store.t(`desk_publish_line_${kind}`)}</span>
        <span class="clock">${clock(Math.round(shown.start_s * 1000))}</span> <bdi dir="auto">${shown.title}</bdi></li>`)}</ul>
    </div>
    ${[...said, cost].filter(Boolean).map((sentence) => html`<p class="quiet" key=${sentence}>${sentence}</p>`)}
    ${asks !== null && html`<label class="asks"><input type="checkbox" checked=${replace}
      onChange=${(event) => setReplace(event.target.checked)} /> <span>${asks} <strong>${store.t("desk_publish_replace")}</strong></span></label>`}
    <p class="over-acts"><button type="button" class="primary" aria-disabled=${!ready} onClick=${() => ready && write(replace)}>
      ${store.t("desk_publish_yes", { host: NAMES[host] ?? host, n: changed })}</button>
      <span class="quiet">${store.t("desk_publish_nothing_yet")}</span></p>`;
}

/** A changed chapter as it was and as it would be; any other as one line. */
function sides({ kind, before, after }) {
  if (kind === "renamed" || kind === "moved") {
    return [{ kind: "removed", sign: SIGNS.removed, shown: before }, { kind: "added", sign: SIGNS.added, shown: after }];
  }
  return [{ kind, sign: SIGNS[kind], shown: after ?? before }];
}

function Where({ store, video }) {
  return html`<p><a href=${video} target="_blank" rel="noopener noreferrer">${video}</a>
    <span class="hush">${store.t("desk_new_tab")}</span></p>`;
}

function Done({ store, step }) {
  return html`<p role="status">${step.text}</p>${step.video && html`<${Where} store=${store} video=${step.video} />`}`;
}
