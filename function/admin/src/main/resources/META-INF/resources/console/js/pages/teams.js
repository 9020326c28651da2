import { html, useState } from "../preact.js";
import { NONE, count, money } from "../format.js";
import { to } from "../router.js";
import { useSession } from "../parts/context.js";
import { Head } from "../parts/head.js";
import { List, useList } from "../parts/list.js";
import { Empty } from "../parts/states.js";
import { TeamDialog } from "../parts/team-dialog.js";

const COLUMNS = [
  { title: "Team", cell: (row) => html`<a href=${to("teams", row.id)}>${row.id}</a>` },
  { title: "Name", wide: true, cell: (row) => row.name },
  { title: "Members", num: true, cell: (row) => count(row.members?.length ?? 0) },
  { title: "Keys", num: true, cell: (row) => count(row.keys_count) },
  { title: "Budget", num: true, cell: (row) => (row.budget ? `${money(row.budget.amount_usd)} per ${row.budget.period}` : NONE) },
  { title: "Aliases", wide: true, cell: (row) => row.aliases?.join(", ") ?? "all" },
];

/** Who shares keys, a budget and aliases. */
export default function Teams({ query }) {
  const { me } = useSession();
  const [creating, setCreating] = useState(false);
  const loaded = useList("teams", query, []);
  const close = () => {
    setCreating(false);
    loaded.reload();
  };
  return html`
    <div class="flow">
      <${Head} title="Teams" lead="Who shares keys, a budget and aliases.">
        ${me.role === "admin" && html`<button class="primary" onClick=${() => setCreating(true)}>Create team</button>`}
      <//>
      <${List} of=${loaded} caption="Teams" columns=${COLUMNS}
        empty=${html`<${Empty} title="No teams yet"><p>A team has members, keys and a budget.</p><//>`} />
      ${creating && html`<${TeamDialog} onClose=${close} />`}
    </div>`;
}
