/**
 * The records of a CSV (https://www.rfc-editor.org/rfc/rfc4180) by the names in its first line.
 * @param {string} csv
 * @returns {Record<string, string>[]}
 */
export function recordsOf(csv) {
  const [header = [], ...rows] = rowsOf(csv);
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])));
}

/** Lines of cells; a cell in quotes may have commas, quotes that are doubled, and line breaks. */
function rowsOf(csv) {
  const rows = [[]];
  for (const [, quoted, plain = "", end] of `${csv.trim()}\n`.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}
