import { html } from "../preact.js";

/** Names and values of one thing. @param {{facts: [string, any][]}} props */
export function Facts({ facts }) {
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
