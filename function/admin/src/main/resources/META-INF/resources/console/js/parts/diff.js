import { html } from "../preact.js";
import { Badge } from "./badge.js";
import { NONE } from "../format.js";

/** @param {{diff: {object: string, change: string, fields?: {field: string, before: any, after: any}[]}[]}} props */
export function Diff({ diff }) {
  if (diff.length === 0) return html`<p class="quiet">Nothing changes.</p>`;
  return html`
    <ul class="diff">${diff.map((entry) => html`
      <li class="card">
        <h3 class="row"><${Badge} state=${entry.change} /> <code>${entry.object}</code></h3>
        ${entry.fields?.length > 0 && html`<${Fields} fields=${entry.fields} label=${entry.object} />`}
      </li>`)}
    </ul>`;
}

/** Fields before and after a change. */
export function Fields({ fields, label }) {
  return html`
    <div class="table-frame" tabindex="0" role="region" aria-label=${`Changes of ${label}`}>
      <table>
        <thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
        <tbody>${fields.map(({ field, before, after }) => html`
          <tr><td>${field}</td><td class="before">${text(before)}</td><td class="after">${text(after)}</td></tr>`)}
        </tbody>
      </table>
    </div>`;
}

/** What differs between two objects, field by field. */
export function fieldsBetween(before, after) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return names
    .filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }));
}

function text(value) {
  if (value === undefined || value === null) return NONE;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
