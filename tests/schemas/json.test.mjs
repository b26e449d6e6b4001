// SPDX-License-Identifier: Apache-2.0
// The project's own JSON against the project's own schemas, and the schemas against the code.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { each, example, layerward, root, sample } from "./outputs.mjs";

const load = (name) => JSON.parse(readFileSync(join(root, "schemas", name), "utf8"));
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
formats(ajv);
const scanSchema = load("scan.schema.json");
const scan = ajv.compile(scanSchema);
const query = ajv.compile(load("db-query.schema.json"));
const check = (valid, value) => assert.ok(valid(value), ajv.errorsText(valid.errors, { separator: "\n" }));

test("json of one artifact", (t) => each(t, "json", (text) => check(scan, JSON.parse(text))));

test("files with --verbose alone", () => {
  const all = JSON.parse(sample("json", "full", "0", "verbose"));
  check(scan, all);
  check(scan, JSON.parse(sample("json", "hostile", "0", "verbose")));
  assert.ok(all.files.length > 0);
  assert.equal("files" in JSON.parse(sample("json", "full")), false);
});

test("json of several", () => {
  const several = JSON.parse(sample("json", "full,clean,hostile"));
  check(scan, several);
  assert.equal(several.scans.length, 3);
  assert.deepEqual(several.scans[1], JSON.parse(sample("json", "clean")));
});

test("json of what could not be scanned", () => {
  const several = JSON.parse(sample("json", "clean,missing"));
  check(scan, several);
  assert.equal(several.scans.length, 1);
  assert.equal(several.errors[0].code, "LW_E_NOT_FOUND");
  const alone = JSON.parse(sample("json", "missing"));
  check(scan, alone);
  assert.deepEqual(alone.error, several.errors[0]);
  const lines = sample("jsonl", "clean,missing").trimEnd().split("\n").map((l) => JSON.parse(l));
  assert.deepEqual(lines[1], alone);
});

test("jsonl holds the same objects", () => {
  const lines = sample("jsonl", "full,clean").trimEnd().split("\n").map((l) => JSON.parse(l));
  assert.deepEqual(lines, JSON.parse(sample("json", "full,clean")).scans);
});

test("the bundled layer has what it should", { skip: example("json") === null && "this build cannot scan yet" }, () => {
  const out = JSON.parse(example("json"));
  assert.ok(out.packages.length > 0);
  assert.ok(out.findings.some((f) => f.rule === "vulnerability"));
  assert.equal(Buffer.from(out.artifact.code_sha256, "base64").toString("hex"), out.artifact.zip_sha256);
});

test("the schema refuses what it should", () => {
  const good = JSON.parse(sample("json", "full"));
  for (const spoil of [
    (s) => delete s.artifact.content_digest,
    (s) => (s.surprise = 1),
    (s) => (s.findings[0].severity = "terrible"),
    (s) => (s.findings[0].vulnerability = null),
    (s) => (s.facts[0].values.needed = "libc.so.6"),
    (s) => (s.packages[0].ecosystem = "cpan"),
  ]) {
    const copy = structuredClone(good);
    spoil(copy);
    assert.equal(scan(copy), false, spoil.toString());
  }
});

test("kinds and ecosystems of the schema are those of the code", () => {
  const kinds = [...readFileSync(join(root, "src/facts/fact.def"), "utf8").matchAll(/^LW_FACT_KIND\(\w+, "([^"]+)"/gm)];
  assert.deepEqual(scanSchema.$defs.fact.properties.kind.enum, kinds.map((m) => m[1]));
  const ecosystems = [...readFileSync(join(root, "src/facts/ecosystem.h"), "utf8").matchAll(/X\(LW_ECO_\w+, "([^"]+)"/g)];
  assert.deepEqual(scanSchema.$defs.ecosystem.enum, ecosystems.map((m) => m[1]));
});

const able = spawnSync(layerward, ["db", "query", "--help"]).status === 0;
test("lines of db query", { skip: !able && "this build cannot query yet" }, () => {
  const index = join(process.env.LAYERWARD_BUILD_ROOT ?? join(root, "build"), "schemas-test.lwdb");
  execFileSync(layerward, ["db", "import", join(root, "examples/advisories-osv.zip"), "--db", index], { stdio: "pipe" });
  const asked = ["pkg:pypi/urllib3@1.23", "pkg:npm/no-such-package@1.0.0"];
  const out = execFileSync(layerward, ["db", "query", "--db", index, "--format", "json", ...asked], { encoding: "utf8" });
  const lines = out.trimEnd().split("\n").map((l) => JSON.parse(l));
  for (const line of lines) check(query, line);
  assert.deepEqual(lines.map((l) => l.purl), asked);
});

test("lock show and lock check", () => {
  const folder = mkdtempSync(join(tmpdir(), "layerward-lock-")), lock = join(folder, "layerward.lock");
  const env = { ...process.env, LAYERWARD_CACHE: join(folder, "cache") };
  const run = (...args) => spawnSync(layerward, ["lock", ...args, "--lock", lock], { encoding: "utf8", env, cwd: folder });
  const json = (status, ...args) => {
    const made = run(...args, "-f", "json");
    assert.equal(made.status, status, made.stderr);
    return JSON.parse(made.stdout);
  };
  try {
    cpSync(join(root, "examples/example-layer.zip"), join(folder, "layer.zip"));
    for (const [name, input] of [["inside", join(folder, "layer.zip")], ["folder", join(root, "examples/layer")]]) {
      const made = run("add", "-q", "--by", "ana", "--reason", "why not", name, input);
      assert.equal(made.status, 0, made.stderr);
    }
    const entry = { sha256: "0".repeat(64), predicate: "https://slsa.dev/provenance/v1", signers: ["release"], commit: "abc" };
    const text = readFileSync(lock, "utf8").replace('  "inside":\n', `  "inside":\n    attestations: ["noted", ${JSON.stringify(entry)}]\n`);
    writeFileSync(lock, text);
    const show = ajv.compile(load("lock-show.schema.json")), checked = ajv.compile(load("lock-check.schema.json"));
    const shown = json(0, "show");
    check(show, shown);
    assert.deepEqual(shown.map((l) => [l.name, l.path, l.zip_sha256 === null]), [["folder", "", true], ["inside", "layer.zip", false]]);
    assert.deepEqual(shown[1].attestations, ["noted", entry]);
    const states = json(1, "check");
    check(checked, states);
    assert.deepEqual(states.map((l) => [l.name, l.state]), [["folder", "skipped"], ["inside", "ok"]]);
    const bad = json(3, "check", "inside=nothing.zip", `inside=${join(root, "examples/layer")}`);
    check(checked, bad);
    assert.equal(bad[0].state, "failed");
    assert.equal(show([{ ...shown[0], surprise: 1 }]), false);
    assert.equal(checked([{ ...states[1], differences: ["x"] }]), false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
