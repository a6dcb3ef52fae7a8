/* The address of the page holds what is searched and which passage is looked at, so that it can be kept, passed on, and
   gone back to. */

export const NOTHING = { q: "", speaker: "", event: "", since: "", near: "", fuzzy: "", hit: "" };

const NAMES = Object.keys(NOTHING);

/** What an address asks for, every name of `NOTHING` with a text. */
export function readAddress(search) {
  const given = new URLSearchParams(search);
  const found = Object.fromEntries(NAMES.map((name) => [name, given.get(name) ?? ""]));
  return { ...found, fuzzy: found.fuzzy === "1" ? "1" : "" };
}

/** The address that asks for it; the language stays as it is. */
export function writeAddress(asked) {
  const said = new URLSearchParams();
  for (const name of NAMES) if (asked[name]) said.set(name, asked[name]);
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang) said.set("lang", lang);
  const text = said.toString();
  return text ? `/?${text}` : "/";
}

/** What the server is asked; the passage is for the page alone. */
export function searchPath(asked, offset, lang) {
  const said = new URLSearchParams({ q: asked.q, lang });
  for (const name of ["speaker", "event", "since", "near", "fuzzy"]) if (asked[name]) said.set(name, asked[name]);
  if (asked.fuzzy) said.delete("near");
  if (offset) said.set("offset", offset);
  return `/api/search?${said}`;
}

/** What a passage is called in the address. Numbers of the index change when it is made anew; this stays. */
export function hitName(hit) {
  return `${hit.name}@${hit.heard_ms}`;
}
