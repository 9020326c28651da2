import { html } from "../preact.js";
import { NONE } from "../format.js";
import { Filters, SearchFilter } from "../parts/filters.js";
import { Head } from "../parts/head.js";
import { List, useList } from "../parts/list.js";
import { Empty } from "../parts/states.js";

const COLUMNS = [
  { title: "Model", cell: (row) => row.model },
  { title: "Input", num: true, cell: (row) => perMillion(row.input) },
  { title: "Cached input", num: true, cell: (row) => perMillion(row.cached_input) },
  { title: "Output", num: true, cell: (row) => perMillion(row.output) },
  { title: "From", wide: true, cell: (row) => row.source ?? NONE },
];

/** What models cost. */
export default function Prices({ query }) {
  const loaded = useList("prices", query, ["search"]);
  return html`
    <${Head} title="Prices" lead="US dollars per million tokens, as the gateway calculates with them." />
    <${Filters}><${SearchFilter} query=${query} placeholder="part of a model's name" /><//>
    <${List} of=${loaded} caption="Prices" columns=${COLUMNS}
      empty=${html`<${Empty} title="No price fits"><p>A model without a price is recorded as unpriced, never as free.</p><//>`} />`;
}

function perMillion(price) {
  return price === undefined || price === null ? NONE : Number(price).toFixed(2);
}
