import { html, useEffect, useRef, useState } from "../preact.js";
import { modelsOf, streamChat } from "../chat.js";
import { NONE, count, millis, money } from "../format.js";
import { to } from "../router.js";
import { gatewayOf } from "../session.js";
import { CodeTabs } from "../parts/code-tabs.js";
import { useSession } from "../parts/context.js";
import { Facts } from "../parts/facts.js";
import { Field } from "../parts/form.js";
import { Head } from "../parts/head.js";
import { Failure, Notice } from "../parts/states.js";

const PROMPT = "Say hello in five languages.";

/** A chat through the gateway, with the route that it took. The key is kept in this page's memory only. */
export default function Try({ query }) {
  const { login } = useSession();
  const gateway = gatewayOf(login);
  const [values, setValues] = useState({ key: "", model: query.model ?? "", system: "", prompt: PROMPT });
  const [state, setState] = useState({});
  const abort = useRef(null);
  useEffect(() => () => abort.current?.abort(), []);
  const set = (name) => (event) => setValues((before) => ({ ...before, [name]: event.target.value }));

  const send = async (event) => {
    event.preventDefault();
    abort.current = new AbortController();
    setState({ busy: true });
    const messages = [{ role: "user", content: values.prompt }];
    if (values.system) messages.unshift({ role: "system", content: values.system });
    const onProgress = (progress) => setState((before) => ({ ...before, progress }));
    try {
      await streamChat({ gateway, key: values.key, model: values.model, messages, signal: abort.current.signal }, onProgress);
      setState(({ progress }) => ({ progress }));
    } catch (error) {
      setState(({ progress }) => (error.name === "AbortError" ? { progress } : { progress, error: reachable(error, gateway) }));
    }
  };
  return html`
    <div class="flow">
      <${Head} title="Try it" lead="Send a chat as a caller would, and see which way it takes." />
      ${new URL(gateway).origin !== location.origin && html`
        <${Notice}><p>The gateway is at ${gateway}, and this console is not. A browser sends requests there if the gateway allows
          ${" "}<code>${location.origin}</code>, with <code>TOLLGATE_CORS_ORIGINS</code>. In AWS, that is the stack's parameter
          ${" "}<code>CorsOrigins</code>.</p><//>`}
      <div class="halves">
        <form class="form card" onSubmit=${send}>
          <${Field} label="API key" hint="It is kept in the memory of this page, and nowhere else.">
            <input class="code" type="password" autocomplete="off" required placeholder="sk-…" value=${values.key}
              onInput=${set("key")} />
          <//>
          <${ModelField} gateway=${gateway} values=${values} onInput=${set("model")} />
          <${Field} label="System prompt"><textarea rows="2" value=${values.system}
            onInput=${set("system")}></textarea><//>
          <${Field} label="Message" hint="Ctrl-Enter sends it.">
            <textarea rows="5" required value=${values.prompt} onInput=${set("prompt")}
              onKeyDown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form.requestSubmit()}></textarea>
          <//>
          <div class="buttons">
            ${state.busy && html`<button type="button" onClick=${() => abort.current.abort()}>Stop</button>`}
            <button class="primary" disabled=${state.busy}>Send</button>
          </div>
        </form>
        <${Outcome} ...${state} />
      </div>
      <h2>The same as code</h2>
      <${CodeTabs} gateway=${gateway} model=${values.model || "MODEL"} prompt=${values.prompt} />
    </div>`;
}

/** A name to type, with the names that the key may use once the gateway has listed them. */
function ModelField({ gateway, values, onInput }) {
  const [models, setModels] = useState([]);
  const [fault, setFault] = useState(undefined);
  const list = () => values.key && modelsOf(gateway, values.key)
    .then((found) => (setModels(found), setFault(undefined)), (error) => setFault(reachable(error, gateway).message));
  return html`
    <${Field} label="Model" hint="An alias, or provider/model." error=${fault}>
      <input required list="models" autocomplete="off" value=${values.model} onFocus=${list} onInput=${onInput} />
    <//>
    <datalist id="models">${models.map((id) => html`<option value=${id}></option>`)}</datalist>`;
}

function Outcome({ progress, error, busy }) {
  const { see } = useSession();
  const route = progress?.headers ?? {};
  const id = route["request-id"] ?? route["x-request-id"];
  const usage = progress?.usage;
  return html`
    <section class="card" aria-label="Answer">
      <div class="chat-answer" aria-live="polite"
        aria-busy=${busy && !error ? "true" : undefined}>${progress?.text || html`<span class="quiet">The answer appears here.</span>`}</div>
      ${error && html`<${Failure} error=${error} />`}
      ${progress && html`<${Facts} facts=${[
        ["Answered by", route.provider ? `${route.provider}/${route.model}` : NONE],
        ["First token", millis(progress.firstMillis)],
        ["Complete after", millis(progress.millis)],
        ["Cost", money(usage?.cost ?? route["cost-usd"])],
        ["Tokens", usage ? `${count(usage.prompt_tokens)} in, ${count(usage.completion_tokens)} out` : NONE],
        ["Attempts", route.attempts ?? NONE],
        ["Tried", route.tried ?? NONE],
        ["Tier", route.tier ?? NONE],
        ["Cache", route.cache ?? NONE],
        ["Time of the gateway", route["overhead-ms"] ? `${route["overhead-ms"]} ms` : NONE],
        ["Request", id ? (see("requests") ? html`<a href=${to("requests", id)}>${id}</a>` : html`<code>${id}</code>`) : NONE],
      ]} />`}
    </section>`;
}

/** A browser says of a host that does not answer only that it failed. */
function reachable(error, gateway) {
  return error instanceof TypeError ? new Error(`The gateway cannot be reached at ${gateway}.`) : error;
}
