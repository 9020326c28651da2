import { html } from "../preact.js";
import { NONE, local, utc } from "../format.js";

/** An instant in the reader's zone, with UTC in its title; `day` leaves its hours out. */
export function Time({ at, day }) {
  if (!at) return NONE;
  const shown = day ? local(at).slice(0, 10) : local(at);
  return html`<time class="nowrap" datetime=${utc(at)} title=${utc(at)}>${shown}</time>`;
}
