/* What a host would make of the chapters, asked of the server as one types. */

import { asked } from "./asking.js";
import { useStore } from "./store.js";
import { useEffect, useRef, useState } from "./ui.js";

const QUIET_MS = 120; // between two keys of somebody who types fast
const HOSTS = { file: "webvtt" }; // what a page that plays a file reads
const NOTHING = { text: "", general: [], rows: new Map(), failed: false };

/** The format that is shown: the one chosen here, else the one of the recording's host, else YouTube's. */
export function formatOf(store, recording) {
  const wanted = store.ui.format ?? HOSTS[recording.host] ?? "youtube";
  return store.formats.find((format) => format.name === wanted) ?? store.formats[0];
}

/**
 * The chapters in that format: {format, text, general, at(index)}. `at` gives the sentences about one chapter, {text,
 * wrong}; `general` those about the whole list. What was there stays until the answer comes.
 */
export function usePreview(store, recording, chapters) {
  const [lang, format] = useStore((s) => [s.lang, formatOf(s, recording)]);
  const [found, setFound] = useState(NOTHING);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    const timer = setTimeout(async () => {
      const { told, why, away } = await asked(store, "/api/chapters/preview", {
        recording: recording.id, chapters, format: format.name,
      });
      if (!away && mine === turn.current) setFound(told ? arranged(told) : refused(why));
    }, found === NOTHING ? 0 : QUIET_MS);
    return () => clearTimeout(timer);
  }, [recording.id, chapters, format.name, lang]);
  return { ...found, format, at: (index) => found.rows.get(index) ?? [] };
}

function refused(why) {
  return { ...NOTHING, general: [{ text: why, wrong: true }], failed: true };
}

function arranged({ text, said, about, errors }) {
  const rows = new Map();
  const general = [];
  const put = (index, sentence) => {
    if (index === null || index === undefined) general.push(sentence);
    else rows.set(index, [...(rows.get(index) ?? []), sentence]);
  };
  errors.forEach((error) => put(error.index, { text: error.text, wrong: true }));
  said.forEach((sentence, i) => put(about[i], { text: sentence, wrong: false }));
  return { text, general, rows, failed: errors.length > 0 };
}
