import { html, useEffect, useRef } from "../preact.js";

/**
 * A text with line numbers. Tab moves on, as everywhere; the file is indented with spaces.
 * @param {{label: string, value: string, onInput: (text: string) => void, readOnly?: boolean, line?: number}} props
 *     `line` is selected and scrolled to
 */
export function Editor({ label, value, onInput, readOnly, line }) {
  const numbers = useRef(null);
  const text = useRef(null);
  const count = value.split("\n").length;
  useEffect(() => {
    if (!line) return;
    const start = value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const end = value.indexOf("\n", start);
    text.current.focus();
    text.current.setSelectionRange(start, end < 0 ? value.length : end);
    text.current.scrollTop = (line - 5) * (text.current.scrollHeight / count);
  }, [line]);
  return html`
    <div class="editor">
      <div class="editor-lines" ref=${numbers} aria-hidden="true">
        ${Array.from({ length: count }, (_, index) => html`<div>${index + 1}</div>`)}
      </div>
      <textarea ref=${text} aria-label=${label} spellcheck="false" autocomplete="off" readonly=${readOnly}
        value=${value}
        onInput=${(event) => onInput(event.target.value)}
        onScroll=${(event) => (numbers.current.scrollTop = event.target.scrollTop)}></textarea>
    </div>`;
}
