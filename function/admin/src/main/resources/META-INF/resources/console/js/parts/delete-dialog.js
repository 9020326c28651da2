import { html, useState } from "../preact.js";
import { call } from "../api.js";
import { go, to } from "../router.js";
import { Confirm } from "./dialog.js";

/**
 * Deletes one thing. If others depend on it, the server names them, and a second confirmation deletes it anyway.
 * @param {{area: string, name: string, etag: string, onClose: () => void}} props
 */
export function DeleteDialog({ area, name, etag, onClose, children }) {
  const [force, setForce] = useState(false);
  const act = async () => {
    try {
      await call("DELETE", `${area}/${encodeURIComponent(name)}`, { etag, query: force ? { force: true } : {} });
    } catch (error) {
      setForce(error.status === 409);
      throw error;
    }
    go(to(area));
  };
  return html`
    <${Confirm} title=${`Delete ${name}?`} verb=${force ? "Delete anyway" : "Delete"} act=${act}
      onClose=${onClose}>${children}<//>`;
}
