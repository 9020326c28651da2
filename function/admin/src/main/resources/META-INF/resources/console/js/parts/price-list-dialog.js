import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { Dialog } from "./dialog.js";
import { Field } from "./form.js";
import { Failure } from "./states.js";

/** Applies a list of prices in the form of `prices.json`, in place of the one with this version. */
export function PriceListDialog({ etag, onClose }) {
  const [json, setJson] = useState("");
  const [state, setState] = useState({});
  const chosen = async (event) => {
    const [file] = event.target.files;
    setJson(file ? await file.text() : "");
  };
  const submit = async (event) => {
    event.preventDefault();
    setState({ busy: true });
    await call("PUT", "prices/list", { body: json, type: "application/json", etag })
      .then(onClose, (error) => setState({ error }));
  };
  return html`
    <${Dialog} title="Apply a price list" narrow onClose=${onClose}>
      <form class="form" onSubmit=${submit}>
        ${state.error && html`<${Failure} error=${state.error} />`}
        <${Field} label="File" hint="A prices.json, as the command line's “prices” has it.">
          <input type="file" accept=".json,application/json" required onChange=${chosen} />
        <//>
        <div class="buttons">
          <button type="button" onClick=${onClose}>Cancel</button>
          <button class="primary" disabled=${!json || state.busy}>Apply</button>
        </div>
      </form>
    <//>`;
}
