/* The search box, on top of everything. */

import { toFirst } from "./moving.js";
import { html, useEffect, useRef } from "./ui.js";
import { useStore } from "./using.js";

export function Box() {
  const store = useStore();
  const box = useRef(null);
  useEffect(() => {
    if (!store.asked.hit) box.current.focus();
  }, []);
  const submit = async (event) => {
    event.preventDefault();
    if (await store.enter()) toFirst(store);
  };
  const down = (event) => {
    if (event.key === "ArrowDown" && store.hits?.length) toFirst(store);
    else if (event.key === "Escape") box.current.blur();
    else return;
    event.preventDefault();
  };
  return html`<form class="box" role="search" onSubmit=${submit}>
    <input ref=${box} type="search" id="box" value=${store.asked.q} placeholder=${store.t("find_placeholder")}
      aria-label=${store.t("find_box")} autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"
      dir="auto" aria-keyshortcuts="/" onInput=${(event) => store.type(event.target.value)}
      onBlur=${() => store.settle()} onKeyDown=${down} />
    <button class="primary">${store.t("find_go")}</button>
  </form>`;
}
