import { splitAST, SentenceSplitterSyntax } from "sentence-splitter";

/** The text of a sentence. Code becomes a sign that is no word, and a link becomes its text. */
function text(node, Syntax) {
  if (node.type === Syntax.Code || node.type === Syntax.Html || node.type === Syntax.Image) {
    return "`";
  }
  if (node.type === Syntax.Link && node.children.length === 1 && node.children[0].value === node.url) {
    return "`";
  }
  return node.children ? node.children.map((child) => text(child, Syntax)).join("") : (node.value ?? "");
}

/**
 * The number of words in a sentence. The splitter misses an end after a number, and at the end of a node such as bold
 * text or of a bracket, so this splits there.
 */
function length(node, Syntax) {
  const ends = /(?<=\d\.|[.!?]\)|[.!?]\0)\s+(?=\p{Lu}|`)/u;
  const parts = node.children.map((child) => text(child, Syntax) + (child.children ? "\0" : "")).join("");
  return Math.max(...parts.split(ends).map((part) => part.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,:/-]*/gu)?.length ?? 0));
}

/** Limits a sentence to `max` words. Headings, tables, quotations and code are exempt. */
export default function sentenceLengthRule({ Syntax, RuleError, report, getSource, locator }, { max }) {
  return {
    [Syntax.Paragraph](paragraph) {
      for (let parent = paragraph.parent; parent; parent = parent.parent) {
        if (parent.type === Syntax.BlockQuote) {
          return;
        }
      }
      for (const sentence of splitAST(paragraph).children) {
        if (sentence.type !== SentenceSplitterSyntax.Sentence) {
          continue;
        }
        const words = length(sentence, Syntax);
        if (words > max) {
          const [start, end] = sentence.range.map((offset) => offset - paragraph.range[0]);
          const opening = getSource(paragraph).slice(start, end).replace(/\s+/g, " ").slice(0, 40);
          const message = `${words} words in a sentence, more than ${max}: "${opening}…"`;
          report(paragraph, new RuleError(message, { padding: locator.range([start, end]) }));
        }
      }
    },
  };
}
