import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { count } from "../format.js";
import { useLoad } from "../load.js";
import { to } from "../router.js";
import { Tags } from "../parts/badge.js";
import { useSession } from "../parts/context.js";
import { DeleteDialog } from "../parts/delete-dialog.js";
import { Facts } from "../parts/facts.js";
import { Head } from "../parts/head.js";
import { budgetsOf, budgetsText, limitsText } from "../parts/key-fields.js";
import { Content } from "../parts/states.js";
import { Table } from "../parts/table.js";
import { TeamDialog } from "../parts/team-dialog.js";

const MEMBERS = [
  { title: "Who", cell: (row) => row.subject, sort: (row) => row.subject },
  { title: "Role", cell: (row) => row.role.replace("_", " "), sort: (row) => row.role },
];

/** One team. */
export default function Team({ id }) {
  const { me, change } = useSession();
  const loaded = useLoad((signal) => call("GET", `teams/${encodeURIComponent(id)}`, { signal }), [id]);
  const [dialog, setDialog] = useState(null);
  const { data: team, etag } = loaded.data ?? {};
  const close = () => {
    setDialog(null);
    loaded.reload();
  };
  return html`
    <div class="flow">
      <${Head} title=${team?.name ?? id} crumb=${{ title: "Teams", address: to("teams") }}>
        ${team && change("teams") && html`<button onClick=${() => setDialog("change")}>Change</button>`}
        ${team && me.role === "admin" && html`<button class="danger" onClick=${() => setDialog("delete")}>Delete</button>`}
      <//>
      <${Content} of=${loaded}>${({ data }) => html`<${Details} team=${data} />`}<//>
      ${dialog === "change" && html`<${TeamDialog} existing=${team} etag=${etag} onClose=${close} />`}
      ${dialog === "delete" && html`
        <${DeleteDialog} area="teams" name=${id} etag=${etag} onClose=${() => setDialog(null)}>
          <p>Its ${count(team.keys_count)} keys go on without a team. Usage records stay.</p>
        <//>`}
    </div>`;
}

function Details({ team }) {
  const defaults = team.key_defaults ?? {};
  return html`
    <section class="card" aria-label="Team">
      <${Facts} facts=${[
        ["Id", html`<code>${team.id}</code>`],
        ["Keys", html`<a href=${to("keys", { team: team.id })}>${count(team.keys_count)} keys</a>`],
        ["Budget", budgetsText(budgetsOf(team))],
        ["Aliases", team.aliases?.join(", ") ?? "all"],
        ["Limits of a new key", limitsText(defaults.limits)],
        ["A new key expires", defaults.expires_after_days ? `after ${count(defaults.expires_after_days)} days` : "never"],
        ["Keys per developer", defaults.keys_per_developer ? `at most ${count(defaults.keys_per_developer)}` : "any number"],
        ["Tags of a new key", html`<${Tags} tags=${defaults.tags} />`],
      ]} />
    </section>
    <p class="row">
      <a class="button" href=${to("usage", { team: team.id, group_by: "day,key" })}>Usage</a>
      <a class="button" href=${to("budgets", { team: team.id })}>Budget</a>
    </p>
    <${Table} caption="Members" columns=${MEMBERS} rows=${team.members ?? []} />`;
}
