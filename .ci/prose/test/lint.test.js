import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { lint } from "../lint.js";

const words = (count) => Array.from({ length: count }, () => "word").join(" ");
const lines = (count) => words(count).replace(/((?:word ){12})/g, "$1\n");

let folder;
let page;

before(() => {
  folder = mkdtempSync(fileURLToPath(new URL("pages-", import.meta.url)));
  page = join(folder, "page.md");
  writeFileSync(join(folder, "other.md"), "# Other\n\n## `x-header`: what & why?\n\n## Twice\n\n## Twice\n");
  writeFileSync(page, "# Top\n");
});

after(() => rmSync(folder, { recursive: true }));

const mistakes = async (text) => (await lint(text, page)).map(({ line, ruleId }) => `${line} ${ruleId}`);
const messages = async (text) => (await lint(text, page)).map(({ message }) => message);

test("a sentence has at most 25 words, however many lines it takes", async () => {
  assert.deepEqual(await mistakes(`${lines(25)}.\n`), []);
  assert.deepEqual(await mistakes(`Short.\n${lines(26)}.\n`), ["2 sentence-length"]);
  assert.deepEqual(await mistakes(`- ${words(20)}. ${words(20)}.`.replaceAll("word word", "a b")), []);
});

test("abbreviations and decimals do not end a sentence, a number and bold text do", async () => {
  const half = "one two three four five six seven eight nine ten eleven twelve";
  assert.deepEqual(await mistakes(`${half}, e.g. 3.8 seconds,\n${half} end.\n`), ["1 sentence-length"]);
  assert.deepEqual(await mistakes(`Of ${half} is 16.\nThe ${half} end.\n`), []);
  assert.deepEqual(await mistakes(`**Of ${half}.**\nThe ${half} end.\n`), []);
  assert.deepEqual(await mistakes(`Of ${half} (three.)\n\`code\` ${half} end.\n`), []);
});

test("code, URLs, headings, tables and quotations are exempt", async () => {
  assert.deepEqual(await mistakes(`${lines(25)} \`${"code ".repeat(9).trim()}\`.\n`), []);
  assert.deepEqual(await mistakes(`${lines(24)} [link](https://example.com/a/very/long/way).\n`), []);
  assert.deepEqual(await mistakes(`# ${"a b ".repeat(14)}\n`), []);
  assert.deepEqual(await mistakes(`| ${"a b ".repeat(14)} |\n|---|\n| ${"a b ".repeat(14)} |\n`), []);
  assert.deepEqual(await mistakes(`> ${"a b ".repeat(14)}\n`), []);
  assert.deepEqual(await mistakes(`\`\`\`sh\n${words(60)}\n\`\`\`\n`), []);
});

test("a banned word is reported with its replacement", async () => {
  assert.deepEqual(await messages("Whoever calls.\n"), [
    '"Whoever" is a banned word; say: anyone who, the client that',
  ]);
  assert.deepEqual(await mistakes("Requests that are\nunder\nway.\n"), ["2 banned-words"]);
  assert.deepEqual(await mistakes("| a |\n|---|\n| it stands |\n\n# Doors\n"), ["3 banned-words", "5 banned-words"]);
});

test("code and URLs may hold any word, and only whole words match", async () => {
  assert.deepEqual(await mistakes("Set `Door`, see [the types](other.md) of <https://example.com/books>.\n"), []);
  assert.deepEqual(await mistakes("```\nwhoever\n```\n\nMacbooks, in-door, request_under_way.\n"), []);
});

test("a line has at most 120 characters, not counting URLs", async () => {
  const a = (length) => "a".repeat(length);
  assert.deepEqual(await mistakes(`${a(120)}\n`), []);
  assert.deepEqual(await mistakes(`b\n${a(121)}\n`), ["2 line-length"]);
  assert.deepEqual(await mistakes(`[${a(110)}](https://example.com/${a(50)})\n`), []);
  assert.deepEqual(await mistakes(`\`\`\`\n${a(200)}\n\`\`\`\n`), []);
});

test("a table cell has at most 120 characters, a row any number", async () => {
  const cell = "a".repeat(119);
  assert.deepEqual(await mistakes(`| a | b |\n|---|---|\n| ${cell} | ${cell} |\n`), []);
  assert.deepEqual(await mistakes(`| a | b |\n|---|---|\n| ${cell} | ${cell}bc |\n`), ["3 line-length"]);
  assert.deepEqual(await mistakes(`| a |\n|---|\n| [${cell}](https://example.com) |\n`), []);
  const long = `| a |\n|---|\n| ${cell}bc |\n`;
  assert.deepEqual(await mistakes(`<!-- Generated from data. -->\n\n${long}`), []);
  assert.deepEqual(await mistakes(`<!-- A note. -->\n\n${long}`), ["5 line-length"]);
});

test("a relative link points to an existing file and heading", async () => {
  const good = ["other.md", "other.md#x-header-what--why", "other.md#twice-1", "#top", "../lint.test.js"];
  const links = (targets) => `# Top\n\n${targets.map((target) => `[link](${target})`).join("\n")}\n`;
  assert.deepEqual(await messages(links(good)), []);
  assert.deepEqual(await messages(links(["missing.md", "other.md#nowhere", "#nowhere", "../../../../../outside"])), [
    "No such file: missing.md",
    "No heading #nowhere in other.md",
    "No heading #nowhere in this page",
    "The link points outside the repository: ../../../../../outside",
  ]);
});
