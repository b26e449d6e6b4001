// SPDX-License-Identifier: Apache-2.0
// SARIF output against the OASIS schema, and what code-scanning services demand beyond it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import Ajv from "ajv-draft-04";
import formats from "ajv-formats";
import { each, root, sample } from "./outputs.mjs";

const schema = JSON.parse(readFileSync(join(root, "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));

const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
formats(ajv);
const valid = ajv.compile(schema);

test("sarif 2.1.0", (t) => each(t, "sarif", (text) => {
  const log = JSON.parse(text);
  assert.ok(valid(log), ajv.errorsText(valid.errors, { separator: "\n" }));
  for (const run of log.runs) {
    const { rules } = run.tool.driver;
    assert.equal(new Set(rules.map((r) => r.id)).size, rules.length, "a rule stands twice");
    for (const rule of rules) assert.match(rule.properties["security-severity"], /^(10\.0|[0-9]\.[0-9])$/);
    for (const result of run.results) {
      assert.equal(rules[result.ruleIndex].id, result.ruleId);
      for (const l of result.locations) assertRelative(l.physicalLocation.artifactLocation.uri);
    }
    const notes = run.invocations[0].toolExecutionNotifications;
    assert.equal(run.invocations[0].executionSuccessful, notes.length === 0);
  }
}));

test("what could not be scanned is a run that did not succeed", () => {
  const log = JSON.parse(sample("sarif", "clean,missing"));
  assert.ok(valid(log), ajv.errorsText(valid.errors, { separator: "\n" }));
  assert.deepEqual(log.runs.map((r) => r.invocations[0].executionSuccessful), [true, false]);
  assert.deepEqual(log.runs[1].results, []);
});

function assertRelative(uri) {
  assert.match(uri, /^[A-Za-z0-9._~!$&'()*+,;=@%/-]+$/);
  const at = new URL(uri, "file:///base/layer/");
  assert.equal(at.protocol, "file:");
  assert.equal(at.host, "");
}

test("the validator sees faults", () => {
  assert.equal(valid({ version: "2.1.0", runs: [{ results: [{ message: {} }] }] }), false);
});
