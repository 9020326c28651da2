import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { answer } from "./routes.mjs";
import { newWorld } from "./world.mjs";
import { chat } from "./gateway.mjs";

const module = fileURLToPath(new URL("../../../../../admin", import.meta.url));

/** The sources as they are, and what the build unpacks: the libraries. */
const ROOTS = ["src/main/resources/META-INF/resources", "target/classes/META-INF/resources"].map((root) => join(module, root));

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** The policy that the server sends with each file of the console. A test compares the two. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
  + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/**
 * Serves the console with an admin API whose answers follow its contract, from memory.
 * @returns {Promise<{url: string, world: any, sent: {path: string, bytes: number}[], close: () => Promise<void>, repair: () => void}>}
 */
export async function startMock({ role = "admin", port = 0, empty = false, oidc = false, failing } = {}) {
  const world = { ...newWorld({ role, empty }), oidc };
  const sent = [];
  let broken = failing;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const body = await bodyOf(request);
    if (url.pathname.startsWith("/v1/")) return chat(url, request, body, response, world);
    if (url.pathname.startsWith("/admin/v1/")) return api(world, broken, url, request, body, response);
    return file(url.pathname, response, sent);
  });
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${server.address().port}`;
  world.gatewayUrl = url;
  const close = () => new Promise((closed) => (server.closeAllConnections(), server.close(closed)));
  return { url, world, sent, close, repair: () => (broken = undefined) };
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function api(world, failing, url, request, body, response) {
  const path = url.pathname.slice("/admin/v1/".length);
  const reply = failing && path === failing
    ? { status: 503, json: { error: { message: "The store is not available.", type: "server_error", param: null, code: "store_unavailable" } } }
    : answer(world, { method: request.method, path, query: url.searchParams, headers: request.headers, body });
  const text = reply.csv ?? (reply.json === undefined ? "" : JSON.stringify(reply.json));
  response.writeHead(reply.status ?? 200, {
    "content-type": reply.csv === undefined ? "application/json" : "text/csv",
    "x-request-id": "req_mock",
    ...(reply.location === undefined ? {} : { location: reply.location }),
    ...(reply.cookie === undefined ? {} : { "set-cookie": reply.cookie }),
    ...(reply.etag === undefined ? {} : { etag: `"${reply.etag}"` }),
  });
  response.end(text);
}

function file(pathname, response, sent) {
  const path = normalize(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
  const found = ROOTS.map((root) => join(root, path)).find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (!found) return response.writeHead(404).end();
  sent.push({ path, bytes: statSync(found).size });
  response.writeHead(200, {
    "content-type": TYPES[extname(found)] ?? "application/octet-stream",
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
  });
  return createReadStream(found).pipe(response);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startMock({ port: Number(process.argv[2] ?? 8090), role: process.argv[3] ?? "admin" });
  console.log(`${url}/console/#/login?token=mock`);
}
