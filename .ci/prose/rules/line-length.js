/** Removes URLs from a line, because they cannot be broken. */
function withoutUrls(line) {
  return line.replace(/\]\([^)\s]*\)/g, "]()").replace(/<?https?:\/\/\S+/g, "").replace(/^\s*\[[^\]]+\]:\s+\S+/, "");
}

/** The text of a table cell as a reader sees it. */
function rendered(node) {
  return node.children ? node.children.map(rendered).join("") : (node.value ?? "");
}

/** Whether a table follows an HTML comment that says that data generates it, so that nobody can shorten its cells here. */
function isGenerated(table) {
  const { children } = table.parent;
  return /^<!--\s*Generated\b/.test(children[children.indexOf(table) - 1]?.value ?? "");
}

/** Limits a line and a table cell to `max` characters. Code blocks, URLs and cells of generated tables are exempt. */
export default function lineLengthRule({ Syntax, RuleError, report, locator, getSource }, { max }) {
  const exempt = [];
  const skip = (node) => exempt.push([node.loc.start.line, node.loc.end.line]);
  return {
    [Syntax.CodeBlock]: skip,
    [Syntax.Html]: skip,
    [Syntax.Table]: skip,
    [Syntax.TableCell](cell) {
      const length = rendered(cell).length;
      if (length > max && !isGenerated(cell.parent.parent)) {
        const message = `${length} characters in a table cell, more than ${max}: use a list or a section`;
        report(cell, new RuleError(message));
      }
    },
    [Syntax.DocumentExit](document) {
      let start = 0;
      getSource(document).split("\n").forEach((line, index) => {
        const number = index + 1;
        const length = withoutUrls(line).length;
        if (length > max && !exempt.some(([first, last]) => first <= number && number <= last)) {
          const message = `${length} characters without URLs, more than ${max}: break the line`;
          report(document, new RuleError(message, { padding: locator.range([start, start + line.length]) }));
        }
        start += line.length + 1;
      });
    },
  };
}
