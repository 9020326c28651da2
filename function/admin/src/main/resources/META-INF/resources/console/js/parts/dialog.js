import { html, useLayoutEffect, useRef, useState } from "../preact.js";
import { Failure } from "./states.js";

/**
 * A modal dialog. The browser keeps the focus in it; afterwards, what had it before has it again. It opens with the
 * render, and not after the next paint: what somebody types meanwhile is for its first field. A sticky one is closed by
 * its own buttons only: it shows what nobody sees again.
 */
export function Dialog({ title, narrow, sticky, onClose, children }) {
  const dialog = useRef(null);
  const gone = useRef(false);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element.showModal();
    return () => {
      gone.current = true;
      element.close();
      before?.focus?.();
    };
  }, []);
  // The owner closes it: an event of the browser's own closing comes later, when it may have been opened again.
  const cancelled = (event) => {
    event.preventDefault();
    if (!sticky) onClose();
  };
  return html`
    <dialog class=${`dialog ${narrow ? "narrow" : ""}`} ref=${dialog} aria-label=${title}
      onClose=${() => gone.current || onClose()} onCancel=${cancelled}>
      <div class="dialog-body">
        <div class="dialog-head">
          <h2>${title}</h2>
          ${!sticky && html`<button class="slim" type="button" onClick=${onClose}>Close</button>`}
        </div>
        ${children}
      </div>
    </dialog>`;
}

/**
 * Asks before something that cannot be taken back. `act` returns a promise; its failure is shown in the dialog.
 */
export function Confirm({ title, verb, act, onClose, children }) {
  const [state, setState] = useState({});
  const confirmed = async () => {
    setState({ busy: true });
    try {
      await act();
      onClose();
    } catch (error) {
      setState({ error });
    }
  };
  return html`
    <${Dialog} title=${title} narrow onClose=${onClose}>
      <div class="stack tight">${children}</div>
      ${state.error && html`<${Failure} error=${state.error} />`}
      <div class="buttons">
        <button type="button" onClick=${onClose}>Cancel</button>
        <button class="danger" type="button" disabled=${state.busy} onClick=${confirmed}>${verb}</button>
      </div>
    <//>`;
}
