import { html, useState } from "../preact.js";
import { codeFor } from "../code.js";
import { Snippet } from "./snippet.js";
import { Tabs } from "./tabs.js";

/** The same request as code, one tab per language. */
export function CodeTabs({ gateway, model, prompt }) {
  const [language, setLanguage] = useState("curl");
  const codes = codeFor({ gateway, model, prompt });
  const [, title, code] = codes.find(([name]) => name === language);
  return html`
    <${Tabs} label="Language" tabs=${codes.map(([name, text]) => [name, text])} current=${language}
      onChange=${setLanguage}>
      <${Snippet} code=${code} label=${title} />
    <//>`;
}
