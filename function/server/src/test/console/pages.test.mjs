import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessibilityFaults, launch, openPage, skipped, visit } from "./browser.mjs";
import { startMock } from "./mock/server.mjs";
import { ROUTES } from "./routes.mjs";

describe("every page", { skip: skipped() }, () => {
  let mock;
  let browser;
  before(async () => {
    mock = await startMock();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await mock?.close();
  });

  test("opens without an error, and without a barrier, in light and in dark colours", async () => {
    const { page, faults } = await openPage(browser, mock.url);
    for (const [route, title] of ROUTES) {
      await visit(page, mock.url, route);
      assert.equal(await page.textContent("h1"), title, route);
      assert.equal(await page.title(), `${title} · Tollgate`);
      assert.ok(await page.evaluate(() => document.querySelector(".flow").firstElementChild.querySelector("h1")), route);
      assert.deepEqual(await accessibilityFaults(page), [], route);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.deepEqual(await accessibilityFaults(page, { runOnly: ["color-contrast"] }), [], `${route} in dark colours`);
      await page.emulateMedia({ colorScheme: "light" });
    }
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  test("fits a phone", async () => {
    const { page, faults } = await openPage(browser, mock.url, { width: 390, height: 844 });
    for (const [route] of ROUTES) {
      await visit(page, mock.url, route);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, `${route} is wider than a phone`);
    }
    await page.click("text=Menu");
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.click(".drawer >> text=Keys");
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Keys");
    await page.waitForSelector(".drawer", { state: "hidden" });
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  test("shows the cost of each request without scrolling, from a tablet on", async () => {
    for (const width of [641, 900, 1100, 1160, 1200]) {
      const { page } = await openPage(browser, mock.url, { width, height: 800 });
      await visit(page, mock.url, "requests");
      const [shown, whole] = await page.evaluate(() => {
        const frame = document.querySelector(".table-frame");
        return [frame.clientWidth, frame.scrollWidth];
      });
      assert.ok(whole <= shown, `at ${width} px the table has ${whole} px in a frame of ${shown} px`);
      await page.context().close();
    }
  });

  test("asks once for a period without an end, and takes an address that is broken", async () => {
    const { page, faults } = await openPage(browser, mock.url, { fixed: false });
    let asked = 0;
    page.on("request", (request) => request.url().includes("/admin/v1/requests?") && (asked += 1));
    await visit(page, mock.url, "requests?from=2026-11-01");
    await page.waitForTimeout(500);
    assert.equal(asked, 1);
    for (const query of ["from=yesterday", "from=2026-11-01&to=never", "from=2026-99-99", "from=%2B275760-09-13"]) {
      await visit(page, mock.url, `usage?${query}`);
      assert.equal(await page.textContent("h1"), "Usage", query);
    }
    const [last] = await Promise.all([
      page.waitForRequest((request) => request.url().includes("/admin/v1/usage?")),
      visit(page, mock.url, "usage?from=9999-12-01&to=9999-12-31"),
    ]);
    assert.equal(new URL(last.url()).searchParams.get("to"), "9999-12-31T23:59:59Z");
    await visit(page, mock.url, "keys/%E0%A4%A");
    assert.equal(await page.textContent("h1"), "%E0%A4%A");
    assert.deepEqual(faults.filter((fault) => !fault.includes("404")), []);
    await page.context().close();
  });

  test("has a sentence where there is nothing yet", async () => {
    const bare = await startMock({ empty: true });
    const { page, faults } = await openPage(browser, bare.url);
    for (const route of ["", "usage", "requests", "budgets", "keys", "teams", "aliases", "providers", "policies", "audit"]) {
      await visit(page, bare.url, route);
      assert.ok(await page.isVisible(".empty"), route);
    }
    assert.deepEqual(faults, []);
    await page.context().close();
    await bare.close();
  });

  test("shows what failed, and tries again", async () => {
    const broken = await startMock({ failing: "keys" });
    const { page } = await openPage(browser, broken.url);
    await visit(page, broken.url, "keys");
    assert.match(await page.textContent("[role=alert]"), /The store is not available.*req_mock/s);
    assert.deepEqual(await accessibilityFaults(page), []);
    broken.repair();
    await page.click("text=Try again");
    await page.waitForSelector("td >> text=search");
    await page.context().close();
    await broken.close();
  });

  test("is there after less than 100 KB", async () => {
    mock.sent.length = 0;
    const { page } = await openPage(browser, mock.url, { token: null });
    await page.goto(`${mock.url}/console/`);
    await page.waitForSelector("h1");
    const login = mock.sent.reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(login < 100_000, `the login needs ${login} bytes`);
    await page.fill("[name=token]", "mock");
    await page.click("text=Sign in >> nth=-1");
    await page.waitForSelector(".figure");
    const overview = mock.sent.filter(({ path }) => !path.includes("uplot")).reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(overview < 100_000, `the overview needs ${overview} bytes before its charts`);
    await page.context().close();
  });
});
