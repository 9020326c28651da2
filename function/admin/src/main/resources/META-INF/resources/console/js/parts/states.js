import { html } from "../preact.js";

/** What a page shows before its data is there. */
export function Waiting({ lines = 5 }) {
  return html`
    <div class="loading" role="status">
      <span class="hidden-text">Loading</span>
      ${Array.from({ length: lines }, () => html`<i></i>`)}
    </div>`;
}

/** What went wrong, with the id by which the server's log has it. */
export function Failure({ error, retry }) {
  return html`
    <div class="notice bad" role="alert">
      <p class="strong">${error.status === 403 ? "Your role may not see this" : "This did not work"}</p>
      <p>${error.message}</p>
      ${error.requestId && html`<p class="small quiet">Request <code>${error.requestId}</code></p>`}
      ${retry && html`<p><button onClick=${retry}>Try again</button></p>`}
    </div>`;
}

/** Nothing there, and what to do about it. */
export function Empty({ title, children }) {
  return html`<div class="empty"><p class="strong">${title}</p>${children}</div>`;
}

/** One of waiting, failure, empty, or the content. Old data stays while new data is on its way. */
export function Content({ of, empty, isEmpty, lines, children }) {
  if (of.error) return html`<${Failure} error=${of.error} retry=${of.reload} />`;
  if (of.data === undefined) return html`<${Waiting} lines=${lines} />`;
  if (empty && isEmpty(of.data)) return empty;
  return html`<div class="stack" aria-busy=${of.loading ? "true" : "false"}>${children(of.data)}</div>`;
}

export function Notice({ kind = "note", title, children }) {
  return html`<div class=${`notice ${kind}`}
    role="status">${title && html`<p class="strong">${title}</p>`}${children}</div>`;
}
