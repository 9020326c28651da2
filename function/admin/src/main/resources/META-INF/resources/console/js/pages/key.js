import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { NONE } from "../format.js";
import { useLoad } from "../load.js";
import { go, to } from "../router.js";
import { Badge, Tags } from "../parts/badge.js";
import { useSession } from "../parts/context.js";
import { Confirm } from "../parts/dialog.js";
import { Facts } from "../parts/facts.js";
import { Head } from "../parts/head.js";
import { KeyDialog } from "../parts/key-dialog.js";
import { budgetsOf, budgetsText, limitsText, ownTags } from "../parts/key-fields.js";
import { RotateDialog } from "../parts/rotate-dialog.js";
import { Content, Notice } from "../parts/states.js";
import { Time } from "../parts/time.js";

/** One key, and what may be done with it. */
export default function Key({ id }) {
  const path = `keys/${encodeURIComponent(id)}`;
  const loaded = useLoad((signal) => call("GET", path, { signal }), [id]);
  const { see } = useSession();
  const [dialog, setDialog] = useState(null);
  const key = loaded.data?.data;
  const etag = loaded.data?.etag;
  const close = () => {
    setDialog(null);
    loaded.reload();
  };
  const act = (verb) => call("POST", `${path}/${verb}`, { etag });
  const remove = () => call("DELETE", path, { etag });

  return html`
    <div class="flow">
      <${Head} title=${id} crumb=${{ title: "Keys", address: to("keys") }}>
        ${key && html`<${Actions} key=${key.id} of=${key} open=${setDialog} />`}
      <//>
      <${Content} of=${loaded}>${({ data }) => html`
        ${data.managed_by === "file" && html`
          <${Notice}>
            <p>This key is from <code>tollgate.yaml</code>. Change it there, and apply the file. Disabling works here, too,
              until the file is applied again.</p>
          <//>`}
        <section class="card" aria-label="Key"><${KeyFacts} of=${data} /></section>
        <p class="row">
          <a class="button" href=${to("usage", { key: id, group_by: "day,model" })}>Usage of this key</a>
          ${see("requests") && html`<a class="button" href=${to("requests", { key: id })}>Its requests</a>`}
        </p>`}
      <//>
      ${dialog === "change" && html`<${KeyDialog} existing=${key} etag=${etag} onClose=${close} />`}
      ${dialog === "rotate" && html`<${RotateDialog} id=${id} etag=${etag} onClose=${close} />`}
      ${dialog === "disable" && html`
        <${Confirm} title=${`Disable ${id}?`} verb="Disable key" act=${() => act("disable")} onClose=${close}>
          <p>Its callers get a 403 within half a minute. You can enable it again.</p>
        <//>`}
      ${dialog === "enable" && html`
        <${Confirm} title=${`Enable ${id}?`} verb="Enable key" act=${() => act("enable")} onClose=${close}>
          <p>Its callers may use the gateway again.</p>
        <//>`}
      ${dialog === "delete" && html`
        <${Confirm} title=${`Delete ${id}?`} verb="Delete key" act=${() => remove().then(() => go(to("keys")))}
          onClose=${() => setDialog(null)}>
          <p>The secret stops working, and cannot be brought back. Usage records stay.</p>
        <//>`}
    </div>`;
}

function Actions({ of, open }) {
  const { change } = useSession();
  if (!change("keys")) return null;
  const own = of.managed_by !== "file";
  return html`
    ${own && html`<button onClick=${() => open("change")}>Change</button>`}
    ${own && html`<button onClick=${() => open("rotate")}>Rotate</button>`}
    ${of.state === "disabled"
      ? html`<button onClick=${() => open("enable")}>Enable</button>`
      : html`<button onClick=${() => open("disable")}>Disable</button>`}
    ${own && html`<button class="danger" onClick=${() => open("delete")}>Delete</button>`}`;
}

function KeyFacts({ of }) {
  const { see } = useSession();
  return html`<${Facts} facts=${[
    ["State", html`<${Badge} state=${of.state} />`],
    ["Team", of.team ? (see("teams") ? html`<a href=${to("teams", of.team)}>${of.team}</a>` : of.team) : NONE],
    ["Owner", of.owner ?? NONE],
    ["Aliases", of.aliases?.join(", ") ?? "all"],
    ["Limits", limitsText(of.limits)],
    ["Budget", budgetsText(budgetsOf(of))],
    ["Tags", html`<${Tags} tags=${ownTags(of.tags)} />`],
    ...(of.created_at ? [["Created", html`<${Time} at=${of.created_at} /> by ${of.created_by}`]] : []),
    ["Changed", html`<${Time} at=${of.updated_at} /> by ${of.updated_by}`],
    ...(of.old_until ? [["Old secret works until", html`<${Time} at=${of.old_until} />`]] : []),
    ["Expires", of.expires ? html`<${Time} at=${of.expires} />` : "never"],
    ["Managed by", of.managed_by === "file" ? "tollgate.yaml" : "the admin API"],
  ]} />`;
}
