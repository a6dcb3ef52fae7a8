/* The player as it is seen: the picture or the cover, where it stands, and what it can do. */

import { clock } from "../clock.js";
import { hint } from "../keys.js";
import { RATES } from "../player.js";
import { useStore } from "../store.js";
import { html, useEffect, useLayoutEffect, useReducer, useRef } from "../ui.js";

export function PlayerView({ store }) {
  const { player } = store;
  const [, redraw] = useReducer((n) => n + 1, 0);
  const slot = useRef(null);
  useStore((s) => [s.selected, s.desk, s.lang, s.state]);
  useLayoutEffect(() => {
    slot.current.append(player.stage);
    player.addEventListener("state", redraw);
    if (player.number === null && store.desk.recordings[0]) player.load(store.desk.recordings[0].number);
    return () => player.removeEventListener("state", redraw);
  }, []);
  const { recording, kind, isForeign, loaded, failed, playing, sources } = player;
  const covered = isForeign && !loaded;
  return html`<section class=${`player${player.hasPicture ? " with-picture" : ""}`} aria-label=${store.t("desk_player")}>
    <div class="screen" ref=${slot} hidden=${covered || !player.hasPicture}></div>
    ${covered && html`<button type="button" class="cover" onClick=${() => player.play()}>
      <${Glyph} playing=${false} /><span>${store.t("desk_cover", { host: hostName(kind) })}</span>
      <span class="quiet">${store.t("desk_cover_about", { host: hostName(kind) })}</span></button>`}
    <p class="playing"><bdi dir="auto">${recording?.title ?? ""}</bdi>
      ${sources.length > 1 && html`<select aria-label=${store.t("desk_source")} value=${kind}
        onChange=${(event) => player.choose(event.target.value)}>
        ${sources.map((s) => html`<option value=${s.kind}>${store.t(`desk_source_${s.kind}`)}</option>`)}</select>`}
    </p>
    ${kind === null && html`<${NoPlayer} store=${store} recording=${recording} />`}
    ${failed && html`<p class="failed" role="alert">${store.t("desk_player_failed")}</p>`}
    ${kind !== null && html`
      <${Rail} store=${store} />
      <div class="controls">
        <button type="button" class="play-button" aria-keyshortcuts="Space"
          aria-label=${store.t(playing ? "desk_pause" : "desk_play")} onClick=${() => player.toggle()}><${Glyph} playing=${playing} /></button>
        <button type="button" class="plain" aria-pressed=${player.around !== null} aria-keyshortcuts="l"
          onClick=${() => store.dispatch("loop")}>${store.t("desk_loop")}${hint("l")}</button>
        <label class="speed"><span class="hush">${store.t("desk_speed")}</span>
          <select value=${String(player.speed)} onChange=${(event) => player.rate(Number(event.target.value))}>
            ${RATES.map((rate) => html`<option value=${String(rate)}>${spelled(rate, store.lang)}</option>`)}
          </select>${hint("<")}${hint(">")}</label>
      </div>`}
  </section>`;
}

function hostName(kind) {
  return { youtube: "YouTube", peertube: "PeerTube" }[kind] ?? "";
}

function spelled(rate, lang) {
  return `${rate.toLocaleString(lang)}\u00a0×`;
}

function Glyph({ playing }) {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true"><path fill="currentColor"
    d=${playing ? "M3.5 2h3.2v12H3.5zM9.3 2h3.2v12H9.3z" : "M3.5 1.8 13.5 8l-10 6.2z"} /></svg>`;
}

/** Where it stands in the whole; moved by the player itself, without drawing anything else again. */
function Rail({ store }) {
  const { player } = store;
  const rail = useRef(null);
  const now = useRef(null);
  const card = store.chosen;
  const length_ms = player.duration_ms ?? 0;
  useEffect(() => {
    const show = () => {
      if (document.activeElement !== rail.current || player.playing) rail.current.value = player.now_ms;
      rail.current.setAttribute("aria-valuetext", clock(player.now_ms));
      now.current.textContent = clock(player.now_ms);
    };
    show();
    for (const name of ["time", "state"]) player.addEventListener(name, show);
    return () => {
      for (const name of ["time", "state"]) player.removeEventListener(name, show);
    };
  }, [length_ms]);
  const spots = card && length_ms ? [
    card.stamp_ms !== null && card.recording === player.number && ["stamped", card.stamp_ms],
    card.heard_ms !== null && card.heard_in === player.number && ["heard", card.heard_ms],
  ].filter(Boolean) : [];
  return html`<div class="rail">
    <span class="clock" ref=${now}></span>
    <span class="groove">
      ${spots.map(([name, ms]) => html`<span class=${`spot ${name}`} aria-hidden="true" style=${{ left: `${(100 * Math.min(ms, length_ms)) / length_ms}%` }}></span>`)}
      <input ref=${rail} type="range" min="0" max=${length_ms || 1} step="1000" aria-label=${store.t("desk_rail")}
        onInput=${(event) => player.seek(Number(event.target.value))} />
    </span>
    <span class="clock">${length_ms ? clock(length_ms) : ""}</span>
  </div>`;
}

/** Nothing here can play it: why, and where it can be heard. */
function NoPlayer({ store, recording }) {
  return html`<div class="no-player">
    <p>${store.t(recording ? "desk_no_player" : "desk_no_recording")}</p>
    ${recording?.url && html`<p><a href=${recording.url} target="_blank" rel="noopener noreferrer">${store.t("desk_open_host")}</a></p>`}
    ${recording && !recording.url && html`<p class="quiet">${store.t("desk_no_player_hint")}</p>`}
  </div>`;
}
