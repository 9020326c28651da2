import { readFileSync } from "node:fs";

/** The word list. Each pattern matches whole words, also across a line break. */
const words = JSON.parse(readFileSync(new URL("words.json", import.meta.url), "utf8")).map(({ find, say }) => ({
  pattern: new RegExp(`(?<![\\w-])(?:${find.replaceAll(" ", "\\s+")})(?![\\w-])`, "gi"),
  say,
}));

/** Finds the banned words in a text, each with its offset and its replacement. */
export function bannedWords(text) {
  return words
    .flatMap(({ pattern, say }) =>
      [...text.matchAll(pattern)].map((match) => ({
        index: match.index,
        message: `"${match[0].replace(/\s+/g, " ")}" is a banned word; say: ${say}`,
      })),
    )
    .sort((a, b) => a.index - b.index);
}
