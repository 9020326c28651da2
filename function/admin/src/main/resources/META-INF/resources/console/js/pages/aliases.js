import { html } from "../preact.js";
import { count, millis, percent } from "../format.js";
import { useGet } from "../load.js";
import { go, to } from "../router.js";
import { Badge } from "../parts/badge.js";
import { Head } from "../parts/head.js";
import { List, useList } from "../parts/list.js";
import { Content, Empty } from "../parts/states.js";
import { Table } from "../parts/table.js";
import { AddButton } from "../parts/thing.js";
import { Time } from "../parts/time.js";

const START = { targets: [{ model: "openai/gpt-4o-mini" }] };

const COLUMNS = [
  { title: "Alias", cell: (row) => html`<a href=${to("aliases", row.name)}>${row.name}</a>` },
  { title: "Targets, in order", cell: (row) => html`<${Targets} targets=${row.targets} />` },
  { title: "First token", num: true, wide: true, cell: (row) => millis(fastest(row.targets)) },
  { title: "Keys", num: true, cell: (row) => count(row.used_by_keys) },
];

const HEALTH = [
  { title: "Target", cell: (row) => row.target, sort: (row) => row.target },
  { title: "State", cell: (row) => html`<${Badge} state=${row.state} />`, sort: (row) => row.state },
  { title: "Failures", num: true, cell: (row) => percent(row.failure_rate), sort: (row) => row.failure_rate },
  { title: "First token", num: true, cell: (row) => millis(row.ttft_ms), sort: (row) => row.ttft_ms },
  { title: "Tokens/s", num: true, cell: (row) => count(row.tokens_per_second), sort: (row) => row.tokens_per_second },
  { title: "Seen", wide: true, cell: (row) => html`<${Time} at=${row.seen_at} />` },
];

/** The names that callers use, and how the targets behind them are. */
export default function Aliases({ query }) {
  const loaded = useList("aliases", query, []);
  const health = useGet("health/targets");
  return html`
    <div class="flow">
      <${Head} title="Aliases" lead="The names that your developers use for models.">
        <${AddButton} area="aliases" kind="alias" start=${START} onAdded=${(name) => go(to("aliases", name))} />
      <//>
      <${List} of=${loaded} caption="Aliases" columns=${COLUMNS}
        empty=${html`<${Empty} title="No aliases yet"><p>An alias is a name with one or more models behind it.</p><//>`} />
      <h2>Health of targets</h2>
      <${Content} of=${health} isEmpty=${(targets) => targets.length === 0}
        empty=${html`<${Empty} title="No target has been called yet"><p>Health is measured by requests; there are no probes.</p><//>`}>
        ${(targets) => html`<${Table} caption="Health of targets" hideCaption columns=${HEALTH} rows=${targets} />`}
      <//>
    </div>`;
}

function Targets({ targets }) {
  return html`
    <span class="tags">${targets.map((target) => html`
      <span class="row nowrap">${target.model} <${Health} of=${target} /></span>`)}
    </span>`;
}

/** A target that is an alias has no health of its own. */
function Health({ of }) {
  if (!of.usable) return html`<${Badge} state="not usable" kind="warn" />`;
  return html`<${Badge} state=${of.health ?? "alias"} />`;
}

function fastest(targets) {
  const known = targets.map(({ ttft_ms }) => ttft_ms).filter((value) => value !== undefined && value !== null);
  return known.length > 0 ? Math.min(...known) : undefined;
}
