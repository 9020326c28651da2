import { keyOf, valuesOf } from "./parts/key-fields.js";

// Many keys from a CSV (https://www.rfc-editor.org/rfc/rfc4180): the first line names the fields of a key.

/** Fields with several values have them with spaces between: `cheap-fast smart`, `stage=prod cost-centre=4100`. */
const FIELDS = ["id", "team", "owner", "tags", "aliases", "expires", "requests_per_minute", "tokens_per_minute", "concurrent"];

/**
 * The keys of a CSV, each with its line.
 * @param {string} csv
 * @returns {{line: number, key: any}[]}
 */
export function keysOf(csv) {
  const [header, ...rows] = rowsOf(csv);
  const unknown = (header ?? []).filter((name) => !FIELDS.includes(name));
  if (!header?.includes("id")) throw new Error("The first line must name the fields, with id among them.");
  if (unknown.length > 0) throw new Error(`There is no field ${unknown.join(", ")}. Known are ${FIELDS.join(", ")}.`);
  return rows
    .map((cells, index) => ({ line: index + 2, cells }))
    .filter(({ cells }) => cells.some(Boolean))
    .map(({ line, cells }) => ({ line, key: keyOfCells(Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""]))) }));
}

function keyOfCells({ tags = "", aliases = "", ...texts }) {
  const several = (text) => text.split(/\s+/).filter(Boolean);
  return keyOf({ ...valuesOf(), ...texts, tags: several(tags).join("\n"), aliases: several(aliases) });
}

/** Lines of cells; a cell in quotes may have commas, quotes that are doubled, and line breaks. */
function rowsOf(csv) {
  const rows = [[]];
  for (const [, quoted, plain = "", end] of `${csv.trim()}\n`.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n)/g)) {
    rows.at(-1).push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}

/** `line,id,secret,error` of each key. */
export function csvOf(results) {
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = results.map(({ line, id, secret = "", error = "" }) => [String(line), id, secret, error].map(cell).join(","));
  return ["line,id,secret,error", ...lines, ""].join("\n");
}
