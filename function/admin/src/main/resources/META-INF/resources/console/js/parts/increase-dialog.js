import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { Dialog } from "./dialog.js";
import { TextField } from "./form.js";
import { Failure } from "./states.js";

const WEEK = 7 * 24 * 3_600_000;

/** Makes a budget larger for a while, changes that, or ends it. @param {{row: any, onClose: () => void}} props */
export function IncreaseDialog({ row, onClose }) {
  const { owner, period, increase } = row;
  const etag = increase && `"${increase.version}"`;
  const [values, setValues] = useState({
    amount_usd: increase?.amount_usd ?? "",
    until: (increase?.until ?? new Date(Date.now() + WEEK).toISOString()).slice(0, 10),
    reason: increase?.reason ?? "",
  });
  const [state, setState] = useState({});
  const set = (name, value) => setValues((before) => ({ ...before, [name]: value }));
  const run = async (act) => {
    setState({ busy: true });
    try {
      await act();
      onClose();
    } catch (error) {
      setState({ error });
    }
  };
  const submit = (event) => {
    event.preventDefault();
    const body = { owner, period, ...values, amount_usd: values.amount_usd.trim(), until: `${values.until}T00:00:00Z` };
    run(() => call("PUT", "budgets/increase", { body, etag }));
  };
  const end = () => run(() => call("DELETE", "budgets/increase", { query: { ...owner, period }, etag }));
  return html`
    <${Dialog} title=${`Increase the budget of ${owner.id}`} narrow onClose=${onClose}>
      <form class="form" onSubmit=${submit}>
        ${state.error && html`<${Failure} error=${state.error} />`}
        <div class="columns">
          <${TextField} name="amount_usd" label=${`More US dollars per ${period}`} inputmode="decimal" values=${values} set=${set}
            required />
          <${TextField} name="until" label="Until the start of" type="date" hint="In UTC." values=${values} set=${set} required />
        </div>
        <${TextField} name="reason" label="Reason" hint="The audit trail keeps it." values=${values} set=${set} required
          maxlength="500" />
        <div class="buttons">
          <button type="button" onClick=${onClose}>Cancel</button>
          ${increase && html`<button class="danger" type="button" disabled=${state.busy} onClick=${end}>End it now</button>`}
          <button class="primary" disabled=${state.busy}>${increase ? "Save" : "Increase budget"}</button>
        </div>
      </form>
    <//>`;
}
