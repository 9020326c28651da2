import { html } from "../preact.js";
import { useGet } from "../load.js";
import { currentRoute, to } from "../router.js";
import { Content } from "./states.js";
import { Table } from "./table.js";

const PAGE_SIZE = 50;

/** A list of the admin API, page by page. The cursor is in the address, so "back" is the browser's. */
export function useList(path, query, names) {
  const filters = Object.fromEntries(names.map((name) => [name, query[name]]));
  return useGet(path, { ...filters, cursor: query.cursor, limit: PAGE_SIZE });
}

/** @param {{of: import("../load.js").Loaded, caption: string, columns: import("./table.js").Column[], empty: any}} props */
export function List({ of, caption, columns, empty }) {
  const paged = currentRoute().query.cursor;
  return html`
    <${Content} of=${of} empty=${empty} isEmpty=${(page) => page.data.length === 0 && !paged && !page.next_cursor}>
      ${(page) => html`
        ${page.data.length === 0 && page.next_cursor
          ? html`<p class="quiet">${paged ? "Nothing fits on this page." : "Nothing fits among the newest."} Older ones are on the next page.</p>`
          : html`<${Table} caption=${caption} columns=${columns} rows=${page.data} hideCaption />`}
        ${(paged || page.next_cursor) && html`<${Pager} next=${page.next_cursor} paged=${paged} />`}`}
    <//>`;
}

function Pager({ next, paged }) {
  const { segments, query } = currentRoute();
  return html`
    <nav class="pager" aria-label="Pages of the list">
      ${paged
        ? html`<a class="button" href=${to(...segments, { ...query, cursor: undefined })}>First page</a>`
        : html`<span></span>`}
      ${next
        ? html`<a class="button" href=${to(...segments, { ...query, cursor: next })}>Next page</a>`
        : html`<span class="quiet">End of the list</span>`}
    </nav>`;
}
