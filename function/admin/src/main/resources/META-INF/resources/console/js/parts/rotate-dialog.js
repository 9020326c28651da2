import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { Dialog } from "./dialog.js";
import { SelectField } from "./form.js";
import { SecretOnce } from "./snippet.js";
import { Failure } from "./states.js";

const HOUR = 3_600_000;
const OVERLAPS = [["0", "now"], ["1", "in an hour"], ["24", "in a day"], ["168", "in a week"]];

/** Gives a key a new secret; the old one may go on for a while, so that nothing stops. */
export function RotateDialog({ id, etag, onClose }) {
  const [values, setValues] = useState({ hours: "24" });
  const [state, setState] = useState({});
  const submit = async (event) => {
    event.preventDefault();
    setState({ busy: true });
    const hours = Number(values.hours);
    const body = hours > 0 ? { old_until: new Date(Date.now() + hours * HOUR).toISOString() } : {};
    try {
      setState({ secret: (await call("POST", `keys/${encodeURIComponent(id)}/rotate`, { body, etag })).data.secret });
    } catch (error) {
      setState({ error });
    }
  };
  return html`
    <${Dialog} title=${`Rotate ${id}`} narrow sticky=${Boolean(state.secret)} onClose=${onClose}>
      ${state.secret ? html`
        <${SecretOnce} secret=${state.secret} />
        <div class="buttons"><button class="primary" onClick=${onClose}>I have stored it</button></div>` : html`
        <form class="form" onSubmit=${submit}>
          ${state.error && html`<${Failure} error=${state.error} />`}
          <${SelectField} name="hours" label="The old secret stops working" values=${values} options=${OVERLAPS}
            set=${(name, value) => setValues({ [name]: value })} />
          <div class="buttons">
            <button type="button" onClick=${onClose}>Cancel</button>
            <button class="primary" disabled=${state.busy}>Make a new secret</button>
          </div>
        </form>`}
    <//>`;
}
