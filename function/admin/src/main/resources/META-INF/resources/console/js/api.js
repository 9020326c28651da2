import { token } from "./session.js";

const BASE = new URL("../admin/v1/", document.baseURI);

/** What the admin API refuses, with the field that it names. */
export class ApiError extends Error {
  constructor(status, error, requestId) {
    super(error?.message ?? `The server answered ${status}.`);
    this.status = status;
    this.param = error?.param ?? null;
    this.code = error?.code ?? null;
    this.requestId = requestId;
  }
}

/**
 * @typedef {object} Options
 * @property {Record<string, unknown>} [query] values that are empty are left out
 * @property {unknown} [body] an object is sent as JSON, a string as `type` says
 * @property {string} [type] the content type of a body that is a string
 * @property {string} [accept]
 * @property {string} [etag] the version that the change was made on
 * @property {AbortSignal} [signal]
 */

/**
 * One call of the admin API.
 * @param {string} method
 * @param {string} path relative to /admin/v1, each segment already encoded
 * @param {Options} [options]
 * @returns {Promise<{data: any, etag: string | null}>}
 */
export async function call(method, path, options = {}) {
  const response = await send(method, path, options);
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json");
  return { data: json && text ? JSON.parse(text) : text, etag: response.headers.get("etag") };
}

/** The data of a GET. */
export async function get(path, query, signal) {
  return (await call("GET", path, { query, signal })).data;
}

/** All pages of a list that is known to be short, such as aliases. */
export async function getAll(path, query, signal) {
  const all = [];
  let cursor;
  do {
    const page = await get(path, { ...query, limit: 100, cursor }, signal);
    all.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor);
  return all;
}

/** Saves what the API answers as a file, for example a CSV. */
export async function download(path, options, name) {
  const response = await send("GET", path, options);
  save(await response.blob(), name);
}

/** Hands `blob` to the browser as a download. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function send(method, path, { query, body, type, accept, etag, signal }) {
  const url = new URL(path, BASE);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") url.searchParams.set(name, String(value));
  }
  const headers = new Headers({ accept: accept ?? "application/json" });
  if (token()) headers.set("authorization", `Bearer ${token()}`);
  if (etag) headers.set("if-match", etag);
  if (body !== undefined) headers.set("content-type", type ?? "application/json");
  const sent = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(url, { method, headers, body: sent, signal, redirect: "error" }).catch((failure) => {
    if (failure.name === "AbortError") throw failure;
    throw new ApiError(0, { message: "The server cannot be reached. Check the connection and try again." });
  });
  if (response.ok) return response;
  const failure = await errorOf(response);
  if (response.status === 401) dispatchEvent(new CustomEvent("signed-out", { detail: failure }));
  throw failure;
}

async function errorOf(response) {
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json");
  const error = json && text ? JSON.parse(text).error : { message: text.slice(0, 300) || undefined };
  return new ApiError(response.status, error, response.headers.get("x-request-id"));
}
