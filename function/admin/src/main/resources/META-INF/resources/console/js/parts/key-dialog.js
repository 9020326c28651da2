import { html, useState } from "../preact.js";
import { call, getAll } from "../api.js";
import { useLoad } from "../load.js";
import { to } from "../router.js";
import { BudgetFields, LimitFields } from "./budget-fields.js";
import { useSession } from "./context.js";
import { Dialog } from "./dialog.js";
import { Choices, Field, SelectField, TextField } from "./form.js";
import { budgetsOf, changeOf, keyOf, valuesOf } from "./key-fields.js";
import { SecretOnce } from "./snippet.js";
import { Failure } from "./states.js";

const IN_TEAMS = ["team_admin", "developer"];

/**
 * Creates a key, and shows its secret once; or changes one that exists.
 * @param {{existing?: any, etag?: string, onClose: () => void}} props
 */
export function KeyDialog({ existing, etag, onClose }) {
  const { me } = useSession();
  const [values, setValues] = useState(() => valuesOf(existing ?? startOf(me)));
  const [state, setState] = useState({});
  const set = (name, value) => setValues((before) => ({ ...before, [name]: value }));
  const submit = async (event) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      if (existing) {
        await call("PATCH", `keys/${encodeURIComponent(existing.id)}`, { body: changeOf(existing, values), etag });
        onClose();
      } else {
        setState({ created: (await call("POST", "keys", { body: keyOf(values) })).data });
      }
    } catch (error) {
      setState({ error });
    }
  };
  if (state.created) return html`<${Created} created=${state.created} onClose=${onClose} />`;
  const faultOf = (name) => (state.error?.param === name ? state.error.message : undefined);
  return html`
    <${Dialog} title=${existing ? `Change ${existing.id}` : "Create a key"} onClose=${onClose}>
      <form class="form" onSubmit=${submit}>
        ${state.error && html`<${Failure} error=${state.error} />`}
        <${Who} values=${values} set=${set} faultOf=${faultOf} existing=${existing} />
        <${Aliases} chosen=${values.aliases} onChange=${(aliases) => set("aliases", aliases)} />
        <${LimitFields} values=${values} set=${set} />
        ${me.role !== "developer" && budgetsOf(existing).length <= 1 && html`<${BudgetFields} values=${values} set=${set} />`}
        <div class="buttons">
          <button type="button" onClick=${onClose}>Cancel</button>
          <button class="primary" disabled=${state.busy}>${existing ? "Save" : "Create key"}</button>
        </div>
      </form>
    <//>`;
}

function Who({ values, set, faultOf, existing }) {
  const { me } = useSession();
  const own = IN_TEAMS.includes(me.role);
  const developer = me.role === "developer";
  return html`
    ${!existing && html`<${TextField} name="id" label="Id" hint="Appears in usage and bills. Lower case, such as search-prod."
      values=${values} set=${set} error=${faultOf("id")} required autofocus />`}
    <div class="columns">
      ${own
        ? !(developer && existing) && html`<${SelectField} name="team" label="Team" values=${values} set=${set}
          options=${me.teams} error=${faultOf("team")} />`
        : html`<${TextField} name="team" label="Team" values=${values} set=${set} error=${faultOf("team")} />`}
      ${!developer && html`<${TextField} name="owner" label="Owner" values=${values} set=${set} error=${faultOf("owner")} />`}
      <${TextField} name="expires" label="Expires" type="date" values=${values} set=${set}
        error=${faultOf("expires")} />
    </div>
    ${!developer && html`
      <${Field} label="Tags" hint="One name=value per line. They are copied into each usage record."
        error=${faultOf("tags")}>
        <textarea class="code" rows="2" name="tags" value=${values.tags}
          onInput=${(event) => set("tags", event.target.value)}></textarea>
      <//>`}`;
}

/** What a new key has at first: team admins and developers make keys of their teams only, developers their own. */
function startOf(me) {
  return { team: IN_TEAMS.includes(me.role) ? me.teams[0] : undefined, owner: me.role === "developer" ? me.subject : undefined };
}

/** The names that a key may use. Who may not list aliases leaves that to the team. */
function Aliases({ chosen, onChange }) {
  const { see } = useSession();
  const loaded = useLoad((signal) => (see("aliases") ? getAll("aliases", {}, signal) : Promise.resolve([])), []);
  const names = [...new Set([...(loaded.data ?? []).map(({ name }) => name), ...chosen])];
  if (loaded.error) return html`<${Failure} error=${loaded.error} retry=${loaded.reload} />`;
  return names.length > 0 && html`<${Choices} legend="Aliases" hint="None of them means all." options=${names} chosen=${chosen} onChange=${onChange} />`;
}

function Created({ created, onClose }) {
  return html`
    <${Dialog} title=${`Key ${created.key.id} is created`} sticky onClose=${onClose}>
      <${SecretOnce} secret=${created.secret} />
      <div class="buttons">
        <a class="button" href=${to("try")} onClick=${onClose}>Try it</a>
        <button class="primary" onClick=${onClose}>I have stored it</button>
      </div>
    <//>`;
}
