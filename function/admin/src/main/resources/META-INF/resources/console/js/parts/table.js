import { html, useState } from "../preact.js";

/**
 * @typedef {object} Column
 * @property {string} title
 * @property {(row: any) => any} cell what is shown
 * @property {boolean} [num] numbers are to the right
 * @property {boolean} [wide] left out on a phone
 * @property {boolean} [roomy] left out on a tablet, too
 * @property {(row: any) => number | string} [sort] by what the column sorts; without it, it does not
 */

/**
 * @param {{caption: string, columns: Column[], rows: any[], totals?: any[], hideCaption?: boolean, sorted?: string}} props
 *     `totals` are the cells of a last row; `sorted` is the column that sorts at first, from the largest
 */
export function Table({ caption, columns, rows, totals, hideCaption, sorted }) {
  const [order, setOrder] = useState({ by: sorted, down: true });
  const by = columns.find(({ title }) => title === order.by)?.sort;
  const shown = by ? [...rows].sort((a, b) => compare(by(a), by(b)) * (order.down ? -1 : 1)) : rows;
  const sort = (column) => setOrder({ by: column.title, down: order.by === column.title ? !order.down : Boolean(column.num) });
  const classes = (column) => `${column.num ? "num" : ""} ${column.wide ? "wide" : ""} ${column.roomy ? "roomy" : ""} ${column.className ?? ""}`.trim().replace(/ +/g, " ");
  return html`
    <div class="table-frame" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <caption class=${hideCaption ? "hidden-text" : ""}>${caption}</caption>
        <thead><tr>${columns.map((column) => html`
          <th scope="col" class=${classes(column)} aria-sort=${ariaSort(column, order)}>
            ${column.sort
              ? html`<button class="sort" onClick=${() => sort(column)}>${column.title}</button>`
              : column.title || html`<span class="hidden-text">Actions</span>`}
          </th>`)}</tr></thead>
        <tbody>${shown.map((row) => html`<tr>${columns.map((column, index) => index === 0
          ? html`<th scope="row" class=${classes(column)}>${column.cell(row)}</th>`
          : html`<td class=${classes(column)}>${column.cell(row)}</td>`)}</tr>`)}</tbody>
        ${totals && html`<tfoot><tr>${totals.map((cell, index) => html`
          <td class=${classes(columns[index])}>${cell}</td>`)}</tr></tfoot>`}
      </table>
    </div>`;
}

const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b, "en", { numeric: true }) : (a ?? -1) - (b ?? -1));

function ariaSort(column, order) {
  if (!column.sort) return undefined;
  if (column.title !== order.by) return "none";
  return order.down ? "descending" : "ascending";
}
