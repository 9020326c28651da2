import { html, useEffect, useRef, useState } from "../preact.js";
import { keepToken, loginAddress } from "../session.js";
import { Field } from "./form.js";

/** The login: the identity provider's button, a local token, or both. */
export function Login({ login, refusal, failure, onToken }) {
  const [value, setValue] = useState("");
  const input = useRef(null);
  useEffect(() => {
    document.title = "Sign in · Tollgate";
    input.current?.focus();
  }, [refusal]);

  const submit = (event) => {
    event.preventDefault();
    keepToken(value.trim());
    onToken();
  };
  const byToken = login.methods.includes("token");
  const byProvider = login.methods.includes("oidc");
  return html`
    <main class="login" id="main">
      <div class="card login-card">
        <div class="stack tight">
          <span class="brand"><img src="favicon.svg" alt="" /> Tollgate</span>
          <h1>Sign in to the console</h1>
        </div>
        ${failure && html`<p class="fault" role="alert">${failure}</p>`}
        ${byProvider && html`<a class="button primary" href=${loginAddress(login)}>Sign in with your company account</a>`}
        ${byProvider && byToken && html`<p class="or">or</p>`}
        ${byToken && html`
          <form class="form" onSubmit=${submit}>
            <${Field} label="Token" error=${refusal} hint="“make run” prints a local token. It stays in this tab only.">
              <input class="code" type="password" name="token" autocomplete="off" required ref=${input}
                value=${value} onInput=${(event) => setValue(event.target.value)} />
            <//>
            <button class=${byProvider ? "" : "primary"}>Sign in</button>
          </form>`}
        <p class="small quiet">Tollgate ${login.version}</p>
      </div>
    </main>`;
}
