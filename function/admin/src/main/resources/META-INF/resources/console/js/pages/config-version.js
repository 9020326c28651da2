import { html, useState } from "../preact.js";
import { call, get } from "../api.js";
import { useLoad } from "../load.js";
import { go, to } from "../router.js";
import { useSession } from "../parts/context.js";
import { Confirm } from "../parts/dialog.js";
import { Diff } from "../parts/diff.js";
import { Head } from "../parts/head.js";
import { Snippet } from "../parts/snippet.js";
import { Content } from "../parts/states.js";
import { Time } from "../parts/time.js";

/** An earlier configuration: what has changed since, and the way back to it. */
export default function ConfigVersion({ id }) {
  const { change } = useSession();
  const [asking, setAsking] = useState(false);
  const loaded = useLoad(async (signal) => {
    const path = `config/versions/${encodeURIComponent(id)}`;
    const [current, version] = await Promise.all([call("GET", "config", { signal }), get(path, {}, signal)]);
    const now = current.data.version;
    const since = now === version.version ? [] : (await get(`${path}/diff`, { to: now }, signal)).diff;
    return { now, etag: current.etag, version, since };
  }, [id]);
  const [force, setForce] = useState(false);
  const rollBack = async () => {
    try {
      const query = force ? { force: true } : {};
      await call("POST", `config/versions/${encodeURIComponent(id)}/rollback`, { query, etag: loaded.data.etag });
    } catch (error) {
      setForce(error.status === 409);
      throw error;
    }
    go(to("config"));
  };
  const earlier = loaded.data && loaded.data.now !== loaded.data.version.version;
  return html`
    <div class="flow">
      <${Head} title=${`Version ${id}`} crumb=${{ title: "Configuration", address: to("config") }}>
        ${earlier && change("config") && html`<button onClick=${() => setAsking(true)}>Go back to this version</button>`}
      <//>
      <${Content} of=${loaded}>${({ version, since, now }) => html`
        <p class="quiet">Applied <${Time} at=${version.applied_at} /> by ${version.by}</p>
        ${earlier ? html`<h2>Changed since, up to version ${now}</h2><${Diff} diff=${since} />` : html`<p>This is the version in use.</p>`}
        <${Snippet} code=${version.yaml} label="tollgate.yaml" />`}
      <//>
      ${asking && html`
        <${Confirm} title=${`Go back to version ${id}?`} verb=${force ? "Roll back anyway" : "Roll back"}
          act=${rollBack} onClose=${() => setAsking(false)}>
          <p>The gateways use it within half a minute. The version in use stays in the list.</p>
        <//>`}
    </div>`;
}
