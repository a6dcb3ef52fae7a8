/* The transcript beside the player: it follows what plays, can be searched, and any word plays. */

import { Lines } from "./lines.js";
import { useShown, useWords, wordsOf } from "./reading.js";
import { useStore } from "./store.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./ui.js";

const ELSEWHERE_AFTER_MS = 300; // other recordings are looked at once the typing rests

export function Transcript({ store }) {
  useStore((s) => [s.selected, s.lang, s.desk]);
  const number = useShown(store);
  const { words, failed } = useWords(store, number);
  const [query, setQuery] = useState("");
  const hits = useMemo(() => (words && query ? words.search(query) : []), [words, query]);
  const [at, setAt] = useState(0);
  const list = useRef(null);
  const field = useRef(null);

  useEffect(() => {
    if (words) idle(() => words.search("a")); // the index stands before the first letter is typed
  }, [words]);
  const go = (next) => {
    setAt(next);
    if (hits[next]) list.current?.goTo(hits[next][0]);
  };
  useLayoutEffect(() => {
    const seen = list.current?.firstSeen() ?? 0;
    go(Math.max(0, hits.findIndex(([word]) => word >= seen)));
  }, [hits]);
  useEffect(() => {
    store.acts.search = () => {
      field.current?.focus();
      field.current?.select();
    };
    return () => {
      delete store.acts.search;
    };
  }, []);

  const turn = (by) => hits.length && go((at + by + hits.length) % hits.length);
  const leave = () => {
    if (hits[at]) list.current?.focusOn(hits[at][0]);
    else list.current?.focus();
  };
  return html`
    <section class="transcript" aria-labelledby="transcript-title">
      <header class="transcript-head">
        <h2 id="transcript-title">${store.t("desk_transcript")}</h2>
        <${Recordings} store=${store} number=${number} />
        <${Search} store=${store} field=${field} query=${query} setQuery=${setQuery} hits=${hits} at=${at}
          turn=${turn} leave=${leave} />
      </header>
      ${query && words && !hits.length && html`<${Elsewhere} store=${store} query=${query} number=${number} />`}
      ${words?.count
        ? html`<${Lines} store=${store} words=${words} number=${number} hits=${hits} hit=${at} list=${list} />`
        : html`<p class="transcript-none">${emptiness(store, words, failed)}</p>`}
    </section>
  `;
}

function emptiness(store, words, failed) {
  if (failed) return failed;
  return store.t(words === undefined ? "desk_transcript_loading" : "desk_transcript_none");
}

function idle(job) {
  if (window.requestIdleCallback) requestIdleCallback(job, { timeout: 2000 });
  else setTimeout(job, 200);
}

/** Which recording is looked at; a choice only where there is one. */
function Recordings({ store, number }) {
  const { recordings } = store.desk;
  if (recordings.length < 2) return null;
  return html`
    <select class="transcript-recording" aria-label=${store.t("desk_transcript_recording")} value=${String(number)}
      onChange=${(event) => store.player.load(Number(event.target.value))}>
      ${recordings.map((r) => html`<option value=${String(r.number)}>${r.title}</option>`)}
    </select>
  `;
}

function Search({ store, field, query, setQuery, hits, at, turn, leave }) {
  const pressed = (event) => {
    if (event.key === "Enter") turn(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowDown") leave();
    else if (event.key === "Escape" && query) setQuery("");
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const step = (by, key, arrow) => html`
    <button type="button" class="transcript-step" disabled=${!hits.length} aria-label=${store.t(key)}
      title=${store.t(key)} onClick=${() => turn(by)}>${arrow}</button>
  `;
  return html`
    <div class="transcript-search" role="search">
      <input ref=${field} type="search" value=${query} autocomplete="off" spellcheck=${false} enterkeyhint="search"
        aria-label=${store.t("desk_transcript_search")} placeholder=${store.t("desk_transcript_search_short")}
        aria-describedby="transcript-count" aria-keyshortcuts="/"
        onInput=${(event) => setQuery(event.target.value)} onKeyDown=${pressed} />
      <output id="transcript-count" class="transcript-count">
        ${query && (hits.length ? store.t("desk_transcript_count", { at: at + 1, n: hits.length })
          : store.t("desk_transcript_nothing"))}
      </output>
      ${step(-1, "desk_transcript_previous", "↑")}
      ${step(1, "desk_transcript_next", "↓")}
    </div>
  `;
}

/** Where nothing is found here: the other recordings in which it is. */
function Elsewhere({ store, query, number }) {
  const [found, setFound] = useState([]);
  useEffect(() => {
    let wanted = true;
    setFound([]);
    const waiting = setTimeout(async () => {
      const others = store.desk.recordings.filter((r) => r.number !== number && r.has_words);
      const counted = await Promise.all(others.map(async (r) => {
        const words = await wordsOf(store, r.number).catch(() => null);
        return { ...r, n: words?.search(query).length ?? 0 };
      }));
      if (wanted) setFound(counted.filter((r) => r.n));
    }, ELSEWHERE_AFTER_MS);
    return () => {
      wanted = false;
      clearTimeout(waiting);
    };
  }, [query, number]);
  return html`
    <div class="transcript-elsewhere" aria-live="polite">
      ${found.map((r) => html`
        <button type="button" onClick=${() => store.player.load(r.number)}>
          ${store.t("desk_transcript_elsewhere", { n: r.n, title: r.title })}
        </button>
      `)}
    </div>
  `;
}
