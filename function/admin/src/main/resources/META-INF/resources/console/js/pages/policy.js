import { html } from "../preact.js";
import { ThingPage } from "../parts/thing.js";

/** One policy. */
export default function Policy({ id }) {
  return html`
    <${ThingPage} area="policies" title="Policies" kind="policy" id=${id} definitionOf=${(policy) => policy.definition}
      warning="Prompts and answers that this policy changed or refused go through as they are.">
      ${() => null}
    <//>`;
}
