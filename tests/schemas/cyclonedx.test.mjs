// SPDX-License-Identifier: Apache-2.0
// CycloneDX output against the official schema (strict) and against its own references.
import assert from "node:assert/strict";
import test from "node:test";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { each } from "./outputs.mjs";

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

test("cyclonedx 1.6", (t) => each(t, "cyclonedx", async (text) => {
  assert.equal(await validator.validate(text), null);
  const bom = JSON.parse(text);
  const refs = [bom.metadata.component, ...bom.components].map((c) => c["bom-ref"]);
  assert.equal(new Set(refs).size, refs.length, "a bom-ref stands twice");
  assert.deepEqual(bom.dependencies[0].dependsOn, refs.slice(1));
  for (const v of bom.vulnerabilities) for (const a of v.affects) assert.ok(refs.includes(a.ref), a.ref);
}));

test("the validator sees faults", async () => {
  const bad = { bomFormat: "CycloneDX", specVersion: "1.6", version: 1, components: [{ type: "library" }] };
  assert.notEqual(await validator.validate(JSON.stringify(bad)), null);
});
