import { readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { wordsOfJava } from "./java-text.js";
import { wordsOfMakefile, wordsOfSchema, wordsOfYaml } from "./other-text.js";
import { bannedWords } from "./words.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const skipped = new Set(["target", "node_modules", ".git", ".aws-sam"]);

/** How the words of a file are found; undefined for a file that is not checked. */
function reader(path) {
  if (path.endsWith(".java")) {
    // What a test sends may be written as anybody writes.
    const messages = !path.includes(`${sep}src${sep}test${sep}`);
    return (source) => wordsOfJava(source, { messages });
  }
  if (path.endsWith(".schema.json")) {
    return wordsOfSchema;
  }
  if (/\.(mk|yaml|yml)$|(^|[\\/])Makefile$/.test(path)) {
    const isTest = path.includes(`${sep}src${sep}test${sep}`);
    return isTest ? undefined : /ya?ml$/.test(path) ? wordsOfYaml : wordsOfMakefile;
  }
  return undefined;
}

/** All files below a folder that are checked, without generated and installed ones. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !skipped.has(name))
    .flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]))
    .filter((path) => reader(path))
    .sort();
}

const given = process.argv.slice(2).map((path) => resolve(path));
let mistakes = 0;
for (const file of given.length > 0 ? given : sources(root)) {
  const words = reader(file)(readFileSync(file, "utf8"));
  for (const { index, message } of bannedWords(words)) {
    const before = words.slice(0, index).split("\n");
    console.error(`${relative(root, file)}:${before.length}:${before.at(-1).length + 1}: ${message}`);
    mistakes += 1;
  }
}
if (mistakes > 0) {
  console.error(`${mistakes} words to replace in comments and messages; see "English" in CONTRIBUTING.md`);
  process.exit(1);
}
