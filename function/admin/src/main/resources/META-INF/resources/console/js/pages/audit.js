import { html } from "../preact.js";
import { Badge } from "../parts/badge.js";
import { Fields, fieldsBetween } from "../parts/diff.js";
import { Filters, SearchFilter, TypedFilter } from "../parts/filters.js";
import { Head } from "../parts/head.js";
import { List, useList } from "../parts/list.js";
import { PeriodSwitch, periodOf } from "../parts/period.js";
import { Empty } from "../parts/states.js";
import { Time } from "../parts/time.js";

const COLUMNS = [
  { title: "Time", cell: (row) => html`<${Time} at=${row.at} />` },
  { title: "Who", cell: (row) => html`${row.actor} <span class="quiet wide">${row.role}</span>` },
  { title: "Did", cell: (row) => html`<${Badge} state=${row.action} /> <code>${row.object}</code>` },
  { title: "What changed", wide: true, cell: (row) => html`<${Changes} of=${row} />` },
];

/** Every change, with who made it. Secrets are in none of them. */
export default function Audit({ query }) {
  const { from, to: until } = periodOf(query);
  const loaded = useList("audit", { ...query, from, to: until }, ["actor", "object", "from", "to"]);
  return html`
    <div class="flow">
      <${Head} title="Audit trail" lead="Every change of the configuration, keys and teams.">
        <${PeriodSwitch} query=${query} />
      <//>
      <${Filters}>
        <${SearchFilter} query=${query} name="object" label="Object" placeholder="such as key#search-prod-1" />
        <${TypedFilter} query=${query} name="actor" label="Who" />
      <//>
      <${List} of=${loaded} caption="Audit trail" columns=${COLUMNS}
        empty=${html`<${Empty} title="Nothing was changed in this time"><p>Choose a longer period.</p><//>`} />
    </div>`;
}

function Changes({ of }) {
  const fields = fieldsBetween(of.before, of.after);
  if (fields.length === 0) return html`<span class="quiet">no fields</span>`;
  return html`
    <details>
      <summary>${fields.length} ${fields.length === 1 ? "field" : "fields"}</summary>
      <${Fields} fields=${fields} label=${`${of.action} of ${of.object}`} />
      <p class="small quiet">Request <code>${of.request_id}</code></p>
    </details>`;
}
