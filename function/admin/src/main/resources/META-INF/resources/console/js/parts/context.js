import { createContext, useContext } from "../preact.js";
import { mayChange, maySee } from "../rights.js";

/** Who is signed in, and what the server said about itself. */
export const Session = createContext(/** @type {{me: import("../session.js").Me, login: any}} */ (null));

/** `{me, login, see(area), change(area)}` */
export function useSession() {
  const { me, login } = useContext(Session);
  return { me, login, see: (area) => maySee(me, area), change: (area) => mayChange(me, area) };
}
