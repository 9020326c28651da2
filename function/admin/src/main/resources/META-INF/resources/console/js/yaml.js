/**
 * Shows a definition as `tollgate.yaml` would have it. It writes what the admin API returns and reads nothing.
 * @param {any} value an object, array, string, number, boolean or null
 */
export function toYaml(value, indent = "") {
  if (Array.isArray(value))
    return value.map((item) => `${indent}- ${nested(item, `${indent}  `).trimStart()}`).join("\n");
  return Object.entries(value)
    .map(
      ([name, item]) =>
        `${indent}${plain(name)}:${isTree(item) ? `\n${nested(item, `${indent}  `)}` : ` ${scalar(item)}`}`,
    )
    .join("\n");
}

const isTree = (item) => item !== null && typeof item === "object" && Object.keys(item).length > 0;

function nested(item, indent) {
  return isTree(item) ? toYaml(item, indent) : scalar(item);
}

function scalar(item) {
  if (Array.isArray(item)) return "[]";
  if (item !== null && typeof item === "object") return "{}";
  return typeof item === "string" ? plain(item) : String(item);
}

/** Quotes what YAML would read as something else than this text. */
function plain(text) {
  const safe =
    /^[A-Za-z_][\w ./:@+-]*$/.test(text) && !/: |:$| $/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text);
  return safe ? text : JSON.stringify(text);
}
