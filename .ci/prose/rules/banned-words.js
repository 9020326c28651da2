import { bannedWords } from "../words.js";

/** Finds banned words in text. Code, HTML and URLs may hold any word. */
export default function bannedWordsRule({ Syntax, RuleError, report, locator }) {
  return {
    [Syntax.Str](node) {
      if (node.parent.type === Syntax.Link && node.parent.url === node.value) {
        return;
      }
      for (const { index, message } of bannedWords(node.value)) {
        report(node, new RuleError(message, { padding: locator.at(index) }));
      }
    },
  };
}
