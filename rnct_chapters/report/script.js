(() => {
  "use strict";
  const said = document.querySelector("[data-copied]");
  document.documentElement.classList.add("scripted");
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    const fold = target && target.closest("details");
    if (fold && !fold.open) { fold.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("keydown", (event) => {
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey) return;
    const time = document.querySelector("a.time:hover") || document.querySelector("a.time:focus");
    if (!time || !navigator.clipboard) return;
    navigator.clipboard.writeText(time.href).then(() => {
      said.textContent = said.dataset.copied;
      setTimeout(() => { said.textContent = ""; }, 1500);
    });
  });
})();
