import { html } from "../preact.js";
import { setQuery } from "../router.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59);
const PERIODS = { day: ["24 h", DAY, "hour"], week: ["7 days", 7 * DAY, "day"], month: ["30 days", 30 * DAY, "day"] };

/**
 * The time that a page is about: `?period=day|week|month`, or `?from=&to=` with dates, both included; a date that is none is ignored.
 * It ends with the coming hour, so that a page that is drawn again asks for the same. Days are whole days of UTC.
 * @returns {{from: string, to: string, step: "hour" | "day", name: string}}
 */
export function periodOf(query, now = Date.now()) {
  const end = Math.ceil(now / HOUR) * HOUR;
  const from = timeOf(query.from);
  if (from !== undefined) {
    const last = timeOf(query.to);
    const to = last === undefined ? end : Math.min(last + DAY, LAST);
    return { from: iso(from), to: iso(to), step: to - from <= 3 * DAY ? "hour" : "day", name: "own" };
  }
  const name = query.period in PERIODS ? query.period : "week";
  const [, length, step] = PERIODS[name];
  const start = end - length;
  return { from: iso(step === "day" ? Math.ceil(start / DAY) * DAY : start), to: iso(end), step, name };
}

/** Whether usage has the times of requests: a longer period is read from sums of days, which have none. */
export const hasTimes = ({ from, to }) => Date.parse(to) - Date.parse(from) <= 7 * DAY;

/** The day of an address, which anybody can write by hand; years of more digits are no instants of the API. */
function timeOf(text) {
  const at = /^\d{4}-/.test(text ?? "") ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : at;
}

const iso = (at) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

export function PeriodSwitch({ query }) {
  const { name } = periodOf(query);
  return html`
    <div class="switch" role="group" aria-label="Period">
      ${Object.entries(PERIODS).map(([period, [title]]) => html`
        <button aria-pressed=${String(period === name)}
          onClick=${() => setQuery({ period, from: undefined, to: undefined })}>${title}</button>`)}
    </div>`;
}
