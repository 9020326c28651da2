import { html, useState } from "../preact.js";
import { get } from "../api.js";
import { useLoad } from "../load.js";
import { to } from "../router.js";
import { gatewayOf } from "../session.js";
import { CodeTabs } from "../parts/code-tabs.js";
import { useSession } from "../parts/context.js";
import { Head } from "../parts/head.js";
import { Snippet } from "../parts/snippet.js";
import { Tabs } from "../parts/tabs.js";

/** From nothing to the first answer, in lines to copy. */
export default function Start() {
  const { login, see, change } = useSession();
  const gateway = gatewayOf(login);
  const aliases = useLoad((signal) => (see("aliases") ? get("aliases", { limit: 1 }, signal) : Promise.resolve({ data: [] })), []);
  // Without an alias, the reader puts a name here that the list of models has.
  const model = aliases.data?.data[0]?.name ?? "MODEL";
  return html`
    <div class="flow">
      <${Head} title="Getting started" lead="From nothing to the first answer, in lines to copy." />
      <ol class="steps">
        <li>
          <h2>Get a key</h2>
          <p class="prose">${change("keys")
            ? html`<a href=${to("keys")}>Create a key</a> for each application. Its secret is shown once.`
            : "Your platform team creates a key for you. Its secret is shown once."}</p>
          <${Snippet} label="The key as a variable" code=${"export TOLLGATE_API_KEY=sk-…"} />
        </li>
        <li>
          <h2>Point your client at the gateway</h2>
          <p class="prose">Every client of OpenAI's API works. These two variables are all that its SDKs need.</p>
          <${Snippet} label="Variables of OpenAI's SDKs"
            code=${`export OPENAI_BASE_URL=${gateway}/v1\nexport OPENAI_API_KEY=$TOLLGATE_API_KEY`} />
        </li>
        <li>
          <h2>See what you may use</h2>
          <${Snippet} label="List of models"
            code=${`curl ${gateway}/v1/models -H "Authorization: Bearer $TOLLGATE_API_KEY"`} />
        </li>
        <li>
          <h2>Send a request</h2>
          <${CodeTabs} gateway=${gateway} model=${model} prompt="Hello" />
        </li>
        <li>
          <h2>Connect a tool</h2>
          <p class="prose">The command line knows where each tool has its settings, and can write them.</p>
          <${Tools} gateway=${gateway} model=${model} />
        </li>
        <li>
          <h2>See what it cost</h2>
          <p class="prose">${see("requests") ? html`Each request is in <a href=${to("requests")}>Requests</a>` : "Each request is recorded"},
            and counts in <a href=${to("usage")}>Usage</a> a moment later.</p>
        </li>
      </ol>
    </div>`;
}

const TOOLS = [["claude", "Claude Code"], ["codex", "Codex"], ["opencode", "opencode"], ["gemini", "Gemini CLI"], ["cursor", "Cursor"]];

function Tools({ gateway, model }) {
  const [tool, setTool] = useState("claude");
  return html`
    <${Tabs} label="Tool" tabs=${TOOLS} current=${tool} onChange=${setTool}>
      <${Snippet} label="Settings of the tool" code=${`tollgate connect ${tool} --url ${gateway} --model ${model}`} />
    <//>`;
}
