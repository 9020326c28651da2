import { html, useState } from "../preact.js";
import { call, save } from "../api.js";
import { Dialog } from "./dialog.js";
import { Field } from "./form.js";
import { Failure, Notice } from "./states.js";

const EXAMPLE = "id,team,owner,requests_per_minute,expires\nsearch-prod,search,ada@example.com,600,2027-06-30\n";

/** Creates many keys from a CSV; the answer with their secrets is a file, and is shown nowhere. */
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
      const { data } = await call("POST", "keys/import", { body: csv, type: "text/csv", accept: "text/csv" });
      setState({ result: data });
    } catch (error) {
      setState({ error });
    }
  };
  return html`
    <${Dialog} title="Import keys from CSV" onClose=${onClose}>
      ${state.result ? html`<${Result} csv=${state.result} onClose=${onClose} />` : html`
        <form class="form" onSubmit=${submit}>
          ${state.error && html`<${Failure} error=${state.error} />`}
          <${Field} label="File"><input type="file" accept=".csv,text/csv" onChange=${chosen} /><//>
          <${Field} label="Lines" hint="The first line names the fields.">
            <textarea class="code" rows="8" required placeholder=${EXAMPLE} value=${csv}
              onInput=${(event) => setCsv(event.target.value)}></textarea>
          <//>
          <div class="buttons">
            <button type="button" onClick=${onClose}>Cancel</button>
            <button class="primary" disabled=${state.busy}>Create keys</button>
          </div>
        </form>`}
    <//>`;
}

/** `line,id,secret,error`: a line has a secret or an error. */
function Result({ csv, onClose }) {
  const lines = csv.trim().split("\n").slice(1);
  const failed = lines.filter((line) => !line.trimEnd().endsWith(",") && line.split(",")[2] === "");
  const store = () => save(new Blob([csv], { type: "text/csv" }), "tollgate-keys.csv");
  return html`
    <${Notice} kind=${failed.length > 0 ? "warn" : "good"}
      title=${`${lines.length - failed.length} of ${lines.length} keys are created`}>
      <p>The file has their secrets. This is the only time that you can save it.</p>
    <//>
    ${failed.length > 0 && html`<div class="snippet"><pre tabindex="0" role="region" aria-label="Lines with errors">${failed.join("\n")}</pre></div>`}
    <div class="buttons">
      <button class="primary" onClick=${store}>Save the secrets</button>
      <button onClick=${onClose}>Done</button>
    </div>`;
}
