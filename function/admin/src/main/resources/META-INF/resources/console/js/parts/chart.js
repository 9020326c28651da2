import { html, useEffect, useRef, useState } from "../preact.js";
import { onTheme } from "../theme.js";
import { loadPlot } from "./plot.js";

const HEIGHT = 180;

/**
 * A chart over time.
 * @typedef {object} Series
 * @property {string} name
 * @property {(number | null)[]} values one for each time
 * @property {string} [dot] its colour: `1` to `6`, or `bad`
 */

/**
 * @param {{title: string, times: number[], series: Series[], format: (value: number) => string, bars?: boolean,
 *     whole?: boolean, step: string}} props `times` in seconds; `bars` are stacked; `whole` for what is counted
 */
export function Chart({ title, times, series, format, bars, whole, step }) {
  const frame = useRef(null);
  const [now, setNow] = useState(null);
  const key = JSON.stringify([times, series]);

  useEffect(() => {
    let plot;
    let gone = false;
    const draw = async () => {
      const { plotOf } = await loadPlot();
      if (gone) return;
      plot?.destroy();
      plot = plotOf(frame.current, { times, series, format, bars, whole, step, height: HEIGHT, onPoint: setNow });
    };
    const size = new ResizeObserver(([entry]) => plot?.setSize({ width: entry.contentRect.width, height: HEIGHT }));
    size.observe(frame.current);
    const endTheme = onTheme(draw);
    draw();
    return () => {
      gone = true;
      size.disconnect();
      endTheme();
      plot?.destroy();
    };
  }, [key]);

  const last = now ?? times.length - 1;
  return html`
    <figure class="card chart">
      <div class="chart-head">
        <h2>${title}</h2>
        <span class="chart-now">${times.length > 0 && label(times[last], step)}</span>
      </div>
      <div class="chart-plot" ref=${frame} role="img" aria-label=${summary(title, times, series, format)}></div>
      <ul class="legend">${series.map(({ name, values, dot }) => html`
        <li><span class=${`dot dot-${dot ?? "1"}`}></span>${name} <span class="strong">${format(values[last])}</span></li>`)}
      </ul>
    </figure>`;
}

function label(seconds, step) {
  const at = new Date(seconds * 1000);
  return at.toLocaleString("en-GB", step === "hour"
    ? { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }
    : { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}

/** The chart in words, for those who do not see it. */
function summary(title, times, series, format) {
  const parts = series.map(({ name, values }) => {
    const known = values.filter((value) => value !== null && value !== undefined);
    return known.length === 0 ? `${name}: no values` : `${name}: ${format(Math.min(...known))} to ${format(Math.max(...known))}`;
  });
  return `${title}, ${times.length} points in time. ${parts.join(". ")}`;
}
