import { html } from "../preact.js";
import { get } from "../api.js";
import { compact, count, millis, money, moneyShort, percent } from "../format.js";
import { useLoad } from "../load.js";
import { setQuery, to } from "../router.js";
import { DIMENSIONS, namesBySpend, overTime, timesBetween, topSeries } from "../usage.js";
import { Chart } from "../parts/chart.js";
import { useSession } from "../parts/context.js";
import { Head } from "../parts/head.js";
import { PeriodSwitch, hasTimes, periodOf } from "../parts/period.js";
import { Content, Empty } from "../parts/states.js";
import { usageColumns } from "../parts/usage-columns.js";
import { Table } from "../parts/table.js";

const BY = DIMENSIONS.filter((name) => name !== "key");

/** Requests, errors, spend and time to first token, at a glance. */
export default function Overview({ query }) {
  const period = periodOf(query);
  const by = BY.includes(query.by) ? query.by : "model";
  const range = { from: period.from, to: period.to };
  const loaded = useLoad(async (signal) => {
    const [time, both, groups] = await Promise.all([
      get("usage", { ...range, group_by: period.step }, signal),
      get("usage", { ...range, group_by: `${period.step},${by}` }, signal),
      get("usage", { ...range, group_by: by }, signal),
    ]);
    return { time, both, groups, by, period };
  }, [period.from, period.to, by]);

  return html`
    <div class="flow">
      <${Head} title="Overview" lead="What goes through the gateway, and what it costs.">
        <${PeriodSwitch} query=${query} />
      <//>
      <${Content} of=${loaded} lines=${12} isEmpty=${({ time }) => time.totals.requests === 0}
        empty=${html`<${Nothing} />`}>
        ${(data) => html`<${Figures} totals=${data.time.totals} timed=${hasTimes(data.period)} /><${Charts} ...${data} /><${Groups} ...${data} />`}
      <//>
    </div>`;
}

function Nothing() {
  const { see } = useSession();
  return html`
    <${Empty} title="No requests in this time">
      <p>Send one from <a href=${to("try")}>Try it</a>${see("keys") && html`, or create a <a href=${to("keys")}>key</a> for an application`}.</p>
    <//>`;
}

function Figures({ totals, timed }) {
  return html`
    <dl class="cards">
      <${Figure} name="Requests" value=${count(totals.requests)} more=${`${count(totals.cache_hits)} from the cache`} />
      <${Figure} name="Errors" value=${percent(totals.errors / totals.requests, 2)}
        more=${`${count(totals.errors)} requests`} />
      <${Figure} name="Spend" value=${money(totals.cost_usd)} more=${`${money(totals.saved_usd)} saved by cache`} />
      <${Figure} name="Time to first token" value=${millis(totals.ttft_ms?.p50)}
        more=${timed ? `${millis(totals.ttft_ms?.p95)} at 95 %` : "only up to 7 days"} />
      <${Figure} name="Tokens" value=${compact(totals.prompt_tokens + totals.completion_tokens)}
        more=${`${percent(totals.cached_tokens / totals.prompt_tokens, 0)} of prompts cached`} />
    </dl>`;
}

function Figure({ name, value, more }) {
  return html`<div class="card figure"><dt>${name}</dt><dd>${value}${more && html`<div class="small">${more}</div>`}</dd></div>`;
}

function Charts({ time, both, groups, by, period }) {
  const { step } = period;
  const times = timesBetween(period);
  const names = namesBySpend(groups.data, by);
  const stack = (value) => topSeries({ times, rows: both.data, step, dimension: by, names }, value);
  const line = (value) => overTime(times, time.data, step, value, null);
  return html`
    <div class="halves">
      <${Chart} title=${`Requests by ${by}`} times=${times} step=${step} format=${compact} bars whole
        series=${stack((row) => row.requests)} />
      <${Chart} title=${`Spend by ${by}`} times=${times} step=${step} format=${moneyShort} bars
        series=${stack((row) => Number(row.cost_usd))} />
      <${Chart} title="Errors" times=${times} step=${step} format=${compact} bars whole
        series=${[{ name: "Failed requests", dot: "bad", values: overTime(times, time.data, step, (row) => row.errors) }]} />
      ${hasTimes(period) && html`<${Chart} title="Time to first token" times=${times} step=${step} format=${millis}
        series=${[
          { name: "median", dot: "1", values: line((row) => row.ttft_ms?.p50 ?? null) },
          { name: "95th percentile", dot: "2", values: line((row) => row.ttft_ms?.p95 ?? null) },
        ]} />`}
    </div>`;
}

function Groups({ groups, by }) {
  return html`
    <div class="spread">
      <h2>By ${by}</h2>
      <div class="switch" role="group" aria-label="Grouped by">
        ${BY.map((name) => html`<button aria-pressed=${String(name === by)} onClick=${() => setQuery({ by: name })}>${name}</button>`)}
      </div>
    </div>
    <${Table} caption=${`Usage by ${by}`} hideCaption columns=${usageColumns([by])} rows=${groups.data}
      sorted="Spend" />`;
}
