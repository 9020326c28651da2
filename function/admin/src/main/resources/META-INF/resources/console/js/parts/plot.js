// What the charts need of uPlot. It is loaded with the first chart, and never before the page.

let loading;

/** @returns {Promise<{plotOf: typeof plotOf}>} */
export function loadPlot() {
  loading ??= Promise.all([style("lib/uplot/uPlot.min.css"), script("lib/uplot/uPlot.iife.min.js")]).then(() => ({ plotOf }));
  return loading;
}

/** Where an axis of whole numbers ends at least, so that its steps are whole, too. */
const FEW = 4;
const WHOLE_STEPS = [1, 2, 5].flatMap((first) => Array.from({ length: 12 }, (_, zeros) => first * 10 ** zeros)).sort((a, b) => a - b);

function plotOf(frame, { times, series, format, bars, whole, step, height, onPoint }) {
  const { uPlot } = globalThis;
  const drawn = bars ? stacked(series) : series;
  const axis = { stroke: colour("probe-axis"), font: "11px system-ui, sans-serif", ticks: { show: false } };
  const options = {
    width: frame.clientWidth,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: bars ? { show: false } : {} },
    tzDate: (seconds) => dateOf(uPlot, seconds, step),
    scales: {
      x: { range: (_, min, max) => padded(min, max, times, bars) },
      y: { range: (_, min, max) => [0, Math.max(max * 1.08, whole ? FEW : 1e-6)] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 26, space: 64, values: (_, ticks) => ticks.map((tick) => tickOf(tick, step)) },
      {
        ...axis,
        size: 58,
        space: 34,
        grid: { stroke: colour("probe-grid"), width: 1 },
        ...(whole ? { incrs: WHOLE_STEPS } : {}),
        values: (_, ticks) => ticks.map((tick) => format(tick)),
      },
    ],
    series: [{}, ...drawn.map((one) => lineOf(uPlot, one, colour(`dot-${one.dot ?? "1"}`), bars))],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
  };
  return new uPlot(options, [times, ...drawn.map(({ values }) => values)], frame);
}

/** 22 Nov, or 14:00 */
function tickOf(seconds, step) {
  const at = new Date(seconds * 1000);
  if (step === "hour") return at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}

/** Days are days of UTC, as usage counts them; hours are the reader's. */
function dateOf(uPlot, seconds, step) {
  const date = new Date(seconds * 1000);
  return step === "hour" ? date : uPlot.tzDate(date, "Etc/UTC");
}

function lineOf(uPlot, { name: label, values }, stroke, bars) {
  const few = values.filter((value) => value !== null).length < FEW;
  if (!bars) return { label, stroke, width: 2, points: { show: few, size: 7, fill: stroke } };
  return { label, stroke, fill: stroke, width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.7, 28], radius: 0.06 }) };
}

/** Bars on top of each other: the sums, the largest first, so that each is drawn over the one behind it. */
function stacked(series) {
  const sums = [];
  const before = [];
  for (const { values, ...rest } of series) {
    const sum = values.map((value, index) => (before[index] ?? 0) + (value ?? 0));
    sums.unshift({ ...rest, values: sum });
    before.splice(0, before.length, ...sum);
  }
  return sums;
}

/** Half a bar of room at both ends. */
function padded(min, max, times, bars) {
  const room = bars && times.length > 1 ? (times[1] - times[0]) * 0.6 : 0;
  return min === max ? [min - 43_200, max + 43_200] : [min - room, max + room];
}

/** The colour that a class of the style sheet has at the moment. */
function colour(name) {
  const probe = document.createElement("i");
  probe.className = `probe ${name}`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function script(address) {
  return loaded(Object.assign(document.createElement("script"), { src: address }));
}

function style(address) {
  return loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
}

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error("A chart's library did not load."));
    document.head.append(element);
  });
}
