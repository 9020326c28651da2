import { html, useState } from "../preact.js";
import { call, save } from "../api.js";
import { recordsOf } from "../csv.js";
import { Dialog } from "./dialog.js";
import { Field } from "./form.js";
import { Failure, Notice } from "./states.js";

const EXAMPLE = "id,team,owner,requests_per_minute,expires\nsearch-prod,search,ada@example.com,600,2027-06-30\n";

/** Creates the keys of a CSV; their secrets go into a file, and are shown nowhere. */
export function KeyImport({ onClose }) {
  const [csv, setCsv] = useState("");
  const [state, setState] = useState({});
  const chosen = async (event) => {
    const [file] = event.target.files;
    if (file) setCsv(await file.text());
  };
  const submit = async (event) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      setState({ answer: (await call("POST", "keys/import", { body: csv, type: "text/csv" })).data });
    } catch (error) {
      setState({ error });
    }
  };
  return html`
    <${Dialog} title="Import keys from CSV" sticky=${Boolean(state.answer || state.busy)} onClose=${onClose}>
      ${state.answer ? html`<${Result} answer=${state.answer} onClose=${onClose} />` : html`
        <form class="form" onSubmit=${submit}>
          ${state.error && html`<${Failure} error=${state.error} />`}
          <${Field} label="File"><input type="file" accept=".csv,text/csv" onChange=${chosen} /><//>
          <${Field} label="Lines" hint="The first line names the fields. Several tags or aliases have spaces between them.">
            <textarea class="code" rows="8" required placeholder=${EXAMPLE} value=${csv}
              onInput=${(event) => setCsv(event.target.value)}></textarea>
          <//>
          <div class="buttons">
            ${state.busy && html`<span role="status">Creating the keys…</span>`}
            <button type="button" disabled=${state.busy} onClick=${onClose}>Cancel</button>
            <button class="primary" disabled=${state.busy}>Create keys</button>
          </div>
        </form>`}
    <//>`;
}

/** A line that is refused does not stop the others: it says why. */
function Result({ answer, onClose }) {
  const results = recordsOf(answer);
  const failed = results.filter(({ error }) => error);
  const store = () => save(new Blob([answer], { type: "text/csv" }), "tollgate-keys.csv");
  return html`
    <${Notice} kind=${failed.length > 0 ? "warn" : "good"}
      title=${`${results.length - failed.length} of ${results.length} keys are created`}>
      <p>The file has their secrets. This is the only time that you can save it.</p>
    <//>
    ${failed.length > 0 && html`<ul>${failed.map(({ line, id, error }) => html`<li>Line ${line}, <code>${id}</code>: ${error}</li>`)}</ul>`}
    <div class="buttons">
      <button class="primary" onClick=${store}>Save the secrets</button>
      <button onClick=${onClose}>Done</button>
    </div>`;
}
