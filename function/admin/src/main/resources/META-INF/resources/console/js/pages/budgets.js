import { html, useState } from "../preact.js";
import { NONE, money } from "../format.js";
import { to } from "../router.js";
import { Badge, Bar } from "../parts/badge.js";
import { useSession } from "../parts/context.js";
import { Filters, TypedFilter } from "../parts/filters.js";
import { Head } from "../parts/head.js";
import { IncreaseDialog } from "../parts/increase-dialog.js";
import { List, useList } from "../parts/list.js";
import { Empty } from "../parts/states.js";
import { Time } from "../parts/time.js";

const columns = (increase) => [
  { title: "Of", cell: (row) => html`<${Owner} of=${row.owner} />` },
  { title: "Kind", wide: true, className: "nowrap", cell: (row) => `${row.kind}, per ${row.period}` },
  { title: "Used", cell: (row) => html`<${Bar} fraction=${row.used_percent / 100} label=${`${row.used_percent} %`} />` },
  { title: "Spent", num: true, wide: true, cell: (row) => money(row.spent_usd) },
  { title: "Limit", num: true, cell: (row) => html`<${Limit} of=${row} increase=${increase} />` },
  { title: "Left", num: true, wide: true, cell: (row) => money(row.left_usd) },
  { title: "Forecast", num: true, wide: true, cell: (row) => html`<${Forecast} of=${row} />` },
  { title: "Renews", wide: true, cell: (row) => html`<${Time} at=${row.renews_at} day />` },
];

/** What keys, teams and tags may spend, what they have spent, and where that leads. */
export default function Budgets({ query }) {
  const { change } = useSession();
  const [increased, setIncreased] = useState(null);
  const loaded = useList("budgets", query, query.key ? ["team", "key", "end_user"] : ["team", "key"]);
  const close = () => {
    setIncreased(null);
    loaded.reload();
  };
  return html`
    <div class="flow">
      <${Head} title="Budgets" lead="What may be spent, what is spent, and when it will be used up at this pace." />
      <${Filters}>
        <${TypedFilter} query=${query} name="team" label="Team" type="search" />
        <${TypedFilter} query=${query} name="key" label="Key" />
        ${query.key && html`<${TypedFilter} query=${query} name="end_user" label="End user of the key" />`}
      <//>
      <${List} of=${loaded} caption="Budgets" columns=${columns(change("budgets") ? setIncreased : null)}
        empty=${html`<${Empty} title="No budgets"><p>Set one at a team or a key.</p><//>`} />
      ${increased && html`<${IncreaseDialog} row=${increased} onClose=${close} />`}
    </div>`;
}

function Owner({ of }) {
  const { see } = useSession();
  const area = { key: "keys", team: "teams" }[of.kind];
  return html`<span class="quiet">${of.kind.replace("_", " ")}</span> ${area && see(area) ? html`<a href=${to(area, of.id)}>${of.id}</a>` : of.id}`;
}

function Limit({ of, increase }) {
  const verb = of.increase ? "Change" : "Increase";
  return html`
    ${money(of.limit_usd)}
    ${of.increase && html`<div class="small quiet">with ${money(of.increase.amount_usd)} until <${Time} at=${of.increase.until} day /></div>`}
    ${increase && of.owner.kind !== "end_user" && html`<div><button class="slim" onClick=${() => increase(of)}
      aria-label=${`${verb} the budget of ${of.owner.id}`}>${verb}</button></div>`}`;
}

function Forecast({ of }) {
  if (!of.forecast) return NONE;
  const over = Number(of.forecast.at_end_usd) > Number(of.limit_usd);
  return html`
    ${over ? html`<${Badge} state=${money(of.forecast.at_end_usd)} kind="bad" />` : money(of.forecast.at_end_usd)}
    ${of.forecast.reached_at && html`<div class="small quiet">used up <${Time} at=${of.forecast.reached_at} day /></div>`}`;
}
