import { html } from "../preact.js";
import { NONE, tagList } from "../format.js";

const KINDS = {
  enabled: "good", healthy: "good", half_open: "warn", open: "bad", disabled: "bad", expired: "warn",
  added: "good", removed: "bad", changed: "warn", create: "good", delete: "bad", update: "note",
};
const WORDS = { half_open: "half open", open: "circuit open", unknown: "not seen" };

/** A state in one word; the word says it, the colour only helps. */
export function Badge({ state, kind }) {
  return html`<span class=${`badge ${kind ?? KINDS[state] ?? ""}`}>${WORDS[state] ?? state}</span>`;
}

/** An HTTP status; a request in flight, or one whose gateway died, has only a state. */
export function Status({ code, state }) {
  if (!code) return html`<${Badge} state=${state ?? "unknown"} />`;
  return html`<${Badge} state=${String(code)} kind=${code < 400 ? "good" : code < 500 ? "warn" : "bad"} />`;
}

export function Tags({ tags }) {
  const all = tagList(tags);
  return all.length === 0 ? NONE : html`<span class="tags">${all.map((tag) => html`<span class="badge">${tag}</span>`)}</span>`;
}

/** How much of something is used. */
export function Bar({ fraction, label }) {
  const kind = fraction >= 1 ? "bad" : fraction >= 0.8 ? "warn" : "";
  const width = `${Math.min(100, Math.max(0, fraction * 100)).toFixed(1)}%`;
  return html`
    <div class="bar">
      <span class="small">${label}</span>
      <span class="bar-track"><span class=${`bar-fill ${kind}`} style=${{ width }}></span></span>
    </div>`;
}
