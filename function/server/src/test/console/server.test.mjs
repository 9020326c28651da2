import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessibilityFaults, launch, openPage, settled, skipped, visit } from "./browser.mjs";
import { CONTENT_SECURITY_POLICY } from "./mock/server.mjs";

const url = process.env.TOLLGATE_URL;
const token = process.env.TOLLGATE_ADMIN_TOKEN;

/** Each page that the packaged server fills at its first start. */
const ROUTES = [
  ["", "Overview"],
  ["usage", "Usage"],
  ["requests", "Requests"],
  ["budgets", "Budgets"],
  ["keys", "Keys"],
  ["keys/of-file", "of-file"],
  ["teams", "Teams"],
  ["aliases", "Aliases"],
  ["aliases/demo", "demo"],
  ["providers", "Providers"],
  ["providers/in-house", "in-house"],
  ["policies", "Policies"],
  ["policies/secrets", "secrets"],
  ["prices", "Prices"],
  ["config", "Configuration"],
  ["audit", "Audit trail"],
  ["try", "Try it"],
  ["start", "Getting started"],
];

/** The gateway writes its record after the answer. */
async function recorded({ path, token }) {
  const response = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
  return (await response.json()).data.some(({ state }) => state === "settled");
}

describe("the packaged server", { skip: skipped() || !url }, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  test("sends the console with its content policy, to be asked for again each time", async () => {
    const page = await fetch(`${url}/console/`);
    assert.equal(page.status, 200);
    assert.equal(page.headers.get("content-security-policy"), CONTENT_SECURITY_POLICY);
    assert.equal(page.headers.get("cache-control"), "no-cache");
    assert.equal(page.headers.get("x-content-type-options"), "nosniff");
    const bare = await fetch(`${url}/console`, { redirect: "manual" });
    assert.deepEqual([bare.status, bare.headers.get("location")], [308, "console/index.html"]);
    const module = await fetch(`${url}/console/lib/htm/standalone.module.js`);
    assert.match(module.headers.get("content-type"), /javascript/);
  });

  test("fills every page", async () => {
    const { page, faults } = await openPage(browser, url, { token: null, fixed: false });
    await page.addInitScript((given) => sessionStorage.setItem("tollgate.token", given), token);
    for (const [route, title] of ROUTES) {
      await visit(page, url, route);
      assert.equal(await page.textContent("h1"), title);
      const failure = page.locator(".notice.bad");
      assert.equal(await failure.count(), 0, `${route}: ${await failure.allTextContents()}`);
      assert.deepEqual(await accessibilityFaults(page), [], route);
    }
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  test("creates a key that calls the gateway, shows the request, and refuses the key once it is disabled", async () => {
    const { page, faults } = await openPage(browser, url, { token: null, fixed: false });
    await page.goto(`${url}/console/#/keys`);
    await page.fill("[name=token]", token);
    await page.keyboard.press("Enter");
    await settled(page);
    await page.click("text=Create key");
    await page.fill("dialog [name=id]", "of-console");
    await page.fill("dialog [name=team]", "search");
    await page.fill("dialog [name=tags]", "stage=test");
    await page.fill("dialog [name=requests_per_minute]", "50");
    await page.click("dialog >> text=Create key >> nth=-1");
    const secret = await page.textContent("[data-test=secret]");
    await page.click("text=I have stored it");
    await page.waitForSelector("th >> text=of-console");

    await visit(page, url, "try?model=demo");
    await page.fill("input[type=password]", secret);
    await page.fill("textarea >> nth=1", "Hello from the console");
    await page.click("button >> text=Send");
    await page.waitForSelector(".chat-answer >> text=Hello from the console");
    await page.waitForSelector("dd >> text=echo/echo-1");
    const id = await page.textContent("dd a");

    await page.waitForFunction(recorded, { path: `${url}/admin/v1/requests?key=of-console`, token });
    await visit(page, url, "requests?key=of-console");
    await page.click("tbody a");
    await page.waitForSelector(`code >> text=${id}`);
    await page.waitForSelector("td >> text=answered");

    await visit(page, url, "keys/of-console");
    await page.click(".page-head >> text=Change");
    await page.fill("dialog [name=tags]", "");
    await page.fill("dialog [name=requests_per_minute]", "");
    await page.click("dialog >> text=Save");
    await page.waitForSelector(".dialog", { state: "detached" });
    await page.click("text=Disable");
    await page.click("dialog >> text=Disable key");
    await page.waitForSelector(".badge >> text=disabled");
    assert.deepEqual(faults, []);
    await page.context().close();
  });
});
