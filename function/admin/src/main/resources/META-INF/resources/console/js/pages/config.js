import { html, useState } from "../preact.js";
import { call, get } from "../api.js";
import { useLoad } from "../load.js";
import { to } from "../router.js";
import { useSession } from "../parts/context.js";
import { Diff } from "../parts/diff.js";
import { Editor } from "../parts/editor.js";
import { Head } from "../parts/head.js";
import { List, useList } from "../parts/list.js";
import { Content, Failure, Notice } from "../parts/states.js";
import { Time } from "../parts/time.js";

const VERSIONS = [
  { title: "Version", cell: (row) => html`<a href=${to("config", String(row.version))}>${row.version}</a>` },
  { title: "Applied", cell: (row) => html`<${Time} at=${row.applied_at} />` },
  { title: "By", cell: (row) => row.by },
  { title: "Digest", wide: true, cell: (row) => html`<code>${row.digest.slice(0, 19)}</code>` },
];

/** The configuration as a file: change, check, see what changes, apply. */
export default function Config({ query }) {
  const loaded = useLoad(currentConfig, []);
  const versions = useList("config/versions", query, []);
  const applied = () => {
    loaded.reload();
    versions.reload();
  };
  return html`
    <div class="flow">
      <${Head} title="Configuration"
        lead="tollgate.yaml as the gateways use it. Each change is a version that you can go back to." />
      <${Content} of=${loaded} lines=${12}>
        ${({ data, etag }) => html`<${Editing} key=${etag} config=${data} etag=${etag} onApplied=${applied} />`}
      <//>
      <h2>Versions</h2>
      <${List} of=${versions} caption="Versions" columns=${VERSIONS}
        empty=${html`<p class="quiet">Nothing was applied yet.</p>`} />
    </div>`;
}

/** The version in use. A new gateway without a file has none yet. */
async function currentConfig(signal) {
  const { data } = await get("config/versions", { limit: 1 }, signal);
  if (data.length === 0) return { data: { version: 0, yaml: "" }, etag: '"0"' };
  return call("GET", "config", { signal });
}

function Editing({ config, etag, onApplied }) {
  const { change } = useSession();
  const [yaml, setYaml] = useState(config.yaml);
  const [state, setState] = useState({});
  const [line, setLine] = useState(undefined);
  const changed = yaml !== config.yaml;
  const edit = (text) => {
    setYaml(text);
    setState({});
  };
  const check = async () => {
    setState({ busy: true });
    setLine(undefined);
    await call("POST", "config/check", { body: yaml, type: "text/yaml" })
      .then(({ data }) => setState({ checked: data }), (error) => setState({ error }));
  };
  const apply = async (force) => {
    setState({ ...state, busy: true });
    const query = force ? { force: true } : {};
    await call("PUT", "config", { query, body: yaml, type: "text/yaml", etag })
      .then(onApplied, (error) => setState({ ...state, error }));
  };
  const writable = change("config");
  return html`
    <p class="quiet">${config.version > 0
      ? html`Version ${config.version}, applied <${Time} at=${config.applied_at} /> by ${config.by}`
      : "No version yet: apply a file to have one."}</p>
    <${Editor} label="tollgate.yaml" value=${yaml} onInput=${edit} readOnly=${!writable} line=${line} />
    ${writable && html`
      <div class="buttons">
        ${changed && html`<button onClick=${() => edit(config.yaml)}>Discard changes</button>`}
        <button disabled=${!changed || state.busy} onClick=${check}>Check</button>
        <button class="primary" disabled=${!state.checked?.valid || state.busy}
          onClick=${() => apply(false)}>Apply</button>
      </div>`}
    ${state.error && html`<${Failure} error=${state.error} />`}
    ${state.error?.status === 409 && html`
      <div class="buttons"><button class="danger" onClick=${() => apply(true)}>Apply anyway</button></div>`}
    ${state.checked && html`<${Checked} result=${state.checked} toLine=${setLine} />`}`;
}

/** What the check found: problems with their lines, or what would change. */
function Checked({ result, toLine }) {
  if (!result.valid) {
    return html`
      <${Notice} kind="bad" title="This file cannot be applied">
        <${Problems} problems=${result.problems} toLine=${toLine} />
      <//>`;
  }
  return html`
    <${Notice} kind="good" title="The file is valid"><p>This changes when you apply it:</p><//>
    ${result.warnings?.length > 0 && html`
      <${Notice} kind="warn" title="Look at this first"><${Problems} problems=${result.warnings}
        toLine=${toLine} /><//>`}
    <${Diff} diff=${result.diff} />`;
}

function Problems({ problems, toLine }) {
  return html`
    <ul>${problems.map(({ line, field, message }) => html`
      <li>${line > 0 && html`<button class="plain slim" onClick=${() => toLine(line)}>Line ${line}</button>`}
        ${field && html` <code>${field}</code>`} ${message}</li>`)}
    </ul>`;
}
