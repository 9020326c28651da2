import { html, useEffect, useRef, useState } from "../preact.js";
import { setQuery } from "../router.js";
import { Field, SelectField } from "./form.js";

const TYPING_MILLIS = 250;

/** The filters of a list. Each is a part of the address, so a filtered list can be sent to somebody. */
export function Filters({ children }) {
  return html`<form class="filters" role="search" onSubmit=${(event) => event.preventDefault()}>${children}</form>`;
}

/** The field that `/` goes to. */
export function SearchFilter({ query, name = "search", label = "Search", placeholder = "" }) {
  return html`<${TypedFilter} query=${query} name=${name} label=${label} type="search" className="search"
    placeholder=${placeholder} />`;
}

/** A text that filters once its typing pauses. */
export function TypedFilter({ query, name, label, type = "text", className = "", placeholder = "" }) {
  const current = query[name] ?? "";
  const [text, setText] = useState(current);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (text.trim() !== current) setText(current);
  }, [current]);
  const typed = (event) => {
    const value = event.target.value;
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setQuery({ [name]: value.trim() }), TYPING_MILLIS);
  };
  return html`
    <${Field} label=${label} className=${className}>
      <input type=${type} name=${name} value=${text} placeholder=${placeholder} autocomplete="off" onInput=${typed} />
    <//>`;
}

/** One of a few values, or any. */
export function SelectFilter({ query, name, label, options, any = "Any" }) {
  return html`
    <${SelectField} name=${name} label=${label} values=${query} options=${[["", any], ...options]}
      set=${(_, value) => setQuery({ [name]: value })} />`;
}
