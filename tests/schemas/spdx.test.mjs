// SPDX-License-Identifier: Apache-2.0
// SPDX output against the rules of SPDX 2.3: no package of the registry carries the official JSON
// schema, so spdx-2.3.mjs states what the specification demands of the members that are written.
import assert from "node:assert/strict";
import test from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import formats from "ajv-formats";
import parse from "spdx-expression-parse";
import { each, sample } from "./outputs.mjs";
import { spdxSchema } from "./spdx-2.3.mjs";

const ajv = new Ajv2020({ allErrors: true });
formats(ajv);
const valid = ajv.compile(spdxSchema);

/** Every licence of a parsed expression. */
function licenses(node) {
  return node.conjunction ? [...licenses(node.left), ...licenses(node.right)] : [node.license];
}

test("spdx 2.3", (t) => each(t, "spdx", (text) => {
  const doc = JSON.parse(text);
  assert.ok(valid(doc), ajv.errorsText(valid.errors, { separator: "\n" }));
  const ids = [doc.SPDXID, ...doc.packages.map((p) => p.SPDXID)];
  assert.equal(new Set(ids).size, ids.length, "an SPDXID stands twice");
  for (const r of doc.relationships) {
    assert.ok(ids.includes(r.spdxElementId) && ids.includes(r.relatedSpdxElement));
  }
  const described = doc.relationships.filter((r) => r.relationshipType === "DESCRIBES");
  assert.equal(described.length, 1);
  const extracted = (doc.hasExtractedLicensingInfos ?? []).map((e) => e.licenseId);
  assert.equal(new Set(extracted).size, extracted.length);
  const used = new Set();
  for (const p of doc.packages) {
    if (p.licenseDeclared === "NOASSERTION") continue;
    for (const l of licenses(parse(p.licenseDeclared))) if (l.startsWith("LicenseRef-")) used.add(l);
  }
  assert.deepEqual([...used].sort(), extracted.sort(), "references and their texts");
}));

test("what was not looked at is told", () => {
  const full = JSON.parse(sample("spdx", "full"));
  const unread = full.packages[0].annotations.filter((a) => a.comment.startsWith("incomplete: "));
  assert.match(full.creationInfo.comment, new RegExp(`^Not complete: ${unread.length} part of the artifact`));
  assert.equal(JSON.parse(sample("spdx", "clean")).packages[0].annotations, undefined);
});

test("the validator sees faults", () => {
  assert.equal(valid({ spdxVersion: "SPDX-2.3", SPDXID: "SPDXRef-DOCUMENT" }), false);
});
