import { readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { commentsOnly } from "./java-text.js";
import { bannedWords } from "./words.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** All Java sources below a folder, without generated and installed ones. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !["target", "node_modules"].includes(name) && !name.startsWith("."))
    .flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]))
    .filter((path) => path.endsWith(".java"))
    .sort();
}

const given = process.argv.slice(2).map((path) => resolve(path));
let mistakes = 0;
for (const file of given.length > 0 ? given : sources(root)) {
  const comments = commentsOnly(readFileSync(file, "utf8"));
  for (const { index, message } of bannedWords(comments)) {
    const before = comments.slice(0, index).split("\n");
    console.error(`${relative(root, file)}:${before.length}:${before.at(-1).length + 1}: ${message}`);
    mistakes += 1;
  }
}
if (mistakes > 0) {
  console.error(`${mistakes} words to replace in comments; see "English" in CONTRIBUTING.md`);
  process.exit(1);
}
