import { NONE, compact, count } from "../format.js";

const WORDS = { requests_per_minute: "requests/min", tokens_per_minute: "tokens/min", concurrent: "at a time" };

/** 60 · 100K · 5, for a table: requests and tokens per minute, and requests at a time */
export function limitsShort(limits) {
  return Object.keys(WORDS).map((name) => compact(limits?.[name])).join(" · ");
}

/** 60 requests/min, 5 at a time */
export function limitsText(limits) {
  const parts = Object.entries(WORDS).filter(([name]) => limits?.[name]).map(([name, word]) => `${count(limits[name])} ${word}`);
  return parts.join(", ") || NONE;
}

/**
 * What the form of a key holds: texts, as inputs have them.
 * @param {any} [key] as the API returns it
 */
export function valuesOf(key) {
  return {
    id: key?.id ?? "",
    team: key?.team ?? "",
    owner: key?.owner ?? "",
    tags: Object.entries(key?.tags ?? {}).map(([name, value]) => `${name}=${value}`).join("\n"),
    aliases: key?.aliases ?? [],
    expires: key?.expires?.slice(0, 10) ?? "",
    requests_per_minute: text(key?.limits?.requests_per_minute),
    tokens_per_minute: text(key?.limits?.tokens_per_minute),
    concurrent: text(key?.limits?.concurrent),
    ...budgetValues(key?.budget),
  };
}

/** @param {any} [budget] `{amount_usd, period, kind}` */
export function budgetValues(budget) {
  return { amount_usd: text(budget?.amount_usd), period: budget?.period ?? "month", kind: budget?.kind ?? "soft" };
}

/** The key that the form describes; what is empty is left out, or null to remove it from an existing one. */
export function keyOf(values, existing) {
  const absent = existing ? null : undefined;
  return {
    id: existing ? undefined : values.id.trim(),
    team: values.team.trim() || absent,
    owner: values.owner.trim() || absent,
    tags: tagsOf(values.tags),
    aliases: values.aliases.length > 0 ? values.aliases : absent,
    expires: values.expires ? `${values.expires}T00:00:00Z` : absent,
    limits: limitsOf(values),
    budget: budgetOf(values) ?? absent,
  };
}

/** Limits as numbers, without those that are empty. */
export function limitsOf(values) {
  const limits = {};
  for (const name of Object.keys(WORDS)) if (values[name]) limits[name] = Number(values[name]);
  return limits;
}

export function budgetOf(values) {
  return values.amount_usd ? { amount_usd: values.amount_usd, period: values.period, kind: values.kind } : undefined;
}

/** `name=value` in lines, as an object. */
export function tagsOf(lines) {
  const pairs = lines.split("\n").map((line) => line.trim()).filter(Boolean);
  return Object.fromEntries(pairs.map((pair) => {
    const [name, ...value] = pair.split("=");
    return [name.trim(), value.join("=").trim()];
  }));
}

function text(value) {
  return value === undefined || value === null ? "" : String(value);
}
