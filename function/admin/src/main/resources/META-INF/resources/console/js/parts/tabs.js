import { html } from "../preact.js";

/** Tabs, moved through with the arrow keys. `tabs` are `[name, title]`. */
export function Tabs({ label, tabs, current, onChange, children }) {
  const index = tabs.findIndex(([name]) => name === current);
  const pressed = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (index + step + tabs.length) % tabs.length;
    event.currentTarget.children[next].focus();
    onChange(tabs[next][0]);
  };
  return html`
    <div class="stack tight">
      <div class="tabs" role="tablist" aria-label=${label} onKeyDown=${pressed}>
        ${tabs.map(([name, title]) => html`
          <button type="button" role="tab" aria-selected=${String(name === current)}
            tabindex=${name === current ? 0 : -1}
            onClick=${() => onChange(name)}>${title}</button>`)}
      </div>
      <div class="stack" role="tabpanel" aria-label=${tabs[index][1]}>${children}</div>
    </div>`;
}
