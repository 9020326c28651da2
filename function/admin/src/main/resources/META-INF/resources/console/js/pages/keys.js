import { html, useState } from "../preact.js";
import { NONE } from "../format.js";
import { to } from "../router.js";
import { Badge } from "../parts/badge.js";
import { useSession } from "../parts/context.js";
import { Filters, SearchFilter, SelectFilter, TypedFilter } from "../parts/filters.js";
import { Head } from "../parts/head.js";
import { KeyDialog } from "../parts/key-dialog.js";
import { KeyImport } from "../parts/key-import.js";
import { limitsShort } from "../parts/key-fields.js";
import { List, useList } from "../parts/list.js";
import { Empty } from "../parts/states.js";
import { Time } from "../parts/time.js";

const COLUMNS = [
  { title: "Key", cell: (row) => html`<a href=${to("keys", row.id)}>${row.id}</a>` },
  { title: "State", cell: (row) => html`<${Badge} state=${row.state} />` },
  { title: "Team", cell: (row) => row.team ?? NONE },
  { title: "Owner", wide: true, cell: (row) => row.owner ?? NONE },
  { title: "Aliases", wide: true, cell: (row) => row.aliases?.join(", ") ?? "all" },
  { title: "Requests · tokens · at a time", wide: true, className: "nowrap", cell: (row) => limitsShort(row.limits) },
  { title: "Expires", wide: true, cell: (row) => html`<${Time} at=${row.expires} day />` },
  { title: "From", wide: true, cell: (row) => (row.managed_by === "file" ? "file" : "console") },
];

/** The keys of callers. */
export default function Keys({ query }) {
  const { change } = useSession();
  const [dialog, setDialog] = useState(null);
  const loaded = useList("keys", query, ["search", "team", "state", "alias"]);
  const close = () => {
    setDialog(null);
    loaded.reload();
  };
  return html`
    <div class="flow">
      <${Head} title="Keys" lead="Who may call the gateway, how much, and with which models.">
        ${change("import") && html`<button onClick=${() => setDialog("import")}>Import CSV</button>`}
        ${change("keys") && html`<button class="primary" onClick=${() => setDialog("create")}>Create key</button>`}
      <//>
      <${Filters}>
        <${SearchFilter} query=${query} placeholder="id, owner or tag" />
        <${TypedFilter} query=${query} name="team" label="Team" />
        <${TypedFilter} query=${query} name="alias" label="Alias" />
        <${SelectFilter} query=${query} name="state" label="State" options=${["enabled", "disabled", "expired"]} />
      <//>
      <${List} of=${loaded} caption="Keys" columns=${COLUMNS}
        empty=${html`<${Empty} title="No key fits"><p>Remove a filter${change("keys") ? ", or create a key" : ""}.</p><//>`} />
      ${dialog === "create" && html`<${KeyDialog} onClose=${close} />`}
      ${dialog === "import" && html`<${KeyImport} onClose=${close} />`}
    </div>`;
}
