import { readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { lint } from "./lint.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** All Markdown files in the root of the repository and below docs. */
function pages() {
  const top = readdirSync(root).map((name) => join(root, name));
  const docs = readdirSync(join(root, "docs"), { recursive: true }).map((name) => join(root, "docs", name));
  return [...top, ...docs].filter((path) => path.endsWith(".md")).sort();
}

const given = process.argv.slice(2).map((path) => resolve(path));
let mistakes = 0;
for (const page of given.length > 0 ? given : pages()) {
  for (const { line, column, message, ruleId } of await lint(readFileSync(page, "utf8"), page)) {
    console.error(`${relative(root, page)}:${line}:${column}: ${message} (${ruleId})`);
    mistakes += 1;
  }
}
if (mistakes > 0) {
  console.error(`${mistakes} places to rewrite; see "English" in CONTRIBUTING.md`);
  process.exit(1);
}
