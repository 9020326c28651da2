import { html } from "../preact.js";
import { NONE } from "../format.js";
import { to } from "../router.js";
import { Facts } from "../parts/facts.js";
import { ThingPage } from "../parts/thing.js";
import { ApiKey } from "./providers.js";

/** One provider. */
export default function Provider({ id }) {
  return html`
    <${ThingPage} area="providers" title="Providers" kind="provider" id=${id}
      definitionOf=${(provider) => provider.definition}
      warning="Aliases whose targets are at this provider go on with their other targets, or fail.">
      ${(provider) => html`
        <section class="card" aria-label="Provider">
          <${Facts} facts=${[
            ["Kind", provider.kind],
            ["Base URL", provider.base_url ? html`<code>${provider.base_url}</code>` : NONE],
            ["API key", html`<${ApiKey} of=${provider.api_key} />`],
          ]} />
        </section>
        <p class="row"><a class="button" href=${to("usage", { provider: id, group_by: "day,model" })}>Usage</a></p>`}
    <//>`;
}
