const blank = (text, filler = "\0") => text.replace(/[^\n]/g, filler);

/** Code in a description, such as a field's name or a link. */
const code = /`[^`\n]*`|\{\{[^}]*\}\}|https?:\/\/\S+/g;

const description = /^(\s*(?:- )?)(?:[Dd]escription|summary|title):[ \t]*(.*)$/;

/**
 * Replaces everything but descriptions, so that what is left stays at its position. A description ends where the next line is
 * indented as its key is, or less.
 */
export function wordsOfYaml(source) {
  let depth = -1;
  return source
    .split("\n")
    .map((line) => {
      const indent = line.search(/\S/);
      if (depth >= 0 && (indent < 0 || indent > depth)) {
        return shown(line, 0);
      }
      const found = line.match(description);
      depth = found ? found[1].length : -1;
      return found ? shown(line, line.length - found[2].length) : blank(line);
    })
    .join("\n");
}

/** The same for descriptions in a JSON Schema. */
export function wordsOfSchema(source) {
  let result = "";
  let end = 0;
  for (const { 0: whole, 1: text, index } of source.matchAll(/"description":\s*"((?:\\.|[^"\\])*)"/g)) {
    const start = index + whole.length - 1 - text.length;
    result += blank(source.slice(end, start)) + shown(text, 0);
    end = start + text.length;
  }
  return result + blank(source.slice(end));
}

/** Replaces everything but the help texts of targets, behind {@code ##}. */
export function wordsOfMakefile(source) {
  return source.replace(/^.*$/gm, (line) => {
    const help = line.indexOf("## ");
    return help < 0 ? blank(line) : shown(line, help + 3);
  });
}

function shown(line, from) {
  return blank(line.slice(0, from)) + line.slice(from).replace(code, (literal) => blank(literal));
}
