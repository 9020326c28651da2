import { useEffect, useState } from "./preact.js";

/**
 * Routes are in the fragment, `#/keys/search-prod?tab=usage`: the server needs no rule for them, whatever path
 * an API Gateway puts in front.
 * @typedef {{path: string, segments: string[], query: Record<string, string>}} Route
 */

/** @returns {Route} */
export function currentRoute() {
  const [path, query] = location.hash.replace(/^#/, "").split("?");
  const segments = path.split("/").filter(Boolean).map(decoded);
  return { path, segments, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** A part of an address that somebody has cut or typed may be no code of a character. It names nothing then, and breaks nothing. */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch (malformed) {
    if (malformed instanceof URIError) return segment;
    throw malformed;
  }
}

/** The address of a page: `to("keys", id)`, or `to("keys", {state: "disabled"})`. */
export function to(...parts) {
  const query = typeof parts.at(-1) === "object" ? parts.pop() : {};
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(kept).toString();
  return `#/${parts.map(encodeURIComponent).join("/")}${search ? `?${search}` : ""}`;
}

/** Opens a page, as a link would. */
export function go(address) {
  location.hash = address.slice(1);
}

/** Changes the query of the page in place: filters are part of the address, and not each a step back. */
export function setQuery(changes) {
  const { segments, query } = currentRoute();
  history.replaceState(null, "", to(...segments, { ...query, cursor: undefined, ...changes }));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** The route, again whenever it changes. */
export function useRoute() {
  const [route, setRoute] = useState(currentRoute);
  useEffect(() => {
    const changed = () => setRoute(currentRoute());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}
