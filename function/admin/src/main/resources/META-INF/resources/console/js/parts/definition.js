import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { toYaml } from "../yaml.js";
import { Dialog } from "./dialog.js";
import { Field, TextField } from "./form.js";
import { CopyButton } from "./snippet.js";
import { Failure } from "./states.js";

/** A definition as `tollgate.yaml` has it. */
export function Definition({ definition }) {
  const yaml = toYaml(definition);
  return html`
    <section class="stack tight" aria-label="Definition">
      <h2>Definition</h2>
      <div class="snippet"><pre tabindex="0" role="region"
        aria-label="Definition in YAML"><code>${yaml}</code></pre><${CopyButton} text=${yaml} /></div>
    </section>`;
}

/**
 * Creates or replaces a definition. It is edited as JSON, which the YAML of `tollgate.yaml` contains.
 * @param {{area: string, kind: string, name?: string, etag?: string, start: any, onClose: (name?: string) => void}} props
 */
export function DefinitionDialog({ area, kind, name, etag, start, onClose }) {
  const [values, setValues] = useState({ name: name ?? "", json: JSON.stringify(start, null, 2) });
  const [state, setState] = useState({});
  const set = (field, value) => setValues((before) => ({ ...before, [field]: value }));
  const put = async (force) => {
    setState({ busy: true });
    try {
      const definition = JSON.parse(values.json);
      const query = force ? { force: true } : {};
      await call("PUT", `${area}/${encodeURIComponent(values.name)}`, { query, etag, body: { definition } });
      onClose(values.name);
    } catch (error) {
      setState({ error });
    }
  };
  const submit = (event) => {
    event.preventDefault();
    put(false);
  };
  return html`
    <${Dialog} title=${name ? `Change ${name}` : `Add a ${kind}`} onClose=${() => onClose()}>
      <form class="form" onSubmit=${submit}>
        ${state.error && html`<${Failure} error=${state.error} />`}
        ${!name && html`<${TextField} name="name" label="Name" values=${values} set=${set} required autofocus />`}
        <${Field} label="Definition"
          hint="As JSON, with the fields of tollgate.yaml. The server checks them as for a file.">
          <textarea class="code" rows="16" spellcheck="false" value=${values.json}
            onInput=${(event) => set("json", event.target.value)}></textarea>
        <//>
        <div class="buttons">
          <button type="button" onClick=${() => onClose()}>Cancel</button>
          ${state.error?.status === 409 && html`<button type="button" class="danger" onClick=${() => put(true)}>Save anyway</button>`}
          <button class="primary" disabled=${state.busy}>Save</button>
        </div>
      </form>
    <//>`;
}
