import { html } from "../preact.js";
import { NONE, cost, count, millis } from "../format.js";
import { to } from "../router.js";
import { Status } from "../parts/badge.js";
import { Filters, SearchFilter, SelectFilter, TypedFilter } from "../parts/filters.js";
import { Head } from "../parts/head.js";
import { List, useList } from "../parts/list.js";
import { PeriodSwitch, periodOf } from "../parts/period.js";
import { Empty } from "../parts/states.js";
import { Time } from "../parts/time.js";

const NAMES = ["key", "team", "alias", "model", "status", "from", "to"];

const COLUMNS = [
  { title: "Time", cell: (row) => html`<a href=${to("requests", row.id, { key: row.key })}><${Time} at=${row.at} /></a>` },
  { title: "Status", cell: (row) => html`<${Status} code=${row.status} state=${row.state} />` },
  { title: "Key", cell: (row) => row.key },
  { title: "Alias", wide: true, className: "nowrap", cell: (row) => html`<${Alias} of=${row} />` },
  { title: "Model", roomy: true, cell: (row) => (row.model ? `${row.provider}/${row.model}` : NONE) },
  { title: "Tokens", num: true, wide: true, cell: tokens },
  { title: "Duration", num: true, roomy: true, cell: (row) => two(millis(row.duration_ms), row.ttft_ms === undefined ? "" : `first ${millis(row.ttft_ms)}`) },
  { title: "Cost", num: true, cell: (row) => cost(row.cost_usd) },
];

/** Two numbers in one column, so that the last column is in sight. */
function two(first, second) {
  return html`${first}<div class="small quiet">${second}</div>`;
}

/** One dash for a request that has no usage, such as one that is still running. */
function tokens(row) {
  return row.prompt_tokens === undefined ? NONE : two(`${count(row.prompt_tokens)} in`, `${count(row.completion_tokens)} out`);
}

/** The name that was asked for, with the tier that was chosen for it. */
function Alias({ of }) {
  return html`${of.alias ?? NONE}${of.tier && html`<div class="small quiet">${of.tier.split(",")[0]}</div>`}`;
}

/** Requests one by one, the newest first. */
export default function Requests({ query }) {
  const { from, to: until } = periodOf(query);
  const loaded = useList("requests", { ...query, from, to: until }, NAMES);
  return html`
    <div class="flow">
      <${Head} title="Requests" lead="One line per request, the newest first. Their text is in none of them.">
        <${PeriodSwitch} query=${query} />
      <//>
      <${Filters}>
        <${SearchFilter} query=${query} name="key" label="Key" placeholder="id of a key" />
        <${TypedFilter} query=${query} name="team" label="Team" />
        <${TypedFilter} query=${query} name="alias" label="Alias" />
        <${TypedFilter} query=${query} name="model" label="Model" />
        <${SelectFilter} query=${query} name="status" label="Status"
          options=${["200", "400", "403", "429", "499", "500", "502", "503", "504"]} />
      <//>
      <${List} of=${loaded} caption="Requests" columns=${COLUMNS}
        empty=${html`<${Empty} title="No request fits"><p>Choose a longer period, or remove a filter.</p><//>`} />
    </div>`;
}
