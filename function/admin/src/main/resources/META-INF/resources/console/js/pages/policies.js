import { html } from "../preact.js";
import { NONE } from "../format.js";
import { go, to } from "../router.js";
import { Head } from "../parts/head.js";
import { List, useList } from "../parts/list.js";
import { Empty } from "../parts/states.js";
import { AddButton } from "../parts/thing.js";

const START = { prompts: { email: "mask", phone: "mask" }, answers: { secret: "redact" } };

const COLUMNS = [
  { title: "Policy", cell: (row) => html`<a href=${to("policies", row.name)}>${row.name}</a>` },
  { title: "In prompts", cell: (row) => actions(row.definition.prompts) },
  { title: "In answers", cell: (row) => actions(row.definition.answers) },
];

/** What happens to sensitive values in prompts and answers. */
export default function Policies({ query }) {
  const loaded = useList("policies", query, []);
  return html`
    <div class="flow">
      <${Head} title="Policies" lead="What happens to sensitive values in prompts and answers.">
        <${AddButton} area="policies" kind="policy" start=${START} onAdded=${(name) => go(to("policies", name))} />
      <//>
      <${List} of=${loaded} caption="Policies" columns=${COLUMNS}
        empty=${html`<${Empty} title="No policies"><p>A policy masks, redacts, flags or refuses what its detectors find.</p><//>`} />
    </div>`;
}

/** email: mask, secret: deny */
function actions(rules) {
  const parts = Object.entries(rules ?? {}).map(([detector, action]) => `${detector}: ${typeof action === "string" ? action : action.action}`);
  return parts.join(", ") || NONE;
}
