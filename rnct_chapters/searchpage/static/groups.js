/* The hits as they are shown: by recording, the one with the best hit first, and in each the best first. */

/** [{recording, hits: [[index, hit], …]}]; `index` counts hits as the server ordered them. */
export function groupsOf(hits, recordings) {
  const groups = new Map();
  hits.forEach((hit, index) => {
    if (!groups.has(hit.recording)) groups.set(hit.recording, { recording: recordings.get(hit.recording), hits: [] });
    groups.get(hit.recording).hits.push([index, hit]);
  });
  return [...groups.values()];
}

/** The indexes in the order in which the page shows them, for going from one to the next. */
export function shownOrder(hits, recordings) {
  return groupsOf(hits, recordings).flatMap((group) => group.hits.map(([index]) => index));
}
