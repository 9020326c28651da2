import { html, useEffect, useState } from "../preact.js";

/** Copies `text`, and says that it did. */
export function CopyButton({ text, label = "Copy" }) {
  const [said, setSaid] = useState(null);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(null), 2000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => write(text).then(() => setSaid("Copied"), () => setSaid("Select it, and copy by hand"));
  return html`<button type="button" class="slim" onClick=${copy}><span aria-live="polite">${said ?? label}</span></button>`;
}

/** Browsers have a clipboard only where the connection is safe, or on the own machine. */
async function write(text) {
  if (!navigator.clipboard) throw new Error("There is no clipboard.");
  await navigator.clipboard.writeText(text);
}

/** Lines to copy. */
export function Snippet({ code, label }) {
  return html`
    <div class="snippet">
      <pre tabindex="0" role="region" aria-label=${label}><code>${code}</code></pre>
      <${CopyButton} text=${code} />
    </div>`;
}

/** A secret that nobody sees a second time. */
export function SecretOnce({ secret }) {
  return html`
    <div class="notice warn" role="status">
      <p class="strong">This is the only time that the secret is shown</p>
      <p>The gateway keeps its hash. Copy the secret now, and store it where your application reads it.</p>
      <div class="row"><code class="secret" data-test="secret">${secret}</code> <${CopyButton} text=${secret}
        label="Copy secret" /></div>
    </div>`;
}
