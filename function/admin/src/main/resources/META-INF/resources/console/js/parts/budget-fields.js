import { html } from "../preact.js";
import { SelectField, TextField } from "./form.js";

const PERIODS = ["day", "week", "month", "total"];
const KINDS = [["soft", "soft: warns"], ["hard", "hard: refuses"]];

/** A budget: an amount, its period, and what happens at its end. An empty amount is no budget. */
export function BudgetFields({ values, set }) {
  return html`
    <fieldset>
      <legend>Budget</legend>
      <div class="columns">
        <${TextField} name="amount_usd" label="US dollars" inputmode="decimal" values=${values} set=${set}
          placeholder="none" />
        <${SelectField} name="period" label="Per" values=${values} set=${set} options=${PERIODS} />
        <${SelectField} name="kind" label="Kind" values=${values} set=${set} options=${KINDS} />
        ${values.kind === "hard" && html`<${TextField} name="cheaper_usd" label="Then for cheaper models" inputmode="decimal"
          values=${values} set=${set} placeholder="none" hint="Of aliases with when_budget_spent." />`}
      </div>
    </fieldset>`;
}

/** The three limits of a key. */
export function LimitFields({ values, set, legend = "Limits" }) {
  return html`
    <fieldset>
      <legend>${legend}</legend>
      <div class="columns">
        <${TextField} name="requests_per_minute" label="Requests per minute" type="number" min="1" values=${values}
          set=${set} placeholder="none" />
        <${TextField} name="tokens_per_minute" label="Tokens per minute" type="number" min="1" values=${values}
          set=${set} placeholder="none" />
        <${TextField} name="concurrent" label="At the same time" type="number" min="1" values=${values} set=${set}
          placeholder="none" />
      </div>
    </fieldset>`;
}
