import { html } from "../preact.js";
import { NONE, compact, count, millis, money, percent } from "../format.js";
import { to } from "../router.js";
import { useSession } from "./context.js";

const PAGES = { team: "teams", key: "keys", alias: "aliases", provider: "providers" };

/** The columns of a table of usage: one for each name that it is grouped by, then the figures. */
export function usageColumns(groups) {
  return [
    ...groups.map((name) => ({
      title: titleOf(name),
      className: "nowrap",
      cell: (row) => html`<${GroupName} by=${name} value=${row.group[name]} />`,
      sort: (row) => row.group[name] ?? "",
    })),
    number("Requests", (row) => row.requests, (row) => count(row.requests)),
    number("Errors", (row) => row.errors / row.requests, (row) => percent(row.requests ? row.errors / row.requests : null)),
    number("Prompt", (row) => row.prompt_tokens, (row) => compact(row.prompt_tokens), true),
    number("Cached", (row) => row.cached_tokens, (row) => compact(row.cached_tokens), true),
    number("Completion", (row) => row.completion_tokens, (row) => compact(row.completion_tokens), true),
    number("First token", (row) => row.ttft_ms?.p50, (row) => millis(row.ttft_ms?.p50), true),
    number("at 95 %", (row) => row.ttft_ms?.p95, (row) => millis(row.ttft_ms?.p95), true),
    number("Spend", (row) => Number(row.cost_usd), (row) => money(row.cost_usd)),
    number("Charge", (row) => Number(row.charge_usd), (row) => money(row.charge_usd), true),
    number("Saved", (row) => Number(row.saved_usd), (row) => money(row.saved_usd), true),
  ];
}

/** The cells of the last row, for the same columns. */
export function usageTotals(groups, totals) {
  return ["Total", ...groups.slice(1).map(() => ""), ...usageColumns([]).map((column) => column.cell({ group: {}, ...totals }))];
}

/** How a column of that grouping is named. */
export function titleOf(name) {
  return name.startsWith("tag:") ? name.slice(4) : name[0].toUpperCase() + name.slice(1);
}

function number(title, sort, cell, wide = false) {
  return { title, num: true, wide, sort, cell };
}

function GroupName({ by, value }) {
  const { see } = useSession();
  const page = PAGES[by];
  if (!value) return html`<span class="quiet">${NONE}</span>`;
  return page && see(page) ? html`<a href=${to(page, value)}>${value}</a>` : value;
}
