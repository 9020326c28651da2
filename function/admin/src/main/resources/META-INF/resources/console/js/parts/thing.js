import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { useLoad } from "../load.js";
import { to } from "../router.js";
import { useSession } from "./context.js";
import { Definition, DefinitionDialog } from "./definition.js";
import { DeleteDialog } from "./delete-dialog.js";
import { Head } from "./head.js";
import { Content } from "./states.js";

/**
 * The page of one alias, provider or policy: its facts, its definition, and the two changes.
 * @param {{area: string, title: string, kind: string, id: string, warning: string, definitionOf: (data: any) => any,
 *     children: (data: any) => any}} props
 */
export function ThingPage({ area, title, kind, id, warning, definitionOf, children }) {
  const { change } = useSession();
  const loaded = useLoad((signal) => call("GET", `${area}/${encodeURIComponent(id)}`, { signal }), [id]);
  const [dialog, setDialog] = useState(null);
  const { data, etag } = loaded.data ?? {};
  const close = () => {
    setDialog(null);
    loaded.reload();
  };
  return html`
    <div class="flow">
      <${Head} title=${id} crumb=${{ title, address: to(area) }}>
        ${data && change(area) && html`
          <button onClick=${() => setDialog("change")}>Change</button>
          <button class="danger" onClick=${() => setDialog("delete")}>Delete</button>`}
      <//>
      <${Content} of=${loaded}>${({ data: thing }) => html`
        ${children(thing)}
        <${Definition} definition=${definitionOf(thing)} />`}
      <//>
      ${dialog === "change" && html`
        <${DefinitionDialog} area=${area} kind=${kind} name=${id} etag=${etag} start=${definitionOf(data)}
          onClose=${close} />`}
      ${dialog === "delete" && html`
        <${DeleteDialog} area=${area} name=${id} etag=${etag} onClose=${() => setDialog(null)}><p>${warning}</p><//>`}
    </div>`;
}

/** A button that adds one, and the dialog behind it. */
export function AddButton({ area, kind, start, onAdded }) {
  const { change } = useSession();
  const [open, setOpen] = useState(false);
  const close = (name) => {
    setOpen(false);
    if (name) onAdded(name);
  };
  if (!change(area)) return null;
  return html`
    <button class="primary" onClick=${() => setOpen(true)}>Add ${kind}</button>
    ${open && html`<${DefinitionDialog} area=${area} kind=${kind} start=${start} onClose=${close} />`}`;
}
