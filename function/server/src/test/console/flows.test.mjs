import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, beforeEach, afterEach, describe, test } from "node:test";
import { accessibilityFaults, launch, openPage, settled, skipped, visit } from "./browser.mjs";
import { startMock } from "./mock/server.mjs";

describe("what people do", { skip: skipped() }, () => {
  let browser;
  let mock;
  let page;
  let faults;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    mock = await startMock();
    ({ page, faults } = await openPage(browser, mock.url));
    await settled(page);
  });
  afterEach(async () => {
    await page.context().close();
    await mock.close();
  });
  const heading = (text) => page.waitForFunction((title) => document.querySelector("h1")?.textContent === title, text);

  test("a key is created, seen once, changed, disabled and deleted", async () => {
    await visit(page, mock.url, "keys");
    await page.click("text=Create key");
    await page.fill("dialog [name=id]", "Not An Id");
    await page.click("dialog >> text=Create key >> nth=-1");
    await page.waitForSelector("dialog .fault");
    await page.fill("dialog [name=id]", "reports-prod");
    await page.fill("dialog [name=team]", "finance");
    await page.fill("dialog [name=requests_per_minute]", "60");
    await page.fill("dialog [name=amount_usd]", "50");
    await page.check("dialog >> text=cheap-fast");
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.click("dialog >> text=Create key >> nth=-1");
    assert.equal(await page.textContent("[data-test=secret]"), "sk-tollgate-new-reports-prod");
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("[data-test=secret]"), true, "Esc does not lose it");
    await page.click("text=I have stored it");
    await page.waitForSelector("[data-test=secret]", { state: "detached" });
    const { budget, limits, aliases } = mock.world.keys[0];
    assert.deepEqual({ budget, limits, aliases }, {
      budget: { amount_usd: "50", period: "month", kind: "soft" }, limits: { requests_per_minute: 60 }, aliases: ["cheap-fast"],
    });

    await page.click("th >> text=reports-prod");
    await heading("reports-prod");
    await page.click(".page-head >> text=Change");
    await page.fill("dialog [name=concurrent]", "5");
    await page.click("dialog >> text=Save");
    await page.waitForSelector("dd >> text=5 at a time");
    await page.click("text=Disable");
    await page.click("dialog >> text=Disable key");
    await page.waitForSelector(".badge >> text=disabled");
    await page.click(".page-head >> text=Delete");
    await page.click("dialog >> text=Delete key");
    await heading("Keys");
    assert.ok(!mock.world.keys.some(({ id }) => id === "reports-prod"));
  });

  test("a change on an old version is refused, and says who was faster", async () => {
    await visit(page, mock.url, "keys/search-prod-1");
    mock.world.keys[0].version = 9;
    await page.click(".page-head >> text=Change");
    await page.click("dialog >> text=Save");
    await page.waitForSelector("dialog >> text=ci@example.com has changed this");
  });

  test("a list is filtered and paged by its address", async () => {
    await visit(page, mock.url, "keys");
    assert.equal(await page.locator("tbody tr").count(), 50);
    await page.click("text=Next page");
    await page.waitForFunction(() => location.hash.includes("cursor=50"));
    await page.selectOption("[name=state]", "disabled");
    await page.waitForFunction(() => location.hash === "#/keys?state=disabled");
    await page.waitForFunction(() => document.querySelectorAll("tbody .badge.bad").length === document.querySelectorAll("tbody tr").length);
    await page.keyboard.press("Escape");
    await page.focus("h1");
    await page.keyboard.press("/");
    await page.keyboard.type("search");
    await page.waitForFunction(() => location.hash.includes("search=search"));
    await page.reload();
    await settled(page);
    assert.equal(await page.inputValue("[name=search]"), "search");
  });

  test("keys come from a CSV, and their secrets go into a file", async () => {
    await visit(page, mock.url, "keys");
    await page.click("text=Import CSV");
    await page.fill("dialog textarea", "team,owner\nsearch,ada\n");
    await page.click("dialog >> text=Create keys");
    await page.waitForSelector("dialog >> text=id: expected a column of this name");
    await page.fill("dialog textarea", "id,team\na-1,search\nNo Id,search\na-2,search\n");
    await page.click("dialog >> text=Create keys");
    await page.waitForSelector("text=2 of 3 keys are created");
    await page.waitForSelector("text=Line 3, No Id: An id has lower-case letters, digits and hyphens.");
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.keyboard.press("Escape");
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("text=Save the secrets")]);
    assert.equal(await readFile(await file.path(), "utf8"), [
      "line,id,secret,error", "2,a-1,sk-tollgate-new-a-1,", '3,No Id,,"An id has lower-case letters, digits and hyphens."', "4,a-2,sk-tollgate-new-a-2,", "",
    ].join("\n"));
    await page.click("dialog >> text=Done");
    await page.waitForSelector("th >> text=a-2");
  });

  test("a team bounds how many keys a developer has", async () => {
    const models = { "openai/gpt-4o": { requests_per_minute: 10 } };
    Object.assign(mock.world.teams.find(({ id }) => id === "search").key_defaults.limits, { models, shards: 4 });
    await visit(page, mock.url, "teams/search");
    await page.waitForSelector("dd >> text=at most 5");
    await page.click(".page-head >> text=Change");
    await page.fill("dialog [name=keys_per_developer]", "3");
    await page.click("dialog >> text=Save");
    await page.waitForSelector("dd >> text=at most 3");
    const { limits, expires_after_days, keys_per_developer } = mock.world.teams.find(({ id }) => id === "search").key_defaults;
    assert.deepEqual({ limits, expires_after_days, keys_per_developer }, { limits: { requests_per_minute: 120, models, shards: 4 }, expires_after_days: 180, keys_per_developer: 3 });
  });

  test("usage is downloaded as CSV", async () => {
    await visit(page, mock.url, "usage?group_by=team");
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("text=Download CSV")]);
    assert.match(file.suggestedFilename(), /^usage-\d{4}-\d\d-\d\d\.csv$/);
  });

  test("a budget is increased for a while, and the increase is changed and ended", async () => {
    await visit(page, mock.url, "budgets");
    await page.click("[aria-label='Increase the budget of search']");
    await page.fill("dialog [name=amount_usd]", "250");
    await page.fill("dialog [name=until]", "2026-12-24");
    await page.fill("dialog [name=reason]", "the launch");
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.click("dialog >> text=Increase budget");
    await page.waitForSelector("text=with $250.00 until");
    const { amount_usd, until, reason } = mock.world.increases.search;
    assert.deepEqual({ amount_usd, until, reason }, { amount_usd: "250", until: "2026-12-24T00:00:00Z", reason: "the launch" });
    await page.click("[aria-label='Change the budget of search']");
    await page.fill("dialog [name=amount_usd]", "300");
    await page.click("dialog >> text=Save");
    await page.waitForSelector("text=with $300.00 until");
    await page.click("[aria-label='Change the budget of search']");
    await page.click("dialog >> text=End it now");
    await page.waitForSelector("text=with $300.00 until", { state: "detached" });
    assert.equal(mock.world.increases.search, undefined);
  });

  test("a configuration is checked, compared, applied and rolled back", async () => {
    await visit(page, mock.url, "config");
    const text = await page.inputValue(".editor textarea");
    await page.fill(".editor textarea", text.replace("targets:", "tragets:"));
    await page.click("button >> text=Check");
    await page.click("text=Line 12");
    await page.waitForFunction(() => getSelection().toString() === "    tragets:");
    await page.fill(".editor textarea", text.replace("gpt-4.1", "gpt-5"));
    await page.click("button >> text=Check");
    await page.waitForSelector("td.after >> text=openai/gpt-5");
    await page.click("text=Apply");
    await page.waitForSelector("text=Version 4, applied");
    await page.click("tbody >> text=/^3$/");
    await heading("Version 3");
    await page.click("text=Go back to this version");
    await page.click("dialog >> text=Roll back");
    await page.waitForSelector("text=Version 5, applied");
    assert.deepEqual(faults, []);
  });

  test("a price list is applied, and removed", async () => {
    await visit(page, mock.url, "prices");
    await page.click("text=Apply a list");
    const list = { version: "2026-11-29", source: "finance", prices: 3 };
    await page.setInputFiles("dialog input", { name: "prices.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(list)) });
    await page.click("dialog >> text=/^Apply$/");
    await page.waitForSelector("text=3 prices, version 2026-11-29");
    await page.click("text=Remove the applied list");
    await page.click("dialog >> text=Remove list");
    await page.waitForSelector("text=1,742 prices, version 2026-09-23");
    assert.deepEqual(faults, []);
  });

  test("an alias that keys name is deleted only after a second thought", async () => {
    await visit(page, mock.url, "aliases/smart");
    await page.click(".page-head >> text=Delete");
    await page.click("dialog >> text=/^Delete$/");
    await page.waitForSelector("dialog >> text=44 keys may use smart");
    await page.click("dialog >> text=Delete anyway");
    await heading("Aliases");
    assert.ok(!mock.world.aliases.some(({ name }) => name === "smart"));
  });

  test("a chat shows the route that it took, and no storage has its key", async () => {
    await visit(page, mock.url, "try?model=smart");
    await page.fill("input[type=password]", "sk-tollgate-demo");
    await page.click("button >> text=Send");
    await page.waitForSelector(".chat-answer >> text=You said: Say hello in five languages.");
    await page.waitForSelector("dd >> text=$0.000041");
    await page.waitForSelector("dd >> text=anthropic/claude-sonnet-4-5 upstream_overloaded 120ms");
    assert.equal(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]).includes("sk-tollgate")), false);
    for (const [language, line] of [["Python", "from openai import OpenAI"], ["Node", "new OpenAI("], ["Java", "OpenAIOkHttpClient"]]) {
      await page.click(`[role=tab] >> text=${language}`);
      assert.ok((await page.textContent("[role=tabpanel] pre")).includes(line));
    }
    assert.deepEqual(faults, []);
  });

  test("the keyboard is enough", async () => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the page");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
    await page.keyboard.press("/");
    await page.keyboard.type("polic");
    await page.keyboard.press("Enter");
    await heading("Policies");
    await page.waitForFunction(() => document.activeElement.tagName === "H1");
    await visit(page, mock.url, "keys");
    await page.focus("text=Create key");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".dialog", { state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Create key");
    await page.keyboard.press("Enter");
    await page.click("dialog >> text=Cancel");
    await page.waitForFunction(() => document.activeElement.textContent === "Create key");
  });

  test("colours follow the system until somebody chooses", async () => {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await paper();
    assert.notEqual(dark, light);
    await page.click("[aria-label=Colours] >> text=Light");
    assert.equal(await paper(), light);
    await page.reload();
    await settled(page);
    assert.equal(await paper(), light);
  });
});

describe("who sees what", { skip: skipped() }, () => {
  const PAGES = {
    admin: ["Overview", "Usage", "Requests", "Budgets", "Keys", "Teams", "Aliases", "Providers", "Policies", "Prices", "Configuration", "Audit trail", "Try it", "Getting started"],
    viewer: ["Overview", "Usage", "Requests", "Budgets", "Keys", "Teams", "Aliases", "Providers", "Policies", "Prices", "Configuration", "Try it", "Getting started"],
    team_admin: ["Overview", "Usage", "Requests", "Budgets", "Keys", "Teams", "Aliases", "Try it", "Getting started"],
    developer: ["Overview", "Usage", "Keys", "Teams", "Aliases", "Try it", "Getting started"],
    finance: ["Overview", "Usage", "Requests", "Budgets", "Teams", "Prices", "Try it", "Getting started"],
  };
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const [role, pages] of Object.entries(PAGES)) {
    test(`a ${role} has these pages only`, async () => {
      const mock = await startMock({ role });
      const { page, faults } = await openPage(browser, mock.url);
      await settled(page);
      assert.deepEqual(await page.locator(".shell > .sidebar nav a").allTextContents().then((texts) => texts.map((text) => text.trim())), pages);
      if (pages.includes("Keys")) {
        await visit(page, mock.url, "keys");
        assert.equal(await page.isVisible("text=Create key"), role !== "viewer");
      }
      if (!pages.includes("Audit trail")) {
        await visit(page, mock.url, "audit");
        assert.equal(await page.textContent("h1"), "Your role may not see this page");
      }
      assert.deepEqual(faults, []);
      await page.context().close();
      await mock.close();
    });
  }

  test("a developer creates keys of the own team and name", async () => {
    const mock = await startMock({ role: "developer" });
    const { page, faults } = await openPage(browser, mock.url);
    await visit(page, mock.url, "keys");
    await page.click("text=Create key");
    await page.fill("dialog [name=id]", "of-ada");
    await page.click("dialog >> text=Create key >> nth=-1");
    await page.waitForSelector("[data-test=secret]");
    const { team, owner } = mock.world.keys[0];
    assert.deepEqual({ team, owner }, { team: "search", owner: "ada@example.com" });
    assert.deepEqual(faults, []);
    await page.context().close();
    await mock.close();
  });

  test("a wrong token is refused at the login, a right one is kept for the tab only", async () => {
    const mock = await startMock();
    const { page } = await openPage(browser, mock.url, { token: null });
    await page.goto(`${mock.url}/console/#/keys`);
    await page.fill("[name=token]", "wrong");
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=The server does not accept this token.");
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.fill("[name=token]", "mock");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Keys");
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await page.click(".shell > .sidebar >> text=Sign out");
    await page.waitForSelector("text=Sign in to the console");
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await page.context().close();
    await mock.close();
  });

  test("a company account comes back to the page that was asked for, and signs out at the server", async () => {
    const mock = await startMock({ oidc: true });
    const { page } = await openPage(browser, mock.url, { token: null });
    await page.goto(`${mock.url}/console/#/keys?state=disabled`);
    const link = await page.getAttribute("text=Sign in with your company account", "href");
    assert.equal(new URL(link).searchParams.get("page"), "/console/index.html#/keys?state=disabled");
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.context().addCookies([{ name: "session", value: "mock", url: mock.url }]);
    await page.reload();
    await settled(page);
    assert.equal(await page.textContent("h1"), "Keys");
    await page.click(".shell > .sidebar >> text=Sign out");
    await page.waitForSelector("text=Sign in to the console");
    assert.deepEqual(await page.context().cookies(), []);
    await page.context().close();
    await mock.close();
  });

  test("a login that failed is explained in the console's own words", async () => {
    const mock = await startMock({ oidc: true });
    const { page } = await openPage(browser, mock.url, { token: null });
    for (const [code, words] of [["forbidden", "has no role here"], ["login_cancelled", "did not log in"], ["<b>call 555</b>", "The login failed."]]) {
      await page.goto(`${mock.url}/console/index.html?visit=${words.length}#/login?failure=${encodeURIComponent(code)}`);
      await page.waitForSelector(`[role=alert] >> text=${words}`);
      assert.ok(!(await page.textContent("main")).includes("555"));
      assert.equal(new URL(page.url()).hash, "#/");
      assert.deepEqual(await accessibilityFaults(page), []);
    }
    await page.context().close();
    await mock.close();
  });

  test("the time to first token is not shown of a period that has none", async () => {
    const mock = await startMock();
    const { page, faults } = await openPage(browser, mock.url);
    for (const [period, words] of [["week", "at 95 %"], ["month", "only up to 7 days"]]) {
      await visit(page, mock.url, `?period=${period}`);
      await page.waitForSelector(`.figure:has-text("Time to first token") >> text=${words}`);
      assert.equal(await page.locator(".chart >> text=Time to first token").count(), period === "week" ? 1 : 0);
    }
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(faults, []);
    await page.context().close();
    await mock.close();
  });

  test("the first request is for a model that the gateway has", async () => {
    for (const [given, model] of [[{}, "cheap-fast"], [{ empty: true }, "MODEL"], [{ role: "finance" }, "MODEL"]]) {
      const mock = await startMock(given);
      const { page, faults } = await openPage(browser, mock.url);
      await visit(page, mock.url, "start");
      await page.waitForSelector(`pre:has-text('"model":"${model}"')`);
      await page.waitForSelector(`pre:has-text("--model ${model}")`);
      assert.deepEqual(faults, []);
      await page.context().close();
      await mock.close();
    }
  });

  test("a page without a match leads to the next one", async () => {
    const mock = await startMock();
    const { page, faults } = await openPage(browser, mock.url);
    const next = new Map([[null, "older"], ["older", "oldest"]]);
    await page.route("**/admin/v1/audit?*", (route) => route.fulfill({
      json: { object: "list", data: [], next_cursor: next.get(new URL(route.request().url()).searchParams.get("cursor")) },
    }));
    await visit(page, mock.url, "audit?actor=hermit");
    await page.waitForSelector("text=Nothing fits among the newest. Older ones are on the next page.");
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.click("a >> text=Next page");
    await page.waitForSelector("text=Nothing fits on this page. Older ones are on the next page.");
    await page.click("a >> text=Next page");
    await page.waitForSelector("text=End of the list");
    assert.deepEqual(faults, []);
    await page.context().close();
    await mock.close();
  });

  test("a developer's form has no field that the server would refuse", async () => {
    const mock = await startMock({ role: "developer" });
    const { page } = await openPage(browser, mock.url);
    await visit(page, mock.url, "keys");
    await page.click("text=Create key");
    await page.fill("dialog [name=id]", "narrow");
    for (const field of ["owner", "tags", "amount_usd"]) assert.equal(await page.locator(`dialog [name=${field}]`).count(), 0, field);
    await page.click("dialog >> text=Create key >> nth=-1");
    await page.waitForSelector("[data-test=secret]");
    assert.deepEqual(mock.world.keys[0].tags, {});
    await page.context().close();
    await mock.close();
  });
});
