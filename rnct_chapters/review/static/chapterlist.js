/* A recording's chapters while they are edited: a list comes in, another one comes out, and nothing else is touched.
   Times are milliseconds; chapters hold seconds, as chapters.json does. */

const DEEPEST = 6; // levels, as many as a page has of headings
export const NEAR_MS = 1000; // two chapters nearer than that are one

/** Where a chapter begins, in milliseconds. */
export function startOf(chapter) {
  return Math.round(chapter.start_s * 1000);
}

/** A level is left out where it is 1. */
export function levelOf(chapter) {
  return chapter.level ?? 1;
}

/**
 * The chapters with a name that stays theirs while times and titles change: the first claim that they tell, else their
 * number among those that tell none.
 */
export function named(chapters) {
  const taken = new Map();
  return chapters.map((chapter) => {
    const base = chapter.claims?.[0] ?? "free";
    const nth = taken.get(base) ?? 0;
    taken.set(base, nth + 1);
    return { name: nth || base === "free" ? `${base}-${nth}` : base, chapter };
  });
}

export function retitled(chapters, at, title) {
  return chapters.with(at, { ...chapters[at], title });
}

/** The chapter `at` begins at `ms`, from 0 up to the end; a person has set it. */
export function moved(chapters, at, ms, duration_ms) {
  const last_ms = duration_ms === null ? ms : duration_ms - NEAR_MS;
  const start_s = Math.max(0, Math.min(ms, last_ms)) / 1000;
  return chapters.with(at, { ...chapters[at], start_s, origin: "person" });
}

/** A new chapter at `ms`, as deep as the one that it begins in. */
export function added(chapters, ms, title) {
  const around = chapters.findLast((chapter) => startOf(chapter) <= ms);
  return [...chapters, { start_s: ms / 1000, title, claims: [], origin: "person", level: around ? levelOf(around) : 1 }];
}

/** The chapter `at` goes, and the one before it tells what it told. */
export function merged(chapters, at) {
  const [kept, gone] = [chapters[at - 1], chapters[at]];
  const claims = [...new Set([...(kept.claims ?? []), ...(gone.claims ?? [])])];
  return chapters.with(at - 1, { ...kept, claims, end_s: null }).toSpliced(at, 1);
}

export function removed(chapters, at) {
  return chapters.toSpliced(at, 1);
}

/** How deep the chapter `at` may lie: one below the chapter before it. */
export function deepest(chapters, at) {
  return at > 0 ? Math.min(DEEPEST, levelOf(chapters[at - 1]) + 1) : 1;
}

/** The chapter `at` goes in or out by a level, with the chapters that lie in it. */
export function indented(chapters, at, by) {
  const level = levelOf(chapters[at]);
  const after = chapters.findIndex((chapter, i) => i > at && levelOf(chapter) <= level);
  const end = after < 0 ? chapters.length : after;
  return chapters.map((chapter, i) => (at <= i && i < end ? { ...chapter, level: levelOf(chapter) + by } : chapter));
}

/**
 * The list `after` as it is sent: by start, no level without the one above it, and no ends but those that were not where
 * the next chapter began in `before`.
 */
export function tidy(after, before, duration_ms) {
  const own = new Set(before.filter((_, i) => !isOpen(before, i, duration_ms)).map((chapter) => chapter.end_s));
  const ordered = after.toSorted((a, b) => a.start_s - b.start_s);
  let above = 0;
  return ordered.map(({ end_s = null, level = 1, ...chapter }, i) => {
    above = Math.min(level, above + 1);
    const keeps = own.has(end_s) && end_s > chapter.start_s && !isOpen(ordered, i, duration_ms);
    return { ...chapter, ...(keeps ? { end_s } : {}), ...(above > 1 ? { level: above } : {}) };
  });
}

/** Whether the chapter `at` simply lasts until the next of its level, or until the recording's end. */
function isOpen(chapters, at, duration_ms) {
  const { end_s = null } = chapters[at];
  const next = chapters.find((chapter, i) => i > at && levelOf(chapter) <= levelOf(chapters[at]));
  if (end_s === null) return true;
  return next ? end_s >= next.start_s : duration_ms !== null && end_s * 1000 >= duration_ms;
}

/** The lines in which two lists differ: {kind: "gone" | "new", start_ms, title}, by time. */
export function differences(before, after) {
  const spelled = (chapter) => `${startOf(chapter)} ${levelOf(chapter)} ${chapter.title}`;
  const lines = (kind, these, others) => {
    const there = new Set(others.map(spelled));
    return these.filter((chapter) => !there.has(spelled(chapter)))
      .map((chapter) => ({ kind, start_ms: startOf(chapter), title: chapter.title }));
  };
  return [...lines("gone", before, after), ...lines("new", after, before)].sort((a, b) => a.start_ms - b.start_ms);
}
