import { html, useState } from "../preact.js";
import { download, get } from "../api.js";
import { useLoad } from "../load.js";
import { setQuery } from "../router.js";
import { DIMENSIONS } from "../usage.js";
import { Filters, TypedFilter } from "../parts/filters.js";
import { Field } from "../parts/form.js";
import { Head } from "../parts/head.js";
import { PeriodSwitch, periodOf } from "../parts/period.js";
import { Content, Empty, Failure } from "../parts/states.js";
import { Table } from "../parts/table.js";
import { titleOf, usageColumns, usageTotals } from "../parts/usage-columns.js";

const TIMES = ["day", "hour", "month"];
const FILTERS = ["team", "key", "alias", "model", "provider"];

/** Usage by any grouping, with the CSV that finance takes. */
export default function Usage({ query }) {
  const period = periodOf(query);
  const groups = (query.group_by ?? "team,model").split(",").filter(Boolean);
  const asked = { from: period.from, to: period.to, group_by: groups.join(",") };
  for (const name of FILTERS) asked[name] = query[name];
  const loaded = useLoad((signal) => get("usage", asked, signal), [JSON.stringify(asked)]);
  const [failure, setFailure] = useState(null);
  const csv = () => download("usage", { query: asked, accept: "text/csv" }, `usage-${period.from.slice(0, 10)}.csv`)
    .then(() => setFailure(null), setFailure);

  return html`
    <div class="flow">
      <${Head} title="Usage" lead="Every request that was accepted, in groups of your choice.">
        <${PeriodSwitch} query=${query} />
        <button onClick=${csv}>Download CSV</button>
      <//>
      <${Grouping} groups=${groups} />
      <${Filters}>
        ${FILTERS.map((name) => html`<${TypedFilter} query=${query} name=${name} label=${titleOf(name)} />`)}
        <${DateFilter} query=${query} name="from" label="From" />
        <${DateFilter} query=${query} name="to" label="Until" />
      <//>
      ${failure && html`<${Failure} error=${failure} />`}
      <${Content} of=${loaded} isEmpty=${(usage) => usage.data.length === 0}
        empty=${html`<${Empty} title="No usage fits"><p>Choose a longer period, or remove a filter.</p><//>`}>
        ${(usage) => html`
          <${Table} key=${usage.group_by.join()} caption="Usage" hideCaption columns=${usageColumns(usage.group_by)}
            rows=${usage.data}
            totals=${usageTotals(usage.group_by, usage.totals)} sorted=${TIMES.includes(usage.group_by[0]) ? titleOf(usage.group_by[0]) : "Spend"} />`}
      <//>
    </div>`;
}

function Grouping({ groups }) {
  const tag = groups.find((name) => name.startsWith("tag:"));
  const set = (chosen) => setQuery({ group_by: chosen.join(",") });
  const toggle = (name) => {
    const rest = groups.filter((other) => other !== name && !(TIMES.includes(name) && TIMES.includes(other)));
    const chosen = groups.includes(name) ? rest : [...rest, name];
    set(chosen.length > 0 ? chosen : ["team"]);
  };
  const byTag = (event) => {
    const name = event.target.value.trim();
    const rest = groups.filter((other) => other !== tag);
    set(name ? [...rest, `tag:${name}`] : rest.length > 0 ? rest : ["team"]);
  };
  return html`
    <div class="filters">
      <div class="field free"><span class="label">Group by</span>
        <div class="switch" role="group" aria-label="Group by">
          ${[...TIMES, ...DIMENSIONS].map((name) => html`
            <button aria-pressed=${String(groups.includes(name))} onClick=${() => toggle(name)}>${name}</button>`)}
        </div>
      </div>
      <${Field} label="And by the tag">
        <input value=${tag?.slice(4) ?? ""} placeholder="cost-centre" onChange=${byTag} />
      <//>
    </div>`;
}

function DateFilter({ query, name, label }) {
  return html`
    <${Field} label=${label}>
      <input type="date" value=${(query[name] ?? "").slice(0, 10)}
        onChange=${(event) => setQuery({ [name]: event.target.value })} />
    <//>`;
}
