import { html } from "../preact.js";
import { NONE, cost, count, millis } from "../format.js";
import { useGet } from "../load.js";
import { to } from "../router.js";
import { Badge, Status } from "../parts/badge.js";
import { useSession } from "../parts/context.js";
import { Facts } from "../parts/facts.js";
import { Head } from "../parts/head.js";
import { CopyButton } from "../parts/snippet.js";
import { Content } from "../parts/states.js";
import { Table } from "../parts/table.js";
import { Time } from "../parts/time.js";

const ATTEMPTS = [
  { title: "Target", cell: (row) => (row.purpose ? `${row.target}, for ${row.purpose}` : row.target) },
  { title: "Outcome", cell: (row) => html`<${Badge} state=${row.outcome}
    kind=${row.outcome === "answered" ? "good" : "bad"} />` },
  { title: "Status", num: true, cell: (row) => row.status ?? NONE },
  { title: "Time", num: true, cell: (row) => millis(row.ms) },
  { title: "Cost", num: true, cell: (row) => cost(row.cost_usd) },
];

/** What happened to one request. Never its text. The key in the address spares a search among all keys. */
export default function Request({ id, query }) {
  const loaded = useGet(`requests/${encodeURIComponent(id)}`, { key: query.key });
  return html`
    <div class="flow">
      <${Head} title="Request" crumb=${{ title: "Requests", address: to("requests") }} lead=${html`<code>${id}</code>`}>
        <${CopyButton} text=${id} label="Copy id" />
      <//>
      <${Content} of=${loaded}>${(request) => html`<${Details} request=${request} />`}<//>
    </div>`;
}

function Details({ request }) {
  const { see } = useSession();
  const link = (area, name) => (name ? (see(area) ? html`<a href=${to(area, name)}>${name}</a>` : name) : NONE);
  return html`
    <section class="card" aria-label="Outcome">
      <${Facts} facts=${[
        ["Outcome", html`<${Status} code=${request.status} state=${request.state} />`],
        ["Time", html`<${Time} at=${request.at} />`],
        ["Key", link("keys", request.key)],
        ["Team", link("teams", request.team)],
        ["Alias", link("aliases", request.alias)],
        ["Answered by", request.model ? `${request.provider}/${request.model}` : NONE],
        ["Outcome of the answer", request.outcome ?? NONE],
        ["Tier", request.tier ?? NONE],
        ["Streamed", request.stream ? "yes" : "no"],
        ["Cache", request.cache ?? NONE],
        ["Policies", (request.policies ?? []).map(policyText).join(", ") || NONE],
      ]} />
    </section>
    <section class="card" aria-label="Usage">
      <h2>Usage and time${request.estimated ? ", estimated" : ""}</h2>
      <${Facts} facts=${[
        ["Prompt tokens", count(request.prompt_tokens)],
        ["Cached tokens", count(request.cached_tokens)],
        ["Completion tokens", count(request.completion_tokens)],
        ["Cost", cost(request.cost_usd)],
        ["Charge", cost(request.charge_usd)],
        ["Time to first token", millis(request.ttft_ms)],
        ["Duration", millis(request.duration_ms)],
      ]} />
    </section>
    <${Table} caption="Attempts" columns=${ATTEMPTS} rows=${request.attempts ?? []} />
    ${request.prompt_log && html`
      <p>This key keeps its prompts: the redacted text is in <code>${request.prompt_log}</code>.</p>`}
    <details>
      <summary>All fields of the record</summary>
      <div class="snippet"><pre tabindex="0" role="region"
        aria-label="Record">${JSON.stringify(request, null, 2)}</pre></div>
    </details>`;
}

function policyText(policy) {
  return typeof policy === "string" ? policy : Object.values(policy).join(" ");
}
