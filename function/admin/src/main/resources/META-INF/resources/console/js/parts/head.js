import { html, useEffect } from "../preact.js";

/** The head of a page: where it is, its title, what may be done here. */
export function Head({ title, crumb, lead, children }) {
  useEffect(() => {
    document.title = `${title} · Tollgate`;
  }, [title]);
  return html`
    <header class="page-head">
      <div>
        ${crumb && html`<a class="crumb" href=${crumb.address}>${crumb.title}</a>`}
        <h1 tabindex="-1">${title}</h1>
        ${lead && html`<p>${lead}</p>`}
      </div>
      ${children && html`<div class="row">${children}</div>`}
    </header>`;
}
