import { html } from "../preact.js";
import { NONE } from "../format.js";
import { go, to } from "../router.js";
import { Badge } from "../parts/badge.js";
import { Head } from "../parts/head.js";
import { List, useList } from "../parts/list.js";
import { Empty } from "../parts/states.js";
import { AddButton } from "../parts/thing.js";

const START = { kind: "openai", base_url: "https://models.example.com/v1", api_key: "env:MODELS_API_KEY" };

const COLUMNS = [
  { title: "Provider", cell: (row) => html`<a href=${to("providers", row.name)}>${row.name}</a>` },
  { title: "Kind", cell: (row) => row.kind },
  { title: "Base URL", wide: true, cell: (row) => (row.base_url ? html`<code>${row.base_url}</code>` : NONE) },
  { title: "API key", cell: (row) => html`<${ApiKey} of=${row.api_key} />` },
];

/** Where models are. Secrets are never shown, only where they come from. */
export default function Providers({ query }) {
  const loaded = useList("providers", query, []);
  return html`
    <div class="flow">
      <${Head} title="Providers" lead="The APIs that models are called at. Their secrets are shown nowhere.">
        <${AddButton} area="providers" kind="provider" start=${START} onAdded=${(name) => go(to("providers", name))} />
      <//>
      <${List} of=${loaded} caption="Providers" columns=${COLUMNS}
        empty=${html`<${Empty} title="No providers"><p>Add one, or apply a tollgate.yaml.</p><//>`} />
    </div>`;
}

/** Where the key of a provider comes from. */
export function ApiKey({ of }) {
  if (!of) return html`<${Badge} state="none" />`;
  return of === "set" ? html`<${Badge} state="set" kind="good" />` : html`<code>${of}</code>`;
}
