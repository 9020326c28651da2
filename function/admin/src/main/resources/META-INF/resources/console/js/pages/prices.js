import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { NONE, count } from "../format.js";
import { useLoad } from "../load.js";
import { useSession } from "../parts/context.js";
import { Confirm } from "../parts/dialog.js";
import { Filters, SearchFilter } from "../parts/filters.js";
import { Head } from "../parts/head.js";
import { List, useList } from "../parts/list.js";
import { PriceListDialog } from "../parts/price-list-dialog.js";
import { Content, Empty } from "../parts/states.js";
import { Time } from "../parts/time.js";

const SOURCES = { packaged: "packaged list", applied: "applied list", config: "tollgate.yaml" };

const COLUMNS = [
  { title: "Model", cell: (row) => row.model },
  { title: "Input", num: true, cell: (row) => row.input ?? NONE },
  { title: "Cached input", num: true, cell: (row) => row.cached_input ?? NONE },
  { title: "Output", num: true, cell: (row) => row.output ?? NONE },
  { title: "From", wide: true, cell: (row) => SOURCES[row.source] ?? row.source },
];

/** What models cost, and the list that says so. */
export default function Prices({ query }) {
  const { change } = useSession();
  const prices = useList("prices", query, ["search"]);
  const lists = useLoad((signal) => call("GET", "prices/list", { signal }), []);
  const [dialog, setDialog] = useState(null);
  const close = () => {
    setDialog(null);
    prices.reload();
    lists.reload();
  };
  return html`
    <div class="flow">
      <${Head} title="Prices" lead="US dollars per million tokens, as the gateway calculates with them.">
        ${change("prices") && html`
          ${lists.data?.data.applied && html`<button onClick=${() => setDialog("remove")}>Remove the applied list</button>`}
          <button onClick=${() => setDialog("apply")}>Apply a list</button>`}
      <//>
      <${Content} of=${lists} lines=${1}>${({ data }) => html`<${ListInForce} of=${data} />`}<//>
      <${Filters}><${SearchFilter} query=${query} placeholder="part of a model's name" /><//>
      <${List} of=${prices} caption="Prices" columns=${COLUMNS} empty=${html`
        <${Empty} title="No price fits"><p>A model without a price is recorded as unpriced, never as free.</p><//>`} />
      ${dialog === "apply" && html`<${PriceListDialog} etag=${lists.data?.etag} onClose=${close} />`}
      ${dialog === "remove" && html`
        <${Confirm} title="Remove the applied list?" verb="Remove list"
          act=${() => call("DELETE", "prices/list", { etag: lists.data?.etag })} onClose=${close}>
          <p>The packaged list counts again. Records that exist keep their prices.</p>
        <//>`}
    </div>`;
}

function ListInForce({ of }) {
  const applied = of.applied?.in_force;
  const list = applied ? of.applied : of.packaged;
  return html`
    <p class="quiet" title=${list.source}>
      ${count(list.prices)} prices, version ${list.version},
      ${" "}${applied ? html`applied <${Time} at=${list.applied_at} /> by ${list.by}` : "packaged with the gateway"}
    </p>`;
}
