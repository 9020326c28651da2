// Writes the pictures of docs/console.md, from the mock's world: `make console-pictures`.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch, openPage, visit } from "./browser.mjs";
import { startMock } from "./mock/server.mjs";

const FOLDER = fileURLToPath(new URL("../../../../../docs/pictures", import.meta.url));

/** The name of a picture, its route, and what is done before it is taken. */
const PICTURES = [
  ["overview", ""],
  ["usage", "usage"],
  ["requests", "requests"],
  ["request", "requests/req_255v"],
  ["budgets", "budgets"],
  ["keys", "keys"],
  ["key", "keys/search-prod-1"],
  ["new-key", "keys", createKey],
  ["teams", "teams"],
  ["team", "teams/search"],
  ["aliases", "aliases"],
  ["alias", "aliases/smart"],
  ["providers", "providers"],
  ["provider", "providers/openai"],
  ["policies", "policies"],
  ["policy", "policies/personal-data"],
  ["prices", "prices"],
  ["config", "config", changeConfiguration],
  ["version", "config/2"],
  ["audit", "audit"],
  ["try", "try?model=smart", chat],
  ["start", "start"],
];

async function createKey(page) {
  await page.click("text=Create key");
  await page.fill("dialog [name=id]", "reports-prod");
  await page.click("dialog >> text=Create key >> nth=-1");
  await page.waitForSelector("[data-test=secret]");
}

async function changeConfiguration(page) {
  const text = await page.inputValue(".editor textarea");
  await page.fill(".editor textarea", text.replace("gpt-4.1", "gpt-5"));
  await page.click("button >> text=Check");
  await page.waitForSelector("td.after");
}

async function chat(page) {
  await page.fill("input[type=password]", "sk-tollgate-demo");
  await page.click("button >> text=Send");
  await page.waitForSelector("dd >> text=$0.000041");
}

async function take(browser, base, [name, route, act], options = {}) {
  const { page } = await openPage(browser, base, { width: 1200, height: 680, ...options });
  await visit(page, base, route);
  await act?.(page);
  await page.screenshot({ path: `${FOLDER}/console-${name}.png` });
  await page.context().close();
}

await mkdir(FOLDER, { recursive: true });
const mock = await startMock();
const company = "http://llm.example.com";
mock.world.gatewayUrl = company;
const browser = await launch(`--host-resolver-rules=MAP llm.example.com:80 ${new URL(mock.url).host}`);
for (const picture of PICTURES) await take(browser, company, picture);
await take(browser, company, ["overview-dark", ""], { theme: "dark" });
await take(browser, company, ["phone", ""], { width: 390, height: 844 });
mock.world.oidc = true;
await take(browser, company, ["login", ""], { token: null });
await browser.close();
await mock.close();
