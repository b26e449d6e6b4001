// SPDX-License-Identifier: Apache-2.0
// The JSON of the `attest` verbs against its schemas, and statements against what SLSA asks.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test, { before } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { folder, layerward, root } from "./kit.mjs";

const cyclonedx = createRequire(import.meta.url)("@cyclonedx/cyclonedx-library");
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
formats(ajv);
const schema = (name) => ajv.compile(JSON.parse(readFileSync(join(root, "schemas", `attest-${name}.schema.json`), "utf8")));
const check = (valid, value) => assert.ok(valid(value), ajv.errorsText(valid.errors, { separator: "\n" }));
const keys = join(root, "tests/unit/data/attest"), layer = join(root, "examples/example-layer.zip");
let dir;

before(() => {
  dir = folder();
});

function json(status, ...args) {
  const run = layerward(args);
  assert.equal(run.status, status, run.stderr + run.stdout);
  return JSON.parse(run.stdout);
}

test("verify", () => {
  const file = join(dir, "a.jsonl");
  const sign = ["attest", "sign", "-k", join(keys, "ed25519.key"), "--builder", "https://ci.example.com", "--repository", "https://example.com/a", "--commit", "aa".repeat(20), "-o", file];
  assert.equal(layerward([...sign, layer]).status, 0);
  const valid = schema("verify");
  const good = json(0, "attest", "verify", "-f", "json", "-k", join(keys, "ed25519.pub"), layer, file);
  check(valid, good);
  assert.equal(good.attestations[0].commit, "aa".repeat(20));
  for (const [why, ...more] of [["unknown-key", "-k", join(keys, "p256.pub")], ["expired", "-k", join(keys, "expired.crt")], ["builder", "-k", join(keys, "ed25519.pub"), "--builder", "x:*"]]) {
    const bad = json(1, "attest", "verify", "-f", "json", ...more, layer, file);
    check(valid, bad);
    assert.deepEqual(bad.attestations[0].problems.map((p) => p.code), [why]);
  }
});

test("provenance has what SLSA v1 requires, and a bill of materials is one", async () => {
  const said = json(0, "attest", "sign", "--statement", "--builder", "https://ci.example.com", "--repository", "https://example.com/a.git", "--commit", "aa".repeat(20), "--ref", "refs/tags/v1", "--parameter", "x=y", "--dependency", `pkg:pypi/six@1.16.0#sha256:${"bb".repeat(32)}`, "--started", "2027-01-31T10:00:00Z", layer);
  assert.equal(said._type, "https://in-toto.io/Statement/v1");
  assert.equal(said.predicateType, "https://slsa.dev/provenance/v1");
  const { buildDefinition: how, runDetails: run } = said.predicate;
  assert.equal(how.buildType, "urn:layerward:build:v1");
  assert.equal(how.externalParameters.parameters.x, "y");
  assert.deepEqual(how.resolvedDependencies.map((d) => d.uri), ["git+https://example.com/a.git@refs/tags/v1", "pkg:pypi/six@1.16.0"]);
  assert.deepEqual([run.builder.id, run.metadata.startedOn], ["https://ci.example.com", "2027-01-31T10:00:00Z"]);
  assert.equal(run.byproducts[0].digest.sha256, said.subject[0].digest.layerwardContentV1);
  const bom = json(0, "attest", "sign", "--statement", "--sbom", "layer", layer);
  assert.equal(bom.predicateType, "https://cyclonedx.org/bom");
  const version = cyclonedx.Spec.Version[`v${bom.predicate.specVersion.replace(".", "dot")}`];
  assert.equal(await new cyclonedx.Validation.JsonStrictValidator(version).validate(JSON.stringify(bom.predicate)), null);
});

test("source", () => {
  const repo = join(dir, "repo"), copy = join(dir, "layer");
  cpSync(join(root, "examples/layer"), repo, { recursive: true });
  cpSync(join(root, "examples/layer"), copy, { recursive: true });
  const git = (...args) => execFileSync("git", ["-C", repo, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { stdio: "pipe" });
  git("init", "-q");
  git("add", "-A", "-f");
  git("commit", "-qm", "one");
  const valid = schema("source");
  const same = json(0, "attest", "source", "-f", "json", "-r", repo, copy);
  check(valid, same);
  assert.equal(same.totals.same, same.files.length);
  mkdirSync(join(copy, "python"), { recursive: true });
  writeFileSync(join(copy, "python/evil.pth"), "import os\n");
  const more = json(1, "attest", "source", "-f", "json", "-r", repo, copy);
  check(valid, more);
  assert.deepEqual(more.files.filter((f) => f.origin === "nowhere").map((f) => f.path), ["python/evil.pth"]);
});

test("rebuild", () => {
  const a = join(dir, "one"), b = join(dir, "two");
  for (const [at, extra] of [[a, "x\ny\n"], [b, "y\nx\n"]]) {
    cpSync(join(root, "examples/layer"), at, { recursive: true });
    writeFileSync(join(at, "list.txt"), extra);
  }
  const valid = schema("rebuild");
  const found = json(1, "attest", "rebuild", "-f", "json", a, b);
  check(valid, found);
  assert.deepEqual(found.causes.map((c) => c.cause), ["line-order"]);
  check(valid, json(0, "attest", "rebuild", "-f", "json", layer, layer));
});
