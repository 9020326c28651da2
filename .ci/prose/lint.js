import { TextlintKernel } from "@textlint/kernel";
import markdown from "@textlint/textlint-plugin-markdown";
import bannedWords from "./rules/banned-words.js";
import lineLength from "./rules/line-length.js";
import links from "./rules/links.js";
import sentenceLength from "./rules/sentence-length.js";

const kernel = new TextlintKernel();
const plugins = [{ pluginId: "markdown", plugin: markdown.default ?? markdown }];
const rules = [
  { ruleId: "banned-words", rule: bannedWords },
  { ruleId: "line-length", rule: lineLength, options: { max: 120 } },
  { ruleId: "links", rule: links },
  { ruleId: "sentence-length", rule: sentenceLength, options: { max: 25 } },
];

/** Checks a Markdown page, and returns its mistakes by line. Relative links are resolved against the path. */
export async function lint(text, filePath) {
  const { messages } = await kernel.lintText(text, { filePath, ext: ".md", plugins, rules });
  return messages
    .map(({ loc, message, ruleId }) => ({ line: loc.start.line, column: loc.start.column, message, ruleId }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}
