/** Usage of the mock, summed by what the console asks for. */
export function usageOf(world, query) {
  const groupBy = (query.get("group_by") ?? "day").split(",");
  const [from, to] = [query.get("from"), query.get("to")];
  const filters = ["team", "key", "alias", "model", "provider"].filter((name) => query.get(name));
  const rows = world.usage.filter(({ group }) => group.hour >= from && group.hour < to
    && filters.every((name) => group[name] === query.get(name)));
  // A longer period is read from sums of days, which have no times.
  const timed = Date.parse(to) - Date.parse(from) <= 7 * 86_400_000 || groupBy.includes("hour");
  const groups = new Map();
  for (const row of rows) {
    const group = Object.fromEntries(groupBy.map((name) => [name, row.group[name]]));
    const key = JSON.stringify(group);
    groups.set(key, { group, rows: [...(groups.get(key)?.rows ?? []), row] });
  }
  return { from, to, group_by: groupBy, data: [...groups.values()].map(({ group, rows: its }) => ({ group, ...summed(its, timed) })), totals: summed(rows, timed) };
}

function summed(rows, timed) {
  const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
  const mean = (name) => Math.round(rows.reduce((total, row) => total + row[name], 0) / Math.max(1, rows.length));
  const cost = sum("cost");
  return {
    requests: sum("requests"), errors: sum("errors"), prompt_tokens: sum("prompt_tokens"), cached_tokens: sum("cached_tokens"),
    completion_tokens: sum("completion_tokens"), cost_usd: cost.toFixed(6), charge_usd: (cost * 1.1).toFixed(6), saved_usd: (cost * 0.08).toFixed(6),
    cache_hits: sum("cache_hits"),
    ...(timed ? { ttft_ms: { p50: mean("ttft"), p95: mean("ttft") * 3 }, duration_ms: { p50: mean("duration"), p95: mean("duration") * 2 } } : {}),
  };
}

export function budgetsOf(world) {
  return world.teams.filter((team) => team.budget).map((team, index) => {
    const limit = Number(team.budget.amount_usd);
    const spent = limit * [0.41, 0.92, 0.18, 1.02, 0.66, 0.07][index % 6];
    return {
      owner: { kind: index % 3 === 2 ? "tag" : "team", id: index % 3 === 2 ? `cost-centre=41${index}` : team.id }, kind: team.budget.kind, period: team.budget.period,
      limit_usd: limit.toFixed(6), spent_usd: spent.toFixed(6), reserved_usd: (limit * 0.01).toFixed(6), left_usd: Math.max(0, limit - spent).toFixed(6),
      used_percent: Math.round((spent / limit) * 1000) / 10, renews_at: "2026-12-01T00:00:00Z",
      forecast: { at_end_usd: (spent * 1.06).toFixed(6), ...(spent * 1.06 > limit ? { reached_at: "2026-11-30T05:00:00Z" } : {}) },
      ...(world.increases[team.id] ? { increase: world.increases[team.id] } : {}),
    };
  });
}
