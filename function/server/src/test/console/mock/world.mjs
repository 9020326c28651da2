// A company's gateway, always the same one: pictures and tests must not differ from run to run.

/** A sequence that looks random and is not. */
export function sequence(seed) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

export const NOW = Date.parse("2026-11-29T14:20:00Z");
const DAY = 86_400_000;
const TEAMS = ["search", "support", "growth", "platform", "research", "finance", "legal"];
const MODELS = [
  ["openai", "gpt-4o-mini", "cheap-fast"], ["anthropic", "claude-sonnet-4-5", "smart"], ["openai", "gpt-4.1", "smart"],
  ["gemini", "gemini-2.5-flash", "cheap-fast"], ["bedrock", "claude-haiku-4-5", "eu-only"], ["deepseek", "deepseek-chat", "batch"],
];

export function newWorld({ role, empty }) {
  const world = {
    me: { subject: "ada@example.com", name: "Ada Okafor", role, teams: role === "developer" || role === "team_admin" ? ["search"] : [], login: "token" },
    secrets: new Set(["sk-tollgate-demo"]),
    keys: empty ? [] : keys(),
    teams: empty ? [] : TEAMS.map(team),
    increases: { support: { amount_usd: "200.000000", until: "2026-11-30T22:00:00Z", reason: "Black Friday", by: "ada@example.com", at: iso(NOW), version: 1 } },
    aliases: empty ? [] : aliases(),
    providers: empty ? [] : providers(),
    policies: empty ? [] : policies(),
    requests: empty ? [] : requests(),
    usage: empty ? [] : usage(),
    audit: empty ? [] : audit(),
    versions: [{ version: 3, yaml: YAML, digest: "sha256:9f2c41d07be5", applied_at: iso(NOW - DAY), by: "ada@example.com" },
      { version: 2, yaml: YAML.replace("600", "300"), digest: "sha256:11ab90e2c1d4", applied_at: iso(NOW - 3 * DAY), by: "ci@example.com" },
      { version: 1, yaml: "aliases: {}\n", digest: "sha256:0042ce87a913", applied_at: iso(NOW - 9 * DAY), by: "ada@example.com" }],
  };
  return world;
}

export const iso = (at) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

function keys() {
  const random = sequence(7);
  return Array.from({ length: 120 }, (_, index) => {
    const owner = TEAMS[index % TEAMS.length];
    const state = index % 17 === 5 ? "disabled" : index % 23 === 9 ? "expired" : "enabled";
    return {
      id: `${owner}-${["prod", "staging", "notebooks", "agent", "batch"][index % 5]}-${Math.floor(index / 5) + 1}`,
      state,
      team: owner,
      owner: index % 3 === 0 ? "ada@example.com" : undefined,
      tags: { team: owner, "cost-centre": String(4100 + (index % 5)), stage: index % 2 ? "prod" : "test" },
      aliases: index % 4 === 0 ? ["cheap-fast", "smart"] : undefined,
      limits: { requests_per_minute: 60 * (1 + Math.floor(random() * 10)), tokens_per_minute: 100_000, concurrent: 20 },
      budget: { amount_usd: "250.000000", period: "month", kind: "soft", zone: "UTC" },
      expires: index % 6 === 0 ? iso(NOW + 200 * DAY) : undefined,
      created_at: iso(NOW - (60 + index) * DAY),
      created_by: "ada@example.com",
      updated_at: iso(NOW - (40 + index) * DAY),
      updated_by: "ada@example.com",
      managed_by: index % 10 === 3 ? "file" : "api",
      version: 1,
    };
  });
}

function team(id, index) {
  return {
    id,
    name: id[0].toUpperCase() + id.slice(1),
    members: [{ subject: "ada@example.com", role: "team_admin" }, { subject: `lin.${id}@example.com`, role: "developer" }],
    budget: index === 6 ? undefined : { amount_usd: `${(index + 1) * 500}.000000`, period: "month", kind: index % 2 ? "hard" : "soft" },
    aliases: index % 2 ? ["cheap-fast", "smart"] : undefined,
    key_defaults: { limits: { requests_per_minute: 120 }, expires_after_days: 180, keys_per_developer: 5, tags: { "cost-centre": String(4100 + index) } },
    keys_count: 17 + index,
    version: 2,
  };
}

function aliases() {
  const target = (model, health, rest) => ({ model, provider: model.split("/")[0], health, usable: true, failure_rate: 0.004, ttft_ms: 410, tokens_per_second: 88, ...rest });
  return [
    { name: "cheap-fast", definition: { targets: [{ model: "openai/gpt-4o-mini" }, { model: "gemini/gemini-2.5-flash" }], strategy: "fastest" }, targets: [target("openai/gpt-4o-mini", "healthy", { ttft_ms: 380 }), target("gemini/gemini-2.5-flash", "healthy", { ttft_ms: 290, tokens_per_second: 142 })], used_by_keys: 61, version: 4 },
    { name: "smart", definition: { targets: [{ model: "anthropic/claude-sonnet-4-5" }, { model: "openai/gpt-4.1" }], policies: ["personal-data"] }, targets: [target("anthropic/claude-sonnet-4-5", "open", { failure_rate: 0.62, ttft_ms: 1870, tokens_per_second: 41 }), target("openai/gpt-4.1", "healthy", { ttft_ms: 690, tokens_per_second: 73 })], used_by_keys: 44, version: 7 },
    { name: "eu-only", definition: { targets: [{ model: "bedrock/claude-haiku-4-5", region: "eu-central-1" }] }, targets: [target("bedrock/claude-haiku-4-5", "half_open", { failure_rate: 0.11, ttft_ms: 720 })], used_by_keys: 12, version: 1 },
    { name: "batch", definition: { targets: [{ model: "deepseek/deepseek-chat" }] }, targets: [{ model: "deepseek/deepseek-chat", provider: "deepseek", health: "unknown", usable: false, reason: "its key DEEPSEEK_API_KEY is not set" }], used_by_keys: 3, version: 1 },
  ];
}

function providers() {
  return [
    { name: "openai", kind: "openai", base_url: "https://api.openai.com/v1", api_key: "env:OPENAI_API_KEY", builtin: false, version: 1 },
    { name: "anthropic", kind: "anthropic", base_url: "https://api.anthropic.com", api_key: "env:ANTHROPIC_API_KEY", builtin: true, version: 1 },
    { name: "gemini", kind: "gemini", base_url: "https://generativelanguage.googleapis.com", api_key: "set", builtin: true, version: 1 },
    { name: "bedrock", kind: "bedrock", base_url: "https://bedrock-runtime.eu-central-1.amazonaws.com", builtin: true, version: 1 },
    { name: "deepseek", kind: "openai", base_url: "https://api.deepseek.com/v1", builtin: true, version: 1 },
  ].map((provider) => ({ ...provider, definition: { kind: provider.kind, base_url: provider.base_url } }));
}

function policies() {
  return [
    { name: "personal-data", definition: { prompts: { email: "mask", phone: "mask", iban: "mask", card: "redact" }, phone_regions: ["DE", "US"] }, version: 2 },
    { name: "secrets", definition: { prompts: { secret: "deny" }, answers: { secret: "redact" } }, version: 1 },
  ];
}

function requests() {
  const random = sequence(42);
  return Array.from({ length: 130 }, (_, index) => {
    const [provider, model, alias] = MODELS[Math.floor(random() * MODELS.length)];
    const owner = TEAMS[Math.floor(random() * TEAMS.length)];
    const status = index % 19 === 4 ? 429 : index % 31 === 8 ? 502 : 200;
    const completion = status === 200 ? Math.floor(random() * 900) + 20 : 0;
    const prompt = Math.floor(random() * 4000) + 40;
    return {
      id: `req_${(index * 7919 + 100_003).toString(36)}`, at: iso(NOW - index * 47_000), key: `${owner}-prod-1`, team: owner, alias,
      model, provider, status, stream: index % 3 !== 0, prompt_tokens: prompt, completion_tokens: completion,
      cost_usd: (prompt * 0.00000015 + completion * 0.0000006).toFixed(6), duration_ms: Math.floor(random() * 4000) + 500,
      ttft_ms: status === 200 ? Math.floor(random() * 700) + 180 : undefined, attempts_count: status === 200 ? 1 + (index % 9 === 2) : 2,
      tier: alias === "smart" ? "complex, 0.58 (code 0.42, reasoning 0.28)" : undefined,
    };
  });
}

/** One row per hour and model, from which each grouping is summed. */
function usage() {
  const random = sequence(11);
  const rows = [];
  for (let hour = 0; hour < 31 * 24; hour += 1) {
    const at = new Date(Date.parse("2026-11-29T14:00:00Z") - hour * 3_600_000);
    const busy = 0.35 + 0.65 * Math.max(0, Math.sin(((at.getUTCHours() - 5) / 24) * 2 * Math.PI)) * (at.getUTCDay() % 6 ? 1 : 0.4);
    MODELS.forEach(([provider, model, alias], index) => {
      const requests = Math.round((340 / (index + 1)) * busy * (0.8 + random() * 0.4));
      const tokens = requests * (900 + index * 130);
      rows.push({
        group: { hour: iso(at), day: iso(at).slice(0, 10), month: iso(at).slice(0, 7), team: TEAMS[(index * 3 + (hour % 3)) % TEAMS.length], key: `${TEAMS[index]}-prod-1`, alias, model, provider, "tag:cost-centre": String(4100 + index) },
        requests, errors: Math.round(requests * 0.006 * (hour % 29 === 3 ? 9 : 1) * random() * 2), prompt_tokens: tokens, cached_tokens: Math.round(tokens * 0.31),
        completion_tokens: Math.round(tokens * 0.22), cost: tokens * 0.0000006 * (1 + index * 0.7), cache_hits: Math.round(requests * 0.08),
        ttft: 320 + index * 90 + random() * 160, duration: 1400 + index * 300,
      });
    });
  }
  return rows;
}

function audit() {
  const actions = [["update", "alias#smart"], ["create", "key#search-prod-1"], ["rotate", "key#support-agent-2"], ["delete", "key#growth-batch-1"], ["rollback", "config"], ["create", "team#legal"]];
  return Array.from({ length: 64 }, (_, index) => {
    const [action, object] = actions[index % actions.length];
    return {
      id: `aud_${index}`, at: iso(NOW - index * 5_400_000), actor: index % 4 ? "ada@example.com" : "ci@example.com", role: "admin", action, object,
      before: action === "create" ? undefined : { disabled: false, requests_per_minute: 300 }, after: action === "delete" ? undefined : { disabled: false, requests_per_minute: 600 }, request_id: `req_a${index}`,
    };
  });
}

export const YAML = `# Tollgate's configuration.
providers:
  openai: { kind: openai, base_url: https://api.openai.com/v1, api_key: env:OPENAI_API_KEY }

policies:
  personal-data:
    prompts: { email: mask, phone: mask, iban: mask, card: redact }

aliases:
  cheap-fast:
    strategy: fastest
    targets:
      - model: openai/gpt-4o-mini
      - model: gemini/gemini-2.5-flash
  smart:
    policies: [personal-data]
    targets:
      - model: anthropic/claude-sonnet-4-5
      - model: openai/gpt-4.1

keys:
  search-notebooks-1:
    limits: { requests_per_minute: 600 }
    tags: { team: search }
`;
