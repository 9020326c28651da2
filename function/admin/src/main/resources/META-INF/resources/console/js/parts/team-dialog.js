import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { BudgetFields, LimitFields } from "./budget-fields.js";
import { useSession } from "./context.js";
import { Dialog } from "./dialog.js";
import { Field, TextField } from "./form.js";
import { budgetOf, budgetValues, limitsBesides, limitsOf, tagLines, tagsOf } from "./key-fields.js";
import { Failure } from "./states.js";

const ROLES = ["team_admin", "developer"];

/** Creates or changes a team. @param {{existing?: any, etag?: string, onClose: () => void}} props */
export function TeamDialog({ existing, etag, onClose }) {
  const { me } = useSession();
  const [values, setValues] = useState(() => valuesOf(existing));
  const [state, setState] = useState({});
  const set = (name, value) => setValues((before) => ({ ...before, [name]: value }));
  const submit = async (event) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      const body = teamOf(values, existing);
      if (existing) await call("PUT", `teams/${encodeURIComponent(existing.id)}`, { body, etag });
      else await call("POST", "teams", { body: { id: values.id.trim(), ...body } });
      onClose();
    } catch (error) {
      setState({ error });
    }
  };
  const several = existing?.budgets?.length > 1;
  return html`
    <${Dialog} title=${existing ? `Change ${existing.id}` : "Create a team"} onClose=${onClose}>
      <form class="form" onSubmit=${submit}>
        ${state.error && html`<${Failure} error=${state.error} />`}
        <div class="columns">
          ${!existing && html`<${TextField} name="id" label="Id" values=${values} set=${set} required autofocus />`}
          <${TextField} name="name" label="Name" values=${values} set=${set} required />
        </div>
        <${Field} label="Members" hint=${`One per line: who, then ${ROLES.join(" or ")}.`}>
          <textarea class="code" rows="4" placeholder="ada@example.com team_admin" value=${values.members}
            onInput=${(event) => set("members", event.target.value)}></textarea>
        <//>
        ${me.role === "admin" && html`
          <${TextField} name="aliases" label="Aliases" hint="Names with commas between them; none means all."
            values=${values} set=${set} />
          ${!several && html`<${BudgetFields} values=${values} set=${set} />`}`}
        <${LimitFields} legend="Limits that its keys have by default" values=${values} set=${set} />
        <div class="columns">
          <${TextField} name="expires_after_days" label="Its keys expire after days" type="number" min="1"
            values=${values} set=${set} placeholder="never" />
          <${TextField} name="keys_per_developer" label="Keys per developer" type="number" min="1"
            values=${values} set=${set} placeholder="any number" />
        </div>
        <${Field} label="Tags of its keys" hint="One name=value per line.">
          <textarea class="code" rows="2" value=${values.tags}
            onInput=${(event) => set("tags", event.target.value)}></textarea>
        <//>
        <div class="buttons">
          <button type="button" onClick=${onClose}>Cancel</button>
          <button class="primary" disabled=${state.busy}>${existing ? "Save" : "Create team"}</button>
        </div>
      </form>
    <//>`;
}

function valuesOf(team) {
  const defaults = team?.key_defaults ?? {};
  return {
    id: team?.id ?? "",
    name: team?.name ?? "",
    members: (team?.members ?? []).map(({ subject, role }) => `${subject} ${role}`).join("\n"),
    aliases: (team?.aliases ?? []).join(", "),
    ...budgetValues(team?.budget),
    requests_per_minute: defaults.limits?.requests_per_minute ?? "",
    tokens_per_minute: defaults.limits?.tokens_per_minute ?? "",
    concurrent: defaults.limits?.concurrent ?? "",
    expires_after_days: defaults.expires_after_days ?? "",
    keys_per_developer: defaults.keys_per_developer ?? "",
    tags: tagLines(defaults.tags),
  };
}

/** The whole team, as it is replaced. What the form does not show stays as it is: several budgets, and limits of models. */
function teamOf(values, existing) {
  const limits = { ...limitsBesides(existing?.key_defaults?.limits), ...limitsOf(values) };
  const aliases = values.aliases.split(",").map((name) => name.trim()).filter(Boolean);
  return {
    name: values.name.trim(),
    members: values.members.split("\n").map((line) => line.trim()).filter(Boolean).map(memberOf),
    budget: budgetOf(values),
    budgets: existing?.budgets,
    aliases: aliases.length > 0 ? aliases : undefined,
    key_defaults: {
      limits: Object.keys(limits).length > 0 ? limits : undefined,
      expires_after_days: values.expires_after_days ? Number(values.expires_after_days) : undefined,
      keys_per_developer: values.keys_per_developer ? Number(values.keys_per_developer) : undefined,
      tags: tagsOf(values.tags),
    },
  };
}

function memberOf(line) {
  const [subject, role = "developer"] = line.split(/\s+/);
  return { subject, role };
}
