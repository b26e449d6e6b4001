// SPDX-License-Identifier: Apache-2.0
// The HTML report in a real browser: nothing runs that should not, nothing is cut off, and axe-core
// finds no fault, light and dark, wide and narrow. Skipped where there is no Chromium.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test, { after, before } from "node:test";
import { chromium } from "playwright-core";
import { sample } from "./outputs.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => existsSync(p));
const options = { skip: !executablePath && "there is no Chromium on this machine" };
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

let browser;
before(async () => { if (executablePath) browser = await chromium.launch({ executablePath, args }); });
after(async () => { await browser?.close(); });

/** Opens a page; `faults` collects what it must not do. */
async function open(html, context = {}) {
  const faults = [];
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...context })).newPage();
  page.on("console", (m) => { if (m.type() === "error") faults.push(m.text()); });
  page.on("pageerror", (e) => faults.push(String(e)));
  page.on("dialog", (d) => { faults.push(`dialog ${d.message()}`); d.dismiss(); });
  page.on("request", (r) => { if (!/^(about|data):/.test(r.url())) faults.push(`request ${r.url()}`); });
  await page.setContent(html, { waitUntil: "load" });
  return { page, faults };
}

const looks = [["full", "light", 1280], ["full", "dark", 420], ["hostile", "light", 420], ["clean", "dark", 1280]];
for (const [name, colorScheme, width] of looks) {
  test(`${name}, ${colorScheme}, ${width} px`, options, async () => {
    const { page, faults } = await open(sample("html", name), { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    for (const details of await page.locator("details.finding").all()) await details.evaluate((d) => { d.open = true; });
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target + " " + n.failureSummary).join(" | ")}`), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "wider than the window");
    assert.deepEqual(faults, []);
    await page.context().close();
  });
}

test("the content policy lets the page's own script run, and no other", options, async () => {
  const { page, faults } = await open(sample("html", "hostile"));
  assert.deepEqual(faults, []);
  assert.ok(await page.locator("#theme").isVisible(), "the page's script did not run");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.stranger = true";
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => window.stranger), undefined);
  await page.context().close();
});

test("without JavaScript the content is there", options, async () => {
  const { page } = await open(sample("html", "full"), { javaScriptEnabled: false });
  assert.equal(await page.locator("details.finding").count(), 10);
  assert.equal(await page.locator("#package-table tbody tr").count(), 10);
  assert.ok(await page.locator("#map rect").count() > 5);
  assert.equal(await page.locator(".tools:visible").count(), 0);
  await page.context().close();
});

test("filters, search, sorting and the tree", options, async () => {
  const { page, faults } = await open(sample("html", "full"));
  const shown = () => page.locator("details.finding:visible").count();
  assert.equal(await shown(), 8);
  await page.locator('.filter[data-severity="medium"]').click();
  assert.equal(await shown(), 5);
  await page.locator(".filter[data-suppressed]").click();
  assert.equal(await shown(), 7);
  await page.fill("#finding-search", "LOG4J remote");
  assert.equal(await shown(), 1);
  await page.fill("#package-search", "urllib3");
  assert.equal(await page.locator("#package-table tbody tr:visible").count(), 2);
  await page.fill("#package-search", "");
  await page.locator("#package-table th button").first().press("Enter");
  assert.equal(await page.locator("#package-table tbody th").first().textContent(), "@aws-sdk/client-s3");
  await page.locator("#tree summary", { hasText: "python" }).first().click();
  await page.locator("#tree summary", { hasText: "requests" }).waitFor({ timeout: 10000 });
  assert.deepEqual(faults, []);
  await page.context().close();
});
