import { budgetsOf, usageOf } from "./figures.mjs";
import { NOW, iso } from "./world.mjs";

/** One call of the admin API. Returns `{status?, json? | csv?, etag?, cookie?}`. */
export function answer(world, call) {
  if (call.path === "login") return { json: loginOf(world) };
  if (call.path === "logout" && call.method === "GET") return { status: 303, location: "/console/", cookie: "session=; Max-Age=0; Path=/" };
  if (call.headers.authorization !== "Bearer mock" && call.headers.cookie !== "session=mock") return fault(401, "Send a token of the admin API.", "invalid_api_key");
  const [area, id, verb] = call.path.split("/").map(decodeURIComponent);
  return (AREAS[area] ?? (() => fault(404, "There is no such path.")))(world, call, id, verb);
}

function loginOf({ gatewayUrl, oidc }) {
  const login = { methods: oidc ? ["oidc", "token"] : ["token"], gateway_url: `${gatewayUrl}/v1`, version: "0.1.0" };
  return oidc ? { ...login, oidc: { login_url: "/admin/v1/login/oidc", logout_url: "/admin/v1/logout" } } : login;
}

const AREAS = {
  me: (world, call) => ({ json: { ...world.me, login: call.headers.cookie ? "oidc" : "token" } }),
  keys,
  teams: (world, call, id) => things(world, call, id, "teams", "id"),
  aliases,
  providers: (world, call, id) => things(world, call, id, "providers", "name"),
  policies: (world, call, id) => things(world, call, id, "policies", "name"),
  usage: (world, call) => (call.headers.accept === "text/csv" ? { csv: "team,requests\nsearch,12\n" } : { json: usageOf(world, call.query) }),
  requests,
  budgets: (world, call, id) => (id === "increase" ? increase(world, call) : page(budgetsOf(world), call.query)),
  config,
  audit: (world, call) => page(world.audit.filter((entry) => has(entry.actor, call.query.get("actor")) && has(entry.object, call.query.get("object"))), call.query),
  health: (world) => ({ json: world.aliases.flatMap(({ targets }) => targets).filter(({ usable }) => usable)
    .map(({ model, health, failure_rate, ttft_ms, tokens_per_second }) => ({ target: model, state: health, failure_rate, ttft_ms, tokens_per_second, seen_at: iso(NOW) })) }),
  cache: () => ({ json: { removed: 12 } }),
  prices: (world, call, id) => (id === "list" ? priceLists(world, call) : page(PRICES.filter(({ model }) => has(model, call.query.get("search"))), call.query)),
};

function increase(world, call) {
  const { owner, period, ...given } = call.method === "PUT" ? JSON.parse(call.body) : { owner: { id: call.query.get("id") } };
  const before = world.increases[owner.id];
  const refused = before ? unmatched(call, before) : null;
  if (refused) return refused;
  if (call.method === "DELETE") return delete world.increases[owner.id] && { status: 204 };
  world.increases[owner.id] = { ...given, by: world.me.subject, at: iso(NOW), version: (before?.version ?? 0) + 1 };
  return { status: before ? 200 : 201, json: { owner, period, ...world.increases[owner.id] } };
}

function priceLists(world, call) {
  const version = world.priceListVersion ?? 0;
  const refused = call.method === "GET" ? null : unmatched(call, { version });
  if (refused) return refused;
  if (call.method !== "GET") world.priceListVersion = call.method === "PUT" ? version + 1 : 0;
  if (call.method === "PUT") world.appliedPrices = { ...JSON.parse(call.body), in_force: true, applied_at: iso(NOW), by: world.me.subject };
  if (call.method === "DELETE") world.appliedPrices = undefined;
  return { json: { packaged: { version: "2026-09-23", source: "genai-prices", prices: 1742 }, applied: world.appliedPrices }, etag: world.priceListVersion ?? 0 };
}

const PRICES = [["openai/gpt-4o-mini", "0.15", "0.6"], ["openai/gpt-4.1", "2", "8"], ["anthropic/claude-sonnet-4-5", "3", "15"], ["gemini/gemini-2.5-flash", "0.3", "2.5"]]
  .map(([model, input, output]) => ({ model, input, cached_input: input, output, source: "packaged" }));

const has = (text, part) => !part || text.includes(part);

function fault(status, message, code = null, param = null) {
  return { status, json: { error: { message, type: "invalid_request_error", param, code } } };
}

function page(all, query) {
  const limit = Number(query.get("limit") ?? 20);
  const start = Number(query.get("cursor") ?? 0);
  const next = start + limit < all.length ? { next_cursor: String(start + limit) } : {};
  return { json: { object: "list", data: all.slice(start, start + limit), ...next } };
}

function unmatched(call, thing) {
  if (!call.headers["if-match"]) return fault(428, "Send If-Match with the version that you have read.");
  return call.headers["if-match"] === `"${thing.version}"` ? null : fault(412, "ci@example.com has changed this at 14:02. Read it again.");
}

/** List, show, replace, delete: what teams, providers and policies have in common. */
function things(world, call, id, area, name) {
  const all = world[area];
  if (!id) {
    if (call.method === "GET") return page(all, call.query);
    const created = { keys_count: 0, members: [], ...JSON.parse(call.body), version: 1 };
    all.push(created);
    return { status: 201, json: created, etag: 1 };
  }
  const index = all.findIndex((thing) => thing[name] === id);
  if (index < 0 && call.method === "PUT") return { status: 201, json: all[all.push({ [name]: id, ...JSON.parse(call.body), version: 1 }) - 1], etag: 1 };
  if (index < 0) return fault(404, `There is no ${id}.`);
  if (call.method === "GET") return { json: all[index], etag: all[index].version };
  const refused = unmatched(call, all[index]);
  if (refused) return refused;
  if (call.method === "DELETE") return all.splice(index, 1) && { status: 204 };
  all[index] = { ...all[index], ...JSON.parse(call.body), version: all[index].version + 1 };
  return { json: all[index], etag: all[index].version };
}

function aliases(world, call, id) {
  const alias = world.aliases.find(({ name }) => name === id);
  if (call.method === "DELETE" && alias?.used_by_keys > 0 && call.query.get("force") !== "true") {
    return fault(409, `${alias.used_by_keys} keys may use ${id}, among them search-prod-1 and support-agent-2.`, "in_use");
  }
  return things(world, call, id, "aliases", "name");
}

function keys(world, call, id, verb) {
  if (id === "import") return importKeys(world, call.body);
  if (!id) return call.method === "POST" ? createKey(world, JSON.parse(call.body)) : page(world.keys.filter((key) => fits(key, call.query)), call.query);
  const key = world.keys.find((each) => each.id === id);
  if (!key) return fault(404, `There is no key ${id}.`);
  if (call.method === "GET") return { json: key, etag: key.version };
  if (verb === "rotate") return { json: { key, secret: "sk-tollgate-rotated-5f1c" } };
  if (verb) key.state = verb === "disable" ? "disabled" : "enabled";
  const refused = call.method === "POST" ? null : unmatched(call, key);
  if (refused) return refused;
  if (call.method === "DELETE") return world.keys.splice(world.keys.indexOf(key), 1) && { status: 204 };
  if (call.method === "PATCH") change(key, JSON.parse(call.body));
  key.version += 1;
  return { json: key, etag: key.version };
}

/** Replaces fields as a whole; null removes one. */
function change(key, { budget, ...fields }) {
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) delete key[name];
    else key[name] = value;
  }
  if (budget !== undefined) key.budget = budget ?? undefined;
}

function createKey(world, asked) {
  if (!/^[a-z0-9-]+$/.test(asked.id)) return fault(400, "An id has lower-case letters, digits and hyphens.", "invalid_value", "id");
  const key = { state: "enabled", limits: {}, tags: {}, managed_by: "api", updated_at: iso(NOW), updated_by: world.me.subject, version: 1, ...asked };
  if (asked.budget) key.budget = asked.budget;
  const secret = `sk-tollgate-new-${asked.id}`;
  world.keys.unshift(key);
  world.secrets.add(secret);
  return { status: 201, json: { key, secret } };
}

/** As the server does: a line for each key, with its secret or with what is wrong. */
function importKeys(world, csv) {
  const [header, ...rows] = csv.trim().split("\n").map((line) => line.split(",").map((cell) => cell.replaceAll('"', "")));
  if (!header.includes("id")) return fault(400, "id: expected a column of this name", "invalid_value", "id");
  const lines = rows.map((cells, index) => {
    const { json } = createKey(world, Object.fromEntries(header.map((name, at) => [name, cells[at]])));
    return [index + 2, cells[header.indexOf("id")], json.secret ?? "", json.error ? `"${json.error.message}"` : ""].join(",");
  });
  return { csv: ["line,id,secret,error", ...lines, ""].join("\n") };
}

function fits(key, query) {
  return has(key.id, query.get("search")) && (!query.get("team") || key.team === query.get("team"))
    && (!query.get("state") || key.state === query.get("state")) && (!query.get("alias") || key.aliases?.includes(query.get("alias")));
}

function requests(world, call, id) {
  if (!id) return page(world.requests.filter((request) => has(request.key, call.query.get("key")) && has(String(request.status), call.query.get("status"))), call.query);
  const request = world.requests.find((each) => each.id === id);
  if (!request) return fault(404, `There is no request ${id}.`);
  const failed = { target: "anthropic/claude-sonnet-4-5", outcome: "upstream_overloaded", status: 529, ms: 212, cost_usd: "0.000000" };
  const answered = { target: `${request.provider}/${request.model}`, outcome: "answered", status: 200, ms: request.duration_ms, cost_usd: request.cost_usd };
  return { json: { ...request, cached_tokens: 128, charge_usd: request.cost_usd, outcome: request.status === 200 ? "complete" : "failed", tier: "complex, 0.58", policies: ["personal-data masked 2"], cache: "miss", attempts: [failed, answered] } };
}

function config(world, call, id, number) {
  const current = world.versions[0];
  if (id === "check") return { json: check(call.body, current.yaml) };
  if (id !== "versions") {
    if (call.method === "GET") return { json: current, etag: current.version };
    const refused = unmatched(call, current);
    if (refused) return refused;
    world.versions.unshift({ ...current, version: current.version + 1, yaml: call.body, applied_at: iso(NOW), by: world.me.subject });
    return { json: world.versions[0], etag: world.versions[0].version };
  }
  if (!number) return page(world.versions.map(({ yaml, ...rest }) => rest), call.query);
  const version = world.versions.find((each) => String(each.version) === number);
  const rest = call.path.split("/")[3];
  if (rest === "diff") return { json: { diff: [{ object: "key#search-notebooks-1", change: "changed", fields: [{ field: "limits.requests_per_minute", before: 300, after: 600 }] }] } };
  if (rest === "rollback") world.versions.unshift({ ...version, version: current.version + 1, applied_at: iso(NOW), by: world.me.subject });
  return { json: version, etag: version.version };
}

function check(yaml, before) {
  const line = yaml.split("\n").findIndex((text) => text.includes("tragets"));
  if (line >= 0) return { valid: false, problems: [{ line: line + 1, field: "aliases.smart.tragets", message: "There is no field “tragets”. Did you mean “targets”?" }], diff: [] };
  const diff = yaml === before ? [] : [{ object: "alias#smart", change: "changed", fields: [{ field: "targets[1].model", before: "openai/gpt-4.1", after: "openai/gpt-5" }] }];
  return { valid: true, problems: [], warnings: [], diff };
}
