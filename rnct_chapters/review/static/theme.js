/* Light or dark: as the system has it, until somebody chooses; the choice stays with the browser. */

const KEPT = "rnct-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

let chosen = kept();

export function theme() {
  return chosen ?? (system.matches ? "dark" : "light");
}

/** The other one. Choosing what the system has follows the system again. */
export function turnTheme() {
  const wanted = theme() === "dark" ? "light" : "dark";
  chosen = wanted === (system.matches ? "dark" : "light") ? null : wanted;
  try {
    if (chosen === null) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, chosen);
  } catch { /* a browser that keeps nothing: the choice lasts as long as the page */ }
  show(wanted);
}

function kept() {
  try {
    const found = localStorage.getItem(KEPT);
    return found === "dark" || found === "light" ? found : null;
  } catch {
    return null;
  }
}

function show(name) {
  document.documentElement.dataset.theme = name;
  dispatchEvent(new Event("themechange")); // what is drawn on a canvas takes its colours anew
}

system.addEventListener("change", () => show(theme()));
show(theme());
