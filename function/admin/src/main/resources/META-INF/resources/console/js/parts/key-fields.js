import { NONE, compact, count, money } from "../format.js";

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

/** $50.00 per month, soft */
export function budgetsText(budgets) {
  return budgets.map(({ amount_usd, period, kind }) => `${money(amount_usd)} per ${period}, ${kind}`).join("; ") || NONE;
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
    tags: tagLines(ownTags(key?.tags)),
    aliases: key?.aliases ?? [],
    expires: key?.expires?.slice(0, 10) ?? "",
    requests_per_minute: text(key?.limits?.requests_per_minute),
    tokens_per_minute: text(key?.limits?.tokens_per_minute),
    concurrent: text(key?.limits?.concurrent),
    ...budgetValues(budgetsOf(key)[0]),
  };
}

/** @param {any} [budget] `{amount_usd, period, kind, cheaper_usd, zone, shards}`; the form keeps the last two as they are */
export function budgetValues(budget) {
  const { amount_usd, period = "month", kind = "soft", cheaper_usd, zone, shards } = budget ?? {};
  return { amount_usd: text(amount_usd), period, kind, cheaper_usd: text(cheaper_usd), zone, shards };
}

/** The new key that the form describes; what is empty is left out. */
export function keyOf(values) {
  return {
    id: values.id.trim(),
    team: values.team.trim() || undefined,
    owner: values.owner.trim() || undefined,
    tags: values.tags.trim() ? tagsOf(values.tags) : undefined,
    aliases: values.aliases.length > 0 ? values.aliases : undefined,
    expires: values.expires ? `${values.expires}T00:00:00Z` : undefined,
    limits: limitsOf(values),
    budget: budgetOf(values),
  };
}

/** What the form changes of a key: each field as a whole; what is no longer there is null. The form does not know each limit. */
export function changeOf(key, values) {
  const { id, ...before } = keyOf(valuesOf(key));
  const { id: _, ...after } = keyOf(values);
  const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
  const change = Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
  if (change.limits !== undefined) change.limits = { ...limitsBesides(key.limits), ...change.limits };
  if (budgetsOf(key).length > 1) delete change.budget;
  return change;
}

/** The budgets of a key or a team: the API has one as `budget`, and several as `budgets`. */
export function budgetsOf(owner) {
  return owner?.budgets ?? (owner?.budget ? [owner.budget] : []);
}

/** The limits that the form does not show, such as those of single models. @param {any} [limits] */
export function limitsBesides(limits) {
  return Object.fromEntries(Object.entries(limits ?? {}).filter(([name]) => !WORDS[name]));
}

/** Limits as numbers, without those that are empty. */
export function limitsOf(values) {
  const limits = Object.keys(WORDS).filter((name) => values[name]).map((name) => [name, Number(values[name])]);
  return limits.length > 0 ? Object.fromEntries(limits) : undefined;
}

export function budgetOf(values) {
  const { amount_usd, period, kind, zone, shards } = values;
  const cheaper_usd = (kind === "hard" && values.cheaper_usd) || undefined;
  return amount_usd ? { amount_usd, period, kind, cheaper_usd, zone, shards } : undefined;
}

/** The tags of a key without those that are fields of their own. */
export function ownTags(tags) {
  const { team, owner, ...own } = tags ?? {};
  return own;
}

/** Tags as lines of `name=value`. */
export function tagLines(tags) {
  return Object.entries(tags ?? {}).map(([name, value]) => `${name}=${value}`).join("\n");
}

/** The same lines as an object. */
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
