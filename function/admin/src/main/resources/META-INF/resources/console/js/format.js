const LOCALE = "en-US";
const whole = new Intl.NumberFormat(LOCALE);
const short = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const dollars = (options) => new Intl.NumberFormat(LOCALE, { style: "currency", currency: "USD", ...options });
const cents = dollars({});
const fine = dollars({ minimumFractionDigits: 4 });
const exact = dollars({ minimumFractionDigits: 6 });
const rough = dollars({ maximumSignificantDigits: 3 });

/** Shown where there is no value; never a zero, which would be one. */
export const NONE = "–";

const absent = (value) => value === undefined || value === null || value === "";

/** 12,345 */
export function count(value) {
  return absent(value) ? NONE : whole.format(value);
}

/** 12.3K */
export function compact(value) {
  return absent(value) ? NONE : short.format(value);
}

/** $12.34; $0.1234 below a dollar, and $0.001234 below a cent, as the gateway charges millionths. */
export function money(value) {
  if (absent(value)) return NONE;
  const amount = Number(value);
  const size = Math.abs(amount);
  if (size === 0 || size >= 1) return cents.format(amount);
  return (size < 0.01 ? exact : fine).format(amount);
}

/** What something cost; null is a model without a price, and never a zero. */
export function cost(value) {
  return value === null ? "unpriced" : money(value);
}

/** $0.135 or $42.20, for charts */
export function moneyShort(value) {
  if (absent(value)) return NONE;
  return Math.abs(value) >= 1 || value === 0 ? cents.format(value) : rough.format(value);
}

/** 820 ms, 1.24 s */
export function millis(value) {
  if (absent(value)) return NONE;
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(2)} s`;
}

/** 4.2 %, from a fraction of one */
export function percent(fraction, digits = 1) {
  return absent(fraction) || Number.isNaN(fraction) ? NONE : `${(fraction * 100).toFixed(digits)} %`;
}

/** 2026-11-29 14:03:22, in the reader's zone */
export function local(instant) {
  if (absent(instant)) return NONE;
  const at = new Date(instant);
  const two = (number) => String(number).padStart(2, "0");
  return (
    `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ` +
    `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
  );
}

/** 2026-11-29T13:03:22Z */
export function utc(instant) {
  return absent(instant) ? "" : new Date(instant).toISOString().replace(/\.000Z$/, "Z");
}

/** name=value, one per tag */
export function tagList(tags) {
  return Object.entries(tags ?? {}).map(([name, value]) => `${name}=${value}`);
}
