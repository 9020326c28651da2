import { call, get } from "./api.js";

const KEY = "tollgate.token";

/**
 * @typedef {object} Me
 * @property {string} subject
 * @property {string} name
 * @property {"admin" | "team_admin" | "developer" | "viewer" | "finance"} role
 * @property {string[]} teams
 * @property {"token" | "oidc" | "iam"} login
 */

/** The token of this tab. A login by OpenID Connect has a cookie instead, and no token. */
export function token() {
  return sessionStorage.getItem(KEY);
}

/** Keeps the token until the tab is closed. */
export function keepToken(value) {
  sessionStorage.setItem(KEY, value);
}

export function forgetToken() {
  sessionStorage.removeItem(KEY);
}

/** @returns {Promise<{methods: string[], gateway_url: string, oidc?: {login_url: string}, version: string}>} */
export function loginMethods() {
  return get("login");
}

/** The address of the gateway without `/v1`, which each line of code adds. */
export function gatewayOf(login) {
  return login.gateway_url.replace(/\/+$/, "").replace(/\/v1$/, "");
}

/** @returns {Promise<Me>} */
export function me() {
  return get("me");
}

/** Where the identity provider is asked, to come back to the page of now. */
export function loginAddress(login) {
  const address = ofServer(login.oidc.login_url);
  address.searchParams.set("page", `/console/index.html${location.hash}`);
  return address.href;
}

/** A path of the server, which may be behind an endpoint with a stage in its own path. */
function ofServer(path) {
  return new URL(`..${path}`, document.baseURI);
}

/** Forgets the token, and returns where the session of a company account is ended, if that is how this one logged in. */
export function endSession(administrator, login) {
  forgetToken();
  return administrator.login === "oidc" ? ofServer(login.oidc.logout_url).href : undefined;
}

/** `#/login?failure=CODE`, to which the server sends a browser whose login failed: takes the code, and removes it from the address. */
export function takeFailureFromAddress() {
  const [path, query] = location.hash.split("?");
  const code = path === "#/login" ? new URLSearchParams(query).get("failure") : null;
  if (code) history.replaceState(null, "", "#/");
  return code;
}

/** `#/login?token=…`, which `make run` prints: takes the token, and removes it from the address. */
export function takeTokenFromAddress() {
  const [path, query] = location.hash.split("?");
  const given = path === "#/login" && new URLSearchParams(query).get("token");
  if (!given) return;
  keepToken(given);
  history.replaceState(null, "", "#/");
}
