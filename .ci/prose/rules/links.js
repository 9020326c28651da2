import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "@textlint/markdown-to-ast";
import GithubSlugger from "github-slugger";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const known = new Map();

function plain(node) {
  return node.children ? node.children.map(plain).join("") : (node.value ?? "");
}

/** The anchors of a page: those that GitHub derives from its headings, and those that it sets in HTML. */
function anchors(file) {
  if (!known.has(file)) {
    const markdown = readFileSync(file, "utf8");
    const slugger = new GithubSlugger();
    const headings = parse(markdown).children.filter((node) => node.type === "Header");
    const named = [...markdown.matchAll(/<a (?:id|name)="([^"]+)"/g)].map((match) => match[1]);
    known.set(file, new Set([...headings.map((heading) => slugger.slug(plain(heading))), ...named]));
  }
  return known.get(file);
}

/** Says why a link within the repository is broken, or returns nothing. */
function mistake(page, url) {
  const [path, anchor] = decodeURIComponent(url).split("#");
  const file = path ? resolve(path.startsWith("/") ? root : dirname(page), path.replace(/^\//, "")) : page;
  if (relative(root, file).startsWith("..")) {
    return `The link points outside the repository: ${url}`;
  }
  if (!existsSync(file)) {
    return `No such file: ${path}`;
  }
  if (anchor && file.endsWith(".md") && statSync(file).isFile() && !anchors(file).has(anchor)) {
    return `No heading #${anchor} in ${path || "this page"}`;
  }
}

/** Checks that a relative link points to an existing file, and to an existing heading if it names one. */
export default function linksRule({ Syntax, RuleError, report, getFilePath }) {
  const check = (node) => {
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(node.url)) {
      return;
    }
    const message = mistake(getFilePath(), node.url);
    if (message) {
      report(node, new RuleError(message));
    }
  };
  return { [Syntax.Link]: check, [Syntax.Image]: check, [Syntax.Definition]: check };
}
