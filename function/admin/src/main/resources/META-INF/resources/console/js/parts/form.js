import { html, useMemo } from "../preact.js";

let lastId = 0;

/** A label, one input, its hint and its error, connected for those who cannot see them next to each other. */
export function Field({ label, hint, error, className = "", hideLabel, children }) {
  const id = useMemo(() => `field-${(lastId += 1)}`, []);
  const input = Array.isArray(children) ? children.find((child) => child?.props) : children;
  input.props.id = id;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  if (described) input.props["aria-describedby"] = described;
  if (error) input.props["aria-invalid"] = "true";
  return html`
    <div class=${`field ${className}`}>
      <label for=${id} class=${hideLabel ? "hidden-text" : ""}>${label}</label>
      ${input}
      ${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}
      ${error && html`<span class="fault" id=${`${id}-error`} role="alert">${error}</span>`}
    </div>`;
}

/** A field whose value is a text in `values`, set by `set(name, text)`. */
export function TextField({ name, label, hint, values, set, error, type = "text", ...rest }) {
  return html`
    <${Field} label=${label} hint=${hint} error=${error}>
      <input type=${type} name=${name} value=${values[name] ?? ""} autocomplete="off"
        onInput=${(event) => set(name, event.target.value)} ...${rest} />
    <//>`;
}

/** A choice. `options` are values, or `[value, text]`. */
export function SelectField({ name, label, hint, values, set, options, error, className, hideLabel }) {
  return html`
    <${Field} label=${label} hint=${hint} error=${error} className=${className} hideLabel=${hideLabel}>
      <select name=${name} value=${values[name] ?? ""} onChange=${(event) => set(name, event.target.value)}>
        ${options.map((option) => {
          const [value, text] = Array.isArray(option) ? option : [option, option];
          return html`<option value=${value} selected=${value === (values[name] ?? "")}>${text}</option>`;
        })}
      </select>
    <//>`;
}

/** Several of a few names; none of them means no rule. */
export function Choices({ legend, hint, options, chosen, onChange }) {
  const toggle = (name) => onChange(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
  return html`
    <fieldset>
      <legend>${legend}</legend>
      <div class="choices">
        ${options.map((name) => html`
          <label><input type="checkbox" checked=${chosen.includes(name)}
            onChange=${() => toggle(name)} /> ${name}</label>`)}
      </div>
      ${hint && html`<span class="hint">${hint}</span>`}
    </fieldset>`;
}
