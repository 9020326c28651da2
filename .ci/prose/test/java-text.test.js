import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOfJava } from "../java-text.js";
import { wordsOfMakefile, wordsOfSchema, wordsOfYaml } from "../other-text.js";
import { bannedWords } from "../words.js";

function foundIn(words) {
  return bannedWords(words).map(({ message }) => message.match(/"(.*)" is a banned/)[1]);
}

const found = (source) => foundIn(wordsOfJava(source));
const foundInMessages = (source) => foundIn(wordsOfJava(source, { messages: true }));

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
  assert.equal(bannedWords(wordsOfJava(source))[0].index, source.indexOf("stands"));
});

test("messages are read, and names and patterns are not", () => {
  assert.deepEqual(foundInMessages('String a = "The client was told " + "so by whoever.";\n'), ["told", "whoever"]);
  assert.deepEqual(foundInMessages('String a = """\n    The door is closed.\n    """;\n'), ["door"]);
  assert.deepEqual(foundInMessages('String a = "told"; String b = "the field \'told\' is wrong";\n'), []);
  assert.deepEqual(foundInMessages('Pattern a = Pattern.compile("(?:is told|was asked) so");\n'), []);
});

test("descriptions in YAML are read, also over several lines", () => {
  const source = "a:\n  description: Who is\n    told.\n  told: whoever\n  Description: >-\n    A wish.\n\n    `told`\n";
  assert.deepEqual(foundIn(wordsOfYaml(source)), ["told", "wish"]);
});

test("descriptions in a schema are read", () => {
  assert.deepEqual(foundIn(wordsOfSchema('{"told": {"description": "A \\"wish\\"."}, "x": "told"}')), ["wish"]);
});

test("help texts in makefiles are read", () => {
  assert.deepEqual(foundIn(wordsOfMakefile("told: whoever ## say what is told\n# told\n")), ["told"]);
});
