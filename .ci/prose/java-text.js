/** The tokens of Java in which a comment can start or seem to start. */
const tokens = /"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|\/\/[^\n]*|\/\*[^]*?\*\//g;

/** Code inside a comment. */
const code = new RegExp(
  [
    /\{@(?:code|link|linkplain|literal|value|snippet)\b[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/,
    /<(pre|code)>[^]*?<\/\1>/,
    /`[^`\n]*`/,
    /@(?:see|param|throws)\s+\S+/,
    /https?:\/\/\S+/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

const blank = (text, filler) => text.replace(/[^\n]/g, filler);

/** Blanks the delimiters and the code of a comment, so that words stay at their positions. */
function words(comment) {
  return comment
    .replace(/^\/\*\*?|\*\/$|^\/\/+|^[ \t]*\*(?!\/)/gm, (frame) => blank(frame, " "))
    .replace(code, (literal) => blank(literal, "\0"));
}

/** A string that is a sentence or a part of one: people read it. Others are names, formats and patterns. */
const message = /\w [\w'({"%]|[\w)'"] \w/;

/** What a string holds besides words: escapes, placeholders, patterns, quoted names and names of flags. */
const noWords = /\\.|%(?:\d\$)?[sdn]|'[^' ]*'|`[^`]*`|https?:\/\/\S+|--?\w[\w-]*/g;

/** Patterns look for what others write. */
const pattern = /\(\?[:=!<]|\\\\[bdswS]|\)\?|\|/;

function wordsOfString(token) {
  return message.test(token) && !pattern.test(token)
    ? token.replace(/^"+|"+$/g, (quotes) => blank(quotes, "\0")).replace(noWords, (literal) => blank(literal, "\0"))
    : blank(token, "\0");
}

/**
 * Replaces everything but the words of comments, so that what is left stays at its position.
 *
 * @param messages whether the words of messages stay, too
 */
export function wordsOfJava(source, { messages = false } = {}) {
  let result = "";
  let end = 0;
  for (const { 0: token, index } of source.matchAll(tokens)) {
    // Whitespace stays, so that a sentence in several line comments reads as one.
    result += source.slice(end, index).replace(/\S/g, "\0");
    if (token.startsWith("/")) {
      result += words(token);
    } else {
      result += messages && token.startsWith('"') ? wordsOfString(token) : blank(token, "\0");
    }
    end = index + token.length;
  }
  return result + blank(source.slice(end), "\0");
}
