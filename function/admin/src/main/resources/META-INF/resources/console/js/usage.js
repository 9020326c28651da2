// Figures of usage, as `/usage` returns them, put in the order that charts and tables need.

/** What usage can be grouped by, apart from time and tags. */
export const DIMENSIONS = ["team", "key", "alias", "model", "provider"];

const SHOWN = 6;

/** @returns {number} the seconds of a group's `day` or `hour` */
const secondsOf = (value) => Date.parse(value.length === 10 ? `${value}T00:00:00Z` : value) / 1000;

/** Every step between the ends, so that a day without requests is a gap in the bars and not in the axis. */
export function timesBetween({ from, to, step }) {
  const length = step === "hour" ? 3600 : 86_400;
  const first = Math.floor(Date.parse(from) / 1000 / length) * length;
  const last = Date.parse(to) / 1000;
  const times = [];
  for (let at = first; at < last; at += length) times.push(at);
  return times;
}

/** One series over time: `value(row)` of the row of each time. */
export function overTime(times, rows, step, value, otherwise = 0) {
  const byTime = new Map(rows.map((row) => [secondsOf(row.group[step]), row]));
  return times.map((time) => (byTime.has(time) ? value(byTime.get(time)) : otherwise));
}

/** The names of groups, those that cost most first. */
export function namesBySpend(groups, dimension) {
  return [...groups]
    .sort((a, b) => b.cost_usd - a.cost_usd || b.requests - a.requests)
    .map(({ group }) => group[dimension] ?? "");
}

/**
 * The first groups as series of their own, and what is left as "others". Charts of one page pass the same names,
 * so that a colour means the same in all of them.
 */
export function topSeries({ times, rows, step, dimension, names }, value) {
  const own = names.length > SHOWN ? SHOWN - 1 : SHOWN;
  const series = names.slice(0, own).map((name, index) => ({
    name: name || "none",
    dot: String(index + 1),
    values: overTime(
      times,
      rows.filter((row) => (row.group[dimension] ?? "") === name),
      step,
      value,
    ),
  }));
  const others = new Set(names.slice(own));
  if (others.size > 0)
    series.push({
      name: `${others.size} others`,
      dot: String(SHOWN),
      values: summed(times, rows, step, dimension, others, value),
    });
  return series;
}

function summed(times, rows, step, dimension, names, value) {
  const sums = new Map();
  for (const row of rows.filter((each) => names.has(each.group[dimension] ?? ""))) {
    const time = secondsOf(row.group[step]);
    sums.set(time, (sums.get(time) ?? 0) + value(row));
  }
  return times.map((time) => sums.get(time) ?? 0);
}
