import assert from "node:assert/strict";
import { test } from "node:test";
import { commentsOnly } from "../java-text.js";
import { bannedWords } from "../words.js";

function found(source) {
  return bannedWords(commentsOnly(source)).map(({ message }) => message.match(/"(.*)" is a banned/)[1]);
}

test("every kind of comment is read, across line breaks", () => {
  assert.deepEqual(found("int a; // told\n/* stands */ int b;\n/// whoever\n"), ["told", "stands", "whoever"]);
  assert.deepEqual(found("/**\n * Requests under\n * way.\n */\n"), ["under way"]);
  assert.deepEqual(found("// requests under\n    // way\n"), ["under way"]);
});

test("strings, characters, text blocks and code are ignored", () => {
  assert.deepEqual(found('String a = "// told \\" // told"; char b = \'"\'; // fine\n'), []);
  assert.deepEqual(found('String a = """\n    // told "quoted" told\n    """; // stands\n'), ["stands"]);
  assert.deepEqual(found("boolean told = stands(whoever);\n"), []);
});

test("code inside comments is ignored", () => {
  assert.deepEqual(found("/** {@link Door#stands told}, {@code {told}} and `wish`; <pre>whoever</pre>. */\n"), []);
  assert.deepEqual(found("/** @param wish what a client wants */\n"), []);
});

test("a word keeps its position", () => {
  const source = "int a;\n/** It stands. */\n";
  assert.equal(bannedWords(commentsOnly(source))[0].index, source.indexOf("stands"));
});
