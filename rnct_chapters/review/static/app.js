/* The page: a header, the queue, the evidence with its panels, the player with its transcript. */

import { Article } from "./article.js";
import { Chapters } from "./chapters.js";
import { Conflict } from "./conflict.js";
import { install } from "./decisions.js";
import { Evidence } from "./evidence.js";
import { Finish } from "./finish.js";
import { Header, Offline } from "./header.js";
import { KeysDialog, listenToKeys } from "./keys.js";
import { Shapes } from "./marks.js";
import { Picture } from "./picture.js";
import { PlayerView } from "./players/view.js";
import { PublishDialog } from "./publish.js";
import { Queue } from "./queue.js";
import { Said } from "./said.js";
import { ShiftDialog } from "./shift.js";
import { store, useStore } from "./store.js";
import { Tabs } from "./tabs.js";
import { html, render } from "./ui.js";
import { Transcript } from "./transcript.js";
import { Waveform } from "./waveform.js";

const PANELS = { article: Article, chapters: Chapters, picture: Picture };
const DIALOGS = { keys: KeysDialog, shift: ShiftDialog, publish: PublishDialog };

function Desk() {
  const [view, tab, dialog, conflict] = useStore((s) => [s.ui.view, s.ui.tab, s.ui.dialog, s.conflict, s.lang]);
  const Panel = PANELS[tab];
  const Dialog = DIALOGS[dialog];
  return html`
    <${Shapes} />
    <a class="skip" href="#evidence">${store.t("desk_skip")}</a>
    <${Header} store=${store} />
    <${Offline} store=${store} />
    <main class=${`desk view-${view}`}>
      <${Queue} store=${store} />
      <div class="middle" hidden=${view !== "desk"}>
        <${Evidence} store=${store} />
        <div class="panel">
          <${Tabs} store=${store} />
          <div class="panel-body" role="tabpanel" id="panel" aria-labelledby=${`tab-${tab}`} tabindex="0">
            <${Panel} store=${store} />
          </div>
        </div>
      </div>
      ${view === "finish" && html`<div class="middle"><${Finish} store=${store} /></div>`}
      <div class="side">
        <${PlayerView} store=${store} />
        <${Waveform} store=${store} />
        <${Transcript} store=${store} />
      </div>
    </main>
    ${Dialog && html`<${Dialog} store=${store} />`}
    ${conflict && html`<${Conflict} store=${store} />`}
    <${Said} store=${store} />
  `;
}

async function start() {
  const page = document.getElementById("desk");
  install(store);
  try {
    await store.start();
  } catch (error) {
    page.textContent = error.message; // the server's own sentence: it says what is wrong, and what to do
    return;
  }
  listenToKeys(store);
  render(html`<${Desk} />`, page);
}

start();
