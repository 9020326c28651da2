import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { NONE, count, millis, percent } from "../format.js";
import { to } from "../router.js";
import { Badge } from "../parts/badge.js";
import { useSession } from "../parts/context.js";
import { Confirm } from "../parts/dialog.js";
import { Notice } from "../parts/states.js";
import { Table } from "../parts/table.js";
import { ThingPage } from "../parts/thing.js";

const TARGETS = [
  { title: "Model", cell: (row) => row.model },
  { title: "Health", cell: (row) => html`<${Badge} state=${row.health ?? "alias"} />` },
  { title: "Usable", cell: (row) => (row.usable ? "yes" : html`<${Badge} state="no" kind="warn" /> ${row.reason}`) },
  { title: "Failures", num: true, cell: (row) => percent(row.failure_rate) },
  { title: "First token", num: true, cell: (row) => millis(row.ttft_ms) },
  { title: "Tokens/s", num: true, cell: (row) => count(row.tokens_per_second) },
  { title: "Provider", wide: true, cell: (row) => html`<${Provider} name=${row.provider} />` },
];

/** One alias: its targets in order, how they are, and what may be done. */
export default function Alias({ id }) {
  return html`
    <${ThingPage} area="aliases" title="Aliases" kind="alias" id=${id} definitionOf=${(alias) => alias.definition}
      warning="Requests for this name get a 404. Keys that may use nothing else can no longer call a model.">
      ${(alias) => html`
        <p>${count(alias.used_by_keys)} keys may use it.</p>
        <${Table} caption="Targets, in the order of the definition" columns=${TARGETS} rows=${alias.targets} />
        <div class="row">
          <a class="button" href=${to("try", { model: id })}>Try it</a>
          <a class="button" href=${to("usage", { alias: id, group_by: "day,model" })}>Usage</a>
          <a class="button" href=${to("keys", { alias: id })}>Keys</a>
          <${EmptyCache} alias=${id} />
        </div>`}
    <//>`;
}

function Provider({ name }) {
  const { see } = useSession();
  return name && see("providers") ? html`<a href=${to("providers", name)}>${name}</a>` : (name ?? NONE);
}

function EmptyCache({ alias }) {
  const { change } = useSession();
  const [state, setState] = useState({});
  if (!change("cache")) return null;
  const act = async () => setState({ removed: (await call("DELETE", "cache", { query: { alias } })).data.removed });
  return html`
    <button onClick=${() => setState({ asking: true })}>Empty its cache</button>
    ${state.removed !== undefined && html`<${Notice} kind="good"><p>${count(state.removed)} answers are removed.</p><//>`}
    ${state.asking && html`
      <${Confirm} title=${`Empty the cache of ${alias}?`} verb="Empty cache" act=${act}
        onClose=${() => setState((before) => ({ removed: before.removed }))}>
        <p>The next requests go to the models, and cost what they cost.</p>
      <//>`}`;
}
