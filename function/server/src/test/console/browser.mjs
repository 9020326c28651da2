import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { NOW } from "./mock/world.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const PLACES = process.env.PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));

/** Where a Chromium is; the tests need one that is installed, and download none. */
const executablePath = PLACES.find((path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
});

/** Why there is nothing to test with: a developer may have no Chromium, the build server must. */
export function skipped() {
  return executablePath || process.env.CI ? false : "no Chromium is installed: the console was NOT tested";
}

/** @param {string[]} args further arguments of Chromium */
export const launch = (...args) => chromium.launch({ executablePath, args: ["--no-sandbox", ...args] });

/**
 * A page that notes what must not happen: console errors, violations of the content policy, other hosts.
 * @param {import("playwright-core").Browser} browser
 */
export async function openPage(browser, base, { theme = "light", width = 1280, height = 800, token = "mock", fixed = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, timezoneId: "Europe/Berlin", reducedMotion: "reduce" });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  if (fixed) await page.clock.setFixedTime(NOW);
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== base && protocol.startsWith("http")) faults.push(`asks ${request.url()}`);
  });
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`)));
  if (token) await page.goto(`${base}/console/#/login?token=${token}`);
  return { page, faults };
}

let visits = 0;

/** Opens a route as a link from elsewhere would, and waits until the page has what it shows. */
export async function visit(page, base, route) {
  visits += 1;
  await page.goto(`${base}/console/?visit=${visits}#/${route}`);
  await settled(page);
}

/** Nothing is loading any more, and each chart is drawn. */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector("h1:not(.hidden-text)") && !document.querySelector(".loading, [aria-busy=true]")
    && [...document.querySelectorAll(".chart-plot")].every((plot) => plot.querySelector("canvas")));
}

const axeSource = readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/**
 * What axe finds wrong, one line each; minor findings are left out.
 * @param {import("playwright-core").Page} page
 * @param {any} [options] of `axe.run`
 */
export async function accessibilityFaults(page, options = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: await axeSource });
  const { violations } = await page.evaluate((given) => globalThis.axe.run(document, { resultTypes: ["violations"], ...given }), options);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical" || impact === "moderate")
    .map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 120)} ${any[0]?.message ?? ""}`).join(" | ")}`);
}
