// SPDX-License-Identifier: Apache-2.0
// Reviews: JSON against its schema, SARIF against OASIS's, the lock against its schema, and the page
// in a real browser.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after, before } from "node:test";
import Ajv4 from "ajv-draft-04";
import Ajv2020 from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { chromium } from "playwright-core";
import { layerward, root } from "./outputs.mjs";

const load = (name) => JSON.parse(readFileSync(join(root, "schemas", name), "utf8"));
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
formats(ajv);
const diffSchema = load("diff.schema.json");
const diff = ajv.compile(diffSchema), lock = ajv.compile(load("lock.schema.json"));
const check = (valid, value) => assert.ok(valid(value), ajv.errorsText(valid.errors, { separator: "\n" }));
const sarifSchema = JSON.parse(readFileSync(join(root, "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const ajv4 = new Ajv4({ allErrors: true, strict: false, unicodeRegExp: false });
formats(ajv4);
const sarif = ajv4.compile(sarifSchema);
const able = spawnSync(layerward, ["diff", "--help"]).status === 0;
const options = { skip: !able && "this build cannot compare" };

let work, browser;
const env = () => ({ ...process.env, HOME: work, XDG_DATA_HOME: work, LAYERWARD_CACHE: join(work, "cache"), SOURCE_DATE_EPOCH: "1795000000" });

/** A folder of files; a value [text, mode] sets a mode. */
function lay(name, files) {
  for (const [path, value] of Object.entries(files)) {
    const at = join(work, name, path), [text, mode] = Array.isArray(value) ? value : [value, 0o644];
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text);
    chmodSync(at, mode);
  }
}

function run(format, from, to) {
  const done = spawnSync(layerward, ["diff", "-q", "--no-db", "--allow-incomplete", "-f", format, from, to], { cwd: work, env: env(), encoding: "utf8", maxBuffer: 1 << 28 });
  assert.ok(done.status === 0 || done.status === 1, done.stderr);
  return done.stdout;
}

const hostile = '<img src=x onerror=alert(1)>"\'`|@everyone[x](http://example.com)\u202e';
const lines = (...more) => [...Array(30).keys()].map((i) => `const value${i} = ${i};`).concat(more).join("\n") + "\n";

before(async () => {
  work = mkdtempSync(join(tmpdir(), "layerward-"));
  const lib = (version) => ({ "nodejs/node_modules/lib/package.json": `{"name": "lib", "version": "${version}", "license": "MIT"}` });
  lay("old", { ...lib("1.0.0"), "nodejs/node_modules/lib/index.js": lines("exports.a = 1;"), "nodejs/a.js": lines(), "nodejs/gone.js": "x" });
  lay("new", { ...lib("1.1.0"), "nodejs/node_modules/lib/index.js": lines("exports.a = 2;"), "nodejs/b/a.js": lines(`// ${hostile}`), "bin/tool": ["x", 0o4755], [`nodejs/${hostile.replaceAll("/", "_")}.js`]: "x" });
  const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => existsSync(p));
  if (executablePath) browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"] });
});
after(async () => { await browser?.close(); rmSync(work, { recursive: true, force: true }); });

test("json of a review", options, () => {
  const out = JSON.parse(run("json", "old", "new"));
  check(diff, out);
  assert.equal(out.verdict, "block");
  assert.ok(out.reasons.some((r) => r.rule === "setid-added" && r.level === "block" && r.path === "bin/tool"));
  assert.equal(out.reasons[0].level, "block");
  assert.equal(out.packages.find((p) => p.name === "lib").state, "up");
  assert.equal(out.files.find((f) => f.path === "nodejs/b/a.js").state, "renamed");
  const same = JSON.parse(run("json", "old", "old"));
  check(diff, same);
  assert.ok(same.same_content && same.verdict === "adopt" && same.files.length === 0);
});

test("the schema refuses what it should", options, () => {
  const good = JSON.parse(run("json", "old", "new"));
  for (const spoil of [(d) => delete d.verdict, (d) => (d.verdict = "maybe"), (d) => (d.reasons[0].level = "off"), (d) => (d.surprise = 1), (d) => (d.files[0].state = "odd")]) {
    const copy = structuredClone(good);
    spoil(copy);
    assert.equal(diff(copy), false, spoil.toString());
  }
});

test("kinds of the schema are those of the code", () => {
  const kinds = [...readFileSync(join(root, "src/facts/fact.def"), "utf8").matchAll(/^LW_FACT_KIND\(\w+, "([^"]+)"/gm)];
  assert.deepEqual(diffSchema.$defs.kind.enum, kinds.map((m) => m[1]));
});

test("sarif of a review", options, () => {
  const log = JSON.parse(run("sarif", "old", "new"));
  assert.ok(sarif(log), ajv4.errorsText(sarif.errors, { separator: "\n" }));
  const { rules } = log.runs[0].tool.driver;
  for (const result of log.runs[0].results) assert.equal(rules[result.ruleIndex].id, result.ruleId);
  assert.ok(log.runs[0].results.some((r) => r.level === "error"));
});

test("markdown mentions nobody and holds no markup of an artifact", options, () => {
  const text = run("markdown", "old", "new");
  assert.match(text, /^## Layerward: block/);
  assert.ok(!text.includes("\u202e"));
  const outside = text.replace(/^(`{3,})diff\n[\s\S]*?^\1$/gm, "").replace(/(`+)[^\n]*?\1/g, "");
  assert.ok(!/<img/.test(outside) && !/@everyone/.test(outside), outside);
  assert.ok(text.length < 65536);
});

test("a lock that was written, read as JSON by its own verb", options, () => {
  execFileSync(layerward, ["lock", "add", "-q", "--by", "ana", "--reason", hostile, "tools", "old"], { cwd: work, env: env() });
  const shown = JSON.parse(execFileSync(layerward, ["lock", "show", "-f", "json"], { cwd: work, env: env(), encoding: "utf8" }))[0];
  assert.equal(shown.reason, hostile);
  const entry = { "content-digest": shown.content_digest, bytes: shown.bytes, path: shown.path, "adopted-by": shown.adopted_by, "adopted-at": shown.adopted_at, reason: shown.reason };
  for (const list of ["capabilities", "endpoints", "extensions", "attestations"]) if (shown[list].length) entry[list] = shown[list];
  check(lock, { version: 1, layers: { tools: entry } });
  assert.equal(lock({ version: 1, layers: { tools: { ...entry, "content-digest": "ab" } } }), false);
  assert.equal(lock({ version: 1, layers: { "arn:aws:lambda:x": entry } }), false);
});

for (const [colorScheme, width] of [["light", 1280], ["dark", 420]]) {
  test(`the page, ${colorScheme}, ${width} px`, options, async (t) => {
    if (!browser) return t.skip("there is no Chromium on this machine");
    const faults = [];
    const page = await (await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true })).newPage();
    page.on("console", (m) => { if (m.type() === "error") faults.push(m.text()); });
    page.on("pageerror", (e) => faults.push(String(e)));
    page.on("dialog", (d) => { faults.push(`dialog ${d.message()}`); d.dismiss(); });
    page.on("request", (r) => { if (!/^(about|data):/.test(r.url())) faults.push(`request ${r.url()}`); });
    await page.setContent(run("html", "old", "new"), { waitUntil: "load" });
    for (const details of await page.locator("details").all()) await details.evaluate((d) => { d.open = true; });
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target + " " + n.failureSummary).join(" | ")}`), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "wider than the window");
    assert.deepEqual(faults, []);
    await page.context().close();
  });
}

test("the page's own script runs and no other; its tree leads to the hunks", options, async (t) => {
  if (!browser) return t.skip("there is no Chromium on this machine");
  const page = await (await browser.newContext()).newPage();
  await page.setContent(run("html", "old", "new"), { waitUntil: "load" });
  assert.ok(await page.locator("#theme").isVisible(), "the page's script did not run");
  await page.evaluate(() => { const s = document.createElement("script"); s.textContent = "window.stranger = true"; document.body.append(s); });
  assert.equal(await page.evaluate(() => window.stranger), undefined);
  assert.ok(await page.locator("#tree").isVisible());
  for (const details of await page.locator("#tree details").all()) await details.evaluate((d) => { d.open = true; });
  await page.locator("#tree a", { hasText: "a.js" }).first().click();
  assert.ok(await page.locator(".file[open] .hunk td.a").first().isVisible());
  await page.fill("#file-search", "no such file");
  assert.equal(await page.locator(".file:visible").count(), 0);
  await page.context().close();
});
