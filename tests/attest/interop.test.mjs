// SPDX-License-Identifier: Apache-2.0
// Envelopes and bundles between Layerward and npm's Sigstore libraries, both ways.
import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test, { before } from "node:test";
import { folder, IDENTITY, INTOTO, ISSUER, layerward, makeKit, p256, pae, root, sha256, write } from "./kit.mjs";

const require = createRequire(import.meta.url);
const { DSSEBundleBuilder } = require("@sigstore/sign");
const { bundleFromJSON, envelopeFromJSON, bundleToJSON } = require("@sigstore/bundle");
const { dsse } = require("@sigstore/core");
const { toSignedEntity, toTrustMaterial, Verifier } = require("@sigstore/verify");
const { TrustedRoot } = require("@sigstore/protobuf-specs");

const layer = join(root, "examples/example-layer.zip");
const bytes = readFileSync(layer);
const COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8";
const provenance = ["--builder", "https://ci.example.com/runner", "--repository", "https://example.com/team/layer", "--commit", COMMIT];
let dir, kit, rootFile;

const keyFiles = (name, pair) => ({
  key: write(dir, `${name}.key`, pair.privateKey.export({ type: "pkcs8", format: "pem" })),
  pub: write(dir, `${name}.pub`, pair.publicKey.export({ type: "spki", format: "pem" })),
  pair,
});
const statement = (digest = sha256(bytes).toString("hex")) => ({
  _type: "https://in-toto.io/Statement/v1", subject: [{ name: "layer.zip", digest: { sha256: digest } }],
  predicateType: "https://slsa.dev/provenance/v1",
  predicate: {
    buildDefinition: {
      buildType: "https://example.com/build", externalParameters: { workflow: { repository: "https://example.com/team/layer", ref: "refs/tags/v1" } },
      resolvedDependencies: [{ uri: "git+https://example.com/team/layer@refs/tags/v1", digest: { gitCommit: COMMIT } }],
    },
    runDetails: { builder: { id: "https://ci.example.com/runner" } },
  },
});
const trusting = (...more) => ["--trusted-root", rootFile, "--identity", IDENTITY, "--issuer", ISSUER, ...more];
function verifyBundle(bundle, ...more) {
  const file = write(dir, "bundle.json", bundle);
  return layerward(["attest", "verify", "-f", "json", ...trusting(...more), layer, file]);
}
const problems = (run) => JSON.parse(run.stdout).attestations.flatMap((a) => a.problems.map((p) => p.code));
const flip = (text) => { const b = Buffer.from(text, "base64"); b[b.length >> 1] ^= 1; return b.toString("base64"); };
const copy = (value) => JSON.parse(JSON.stringify(value));

before(async () => {
  dir = folder();
  kit = await makeKit();
  rootFile = write(dir, "trusted_root.json", kit.trustedRoot);
});

for (const [name, pair] of [["Ed25519", () => generateKeyPairSync("ed25519")], ["ECDSA P-256", p256]]) {
  test(`envelope by ${name} verifies with npm`, () => {
    const k = keyFiles("ours", pair());
    const run = layerward(["attest", "sign", "-k", k.key, ...provenance, layer]);
    assert.equal(run.status, 0, run.stderr);
    const envelope = envelopeFromJSON(JSON.parse(run.stdout));
    assert.equal(envelope.payloadType, INTOTO);
    const message = dsse.preAuthEncoding(envelope.payloadType, envelope.payload);
    assert.deepEqual(message, pae(INTOTO, envelope.payload));
    const digest = name === "Ed25519" ? null : "sha256";
    assert.ok(verify(digest, message, k.pair.publicKey, envelope.signatures[0].sig));
    assert.equal(envelope.signatures[0].keyid, sha256(k.pair.publicKey.export({ type: "spki", format: "der" })).toString("hex"));
    const said = JSON.parse(envelope.payload.toString());
    assert.equal(said.subject[0].digest.sha256, sha256(bytes).toString("hex"));
    const digests = JSON.parse(layerward(["digest", "-f", "json", layer]).stdout);
    assert.equal(said.subject[0].digest.layerwardContentV1, digests.content_digest);
    assert.equal(said.predicate.buildDefinition.resolvedDependencies[0].digest.gitCommit, COMMIT);
  });

  test(`envelope by ${name} in a bundle passes npm's verifier`, () => {
    const k = keyFiles("wrapped", pair());
    const run = layerward(["attest", "sign", "-k", k.key, "--sbom", "layer", layer]);
    assert.equal(run.status, 0, run.stderr);
    const bundle = bundleFromJSON({
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: { publicKey: { hint: "wrapped" }, tlogEntries: [], timestampVerificationData: { rfc3161Timestamps: [] } },
      dsseEnvelope: JSON.parse(run.stdout),
    });
    const finder = () => ({ publicKey: createPublicKey(readFileSync(k.pub)), validFor: () => true });
    const material = toTrustMaterial(TrustedRoot.fromJSON(kit.trustedRoot), finder);
    const verifier = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, tsaThreshold: 0 });
    assert.ok(verifier.verify(toSignedEntity(bundle)).key);
    bundle.content.dsseEnvelope.payload[20] ^= 1;
    assert.throws(() => verifier.verify(toSignedEntity(bundle)));
  });
}

test("envelope that npm's builder makes verifies here", async () => {
  const k = keyFiles("theirs", p256());
  const { sign } = await import("node:crypto");
  const signer = { sign: async (data) => ({ signature: sign("sha256", data, k.pair.privateKey), key: { $case: "publicKey", publicKey: k.pair.publicKey.export({ type: "spki", format: "pem" }), hint: "theirs" } }) };
  const made = await new DSSEBundleBuilder({ signer, witnesses: [] }).create({ type: INTOTO, data: Buffer.from(JSON.stringify(statement())) });
  const asBundle = write(dir, "theirs.sigstore.json", bundleToJSON(made));
  const asEnvelope = write(dir, "theirs.jsonl", bundleToJSON(made).dsseEnvelope);
  for (const file of [asBundle, asEnvelope]) {
    const run = layerward(["attest", "verify", "-f", "json", "-k", k.pub, "--repository", "https://example.com/team/*", layer, file]);
    assert.equal(run.status, 0, run.stderr + run.stdout);
    const said = JSON.parse(run.stdout).attestations[0];
    assert.equal(said.commit, COMMIT);
    assert.equal(said.builder, "https://ci.example.com/runner");
  }
  const other = keyFiles("other", p256());
  const run = layerward(["attest", "verify", "-f", "json", "-k", other.pub, layer, asEnvelope]);
  assert.equal(run.status, 1);
  assert.deepEqual(problems(run), ["unknown-key"]);
});

for (const kind of ["dsse", "intoto"]) {
  test(`keyless bundle (${kind}) is good for npm's verifier and for ours`, async () => {
    const bundle = await kit.bundle(statement(), { kind });
    const material = toTrustMaterial(TrustedRoot.fromJSON(kit.trustedRoot));
    assert.ok(new Verifier(material, { tlogThreshold: 1, ctlogThreshold: 1 }).verify(toSignedEntity(bundleFromJSON(bundle))));
    const run = verifyBundle(bundle);
    assert.equal(run.status, 0, run.stderr + run.stdout);
    const [one] = JSON.parse(run.stdout).attestations;
    assert.deepEqual([one.signers[0].identity, one.signers[0].issuer, one.signers[0].log_index], [IDENTITY, ISSUER, 1004]);
  });
}

test("a leaf anywhere in trees of any size is found", async () => {
  for (const [index, size] of [[0, 1], [0, 2], [1, 2], [2, 3], [0, 5], [4, 5], [6, 7], [3, 8], [12, 13], [31, 33]])
    assert.equal(verifyBundle(await kit.bundle(statement(), { log: { index, size } })).status, 0, `${index} of ${size}`);
});

test("bundle over the zip itself", async () => {
  const good = verifyBundle(await kit.messageBundle(bytes));
  assert.equal(good.status, 0, good.stderr + good.stdout);
  const other = verifyBundle(await kit.messageBundle(Buffer.from("other")));
  assert.equal(other.status, 1);
  assert.deepEqual(problems(other), ["other-bytes"]);
  assert.equal(verifyBundle(await kit.messageBundle(bytes), "--repository", "https://example.com/*").status, 1);
});

test("what is wrong with a bundle is told apart", async (t) => {
  const good = await kit.bundle(statement());
  const entry = (b) => b.verificationMaterial.tlogEntries[0];
  const cases = {
    "signature flipped": ["log", (b) => { b.dsseEnvelope.signatures[0].sig = flip(b.dsseEnvelope.signatures[0].sig); }],
    "payload replaced": ["log", (b) => { b.dsseEnvelope.payload = Buffer.from(JSON.stringify(statement("00".repeat(32)))).toString("base64"); }],
    "promise flipped": ["log", (b) => { entry(b).inclusionPromise.signedEntryTimestamp = flip(entry(b).inclusionPromise.signedEntryTimestamp); }],
    "time changed": ["log", (b) => { entry(b).integratedTime = String(Number(entry(b).integratedTime) + 1); }],
    "path flipped": ["log", (b) => { entry(b).inclusionProof.hashes[0] = flip(entry(b).inclusionProof.hashes[0]); }],
    "path too short": ["log", (b) => { entry(b).inclusionProof.hashes.pop(); }],
    "path too long": ["log", (b) => { entry(b).inclusionProof.hashes.push(entry(b).inclusionProof.hashes[0]); }],
    "index beside": ["log", (b) => { entry(b).inclusionProof.logIndex = "5"; }],
    "index past the tree": ["log", (b) => { entry(b).inclusionProof.logIndex = "7"; }],
    "root flipped": ["log", (b) => { entry(b).inclusionProof.rootHash = flip(entry(b).inclusionProof.rootHash); }],
    "no checkpoint": ["log", (b) => { delete entry(b).inclusionProof.checkpoint; }],
    "checkpoint of another size": ["log", (b) => { entry(b).inclusionProof.checkpoint.envelope = entry(b).inclusionProof.checkpoint.envelope.replace("\n7\n", "\n8\n"); }],
    "another log": ["log", (b) => { entry(b).logId.keyId = Buffer.alloc(32).toString("base64"); }],
    "no entry": ["log", (b) => { b.verificationMaterial.tlogEntries = []; }],
    "no promise, so no time": ["log", (b) => { delete entry(b).inclusionPromise; }],
    "body flipped": ["log", (b) => { entry(b).canonicalizedBody = flip(entry(b).canonicalizedBody); }],
    "another payload type": ["payload-type", (b) => { b.dsseEnvelope.payloadType = "text/plain"; }],
  };
  assert.equal(verifyBundle(good).status, 0);
  for (const [name, [code, spoil]] of Object.entries(cases))
    await t.test(name, () => {
      const bundle = copy(good);
      spoil(bundle);
      const run = verifyBundle(bundle);
      assert.equal(run.status, 1, run.stderr + run.stdout);
      assert.ok(problems(run).includes(code), run.stdout);
      assert.equal(JSON.parse(run.stdout).signers, 0);
    });
});

test("a log vouches for its own entries alone", async () => {
  const other = p256(), both = copy(kit.trustedRoot);
  both.tlogs.push(kit.logOf(other));
  const file = write(dir, "both.json", both);
  const run = (bundle) => layerward(["attest", "verify", "-f", "json", "--trusted-root", file, "--identity", IDENTITY, "--issuer", ISSUER, layer, write(dir, "b.json", bundle)]);
  assert.equal(run(await kit.bundle(statement())).status, 0);
  const crossed = run(await kit.bundle(statement(), { log: { checkpointKey: other } }));
  assert.deepEqual([crossed.status, problems(crossed)], [1, ["log"]]);
  assert.match(crossed.stdout, /not signed by the log that the entry names/);
});

test("a promise alone counts in the first version, and there not where a proof is required", () => {
  const config = (proof) => write(dir, "layerward.yaml", `signers:\n  - {name: a, trusted-root: trusted_root.json, identity: "*", issuer: "*"${proof}}\npublishers:\n  - {name: p, signers: a}\n`);
  const run = (bundle, proof = "") => layerward(["attest", "verify", "-f", "json", "-c", config(proof), layer, write(dir, "b.json", bundle)]);
  return kit.bundle(statement()).then((good) => {
    const bare = copy(good);
    delete bare.verificationMaterial.tlogEntries[0].inclusionProof;
    const late = run(bare);
    assert.deepEqual([late.status, problems(late)], [1, ["log"]]);
    assert.match(late.stdout, /no inclusion proof/);
    bare.mediaType = "application/vnd.dev.sigstore.bundle+json;version=0.1";
    assert.equal(run(bare).status, 0);
    const demanded = run(bare, ", proof: required");
    assert.deepEqual([demanded.status, problems(demanded)], [1, ["log"]]);
    assert.equal(run(good, ", proof: required").status, 0);
  });
});

test("one signature that fits two signers is one signer", async () => {
  const config = write(dir, "layerward.yaml", ["signers:", ...["a", "b"].map((n) => `  - {name: ${n}, trusted-root: trusted_root.json, identity: "https://ci.example.com/*", issuer: "${ISSUER}"}`), "publishers:", "  - {name: p, signers: [a, b], threshold: 2}", ""].join("\n"));
  const run = (...bundles) => layerward(["attest", "verify", "-f", "json", "-c", config, layer, ...bundles.map((b, i) => write(dir, `two-${i}.json`, b))]);
  const first = await kit.bundle(statement()), again = await kit.bundle(statement());
  const second = await kit.bundle(statement(), { identity: "https://ci.example.com/other/release.yml@refs/tags/v1" });
  for (const made of [run(first), run(first, again)]) {
    assert.equal(made.status, 1, made.stdout);
    assert.deepEqual([JSON.parse(made.stdout).signers, JSON.parse(made.stdout).fitting_signers], [1, 2]);
  }
  assert.equal(run(first, second).status, 0);
});

test("certificates that do not count", async (t) => {
  const code = async (bundle) => { const run = verifyBundle(bundle); assert.equal(run.status, 1, run.stdout); return problems(run); };
  await t.test("another authority", async () => {
    const stranger = await makeKit();
    const bundle = await stranger.bundle(statement());
    assert.deepEqual(await code(bundle), ["log"]);
    const mixed = copy(kit.trustedRoot);
    mixed.tlogs = stranger.trustedRoot.tlogs;
    const file = write(dir, "mixed.json", mixed), path = write(dir, "b.json", bundle);
    const run = layerward(["attest", "verify", "-f", "json", "--trusted-root", file, "--identity", IDENTITY, "--issuer", ISSUER, layer, path]);
    assert.deepEqual([run.status, problems(run)], [1, ["certificate"]]);
    mixed.certificateAuthorities = stranger.trustedRoot.certificateAuthorities;
    const unseen = write(dir, "unseen.json", mixed);
    const log = layerward(["attest", "verify", "-f", "json", "--trusted-root", unseen, "--identity", IDENTITY, "--issuer", ISSUER, layer, path]);
    assert.deepEqual([log.status, problems(log)], [1, ["certificate"]]);
    assert.match(JSON.parse(log.stdout).attestations[0].problems[0].text, /log of certificates/);
  });
  await t.test("expired when it was logged", async () =>
    assert.deepEqual(await code(await kit.bundle(statement(), { log: { time: Math.floor(Date.now() / 1000) + 3600 } })), ["expired"]));
  await t.test("not yet valid when it was logged", async () =>
    assert.deepEqual(await code(await kit.bundle(statement(), { log: { time: Math.floor(Date.now() / 1000) - 3600 } })), ["expired"]));
  await t.test("another identity", async () =>
    assert.deepEqual(await code(await kit.bundle(statement(), { identity: "https://evil.example.com/x" })), ["identity"]));
  await t.test("another issuer", async () =>
    assert.deepEqual(await code(await kit.bundle(statement(), { issuer: "https://evil.example.com" })), ["issuer"]));
  await t.test("other bytes", async () =>
    assert.deepEqual(await code(await kit.bundle(statement("00".repeat(32)))), ["other-bytes"]));
});

test("a certificate of another key cannot be put in", async () => {
  const [a, b] = [await kit.bundle(statement()), await kit.bundle(statement())];
  a.verificationMaterial.certificate = b.verificationMaterial.certificate;
  const run = verifyBundle(a);
  assert.deepEqual([run.status, problems(run)], [1, ["log"]]);
});

test("a bundle that is cut short anywhere is an error, never a pass", async () => {
  const text = JSON.stringify(await kit.bundle(statement()));
  for (let i = 1; i < 24; i++) {
    const file = write(dir, "cut.json", text.slice(0, Math.floor((text.length * i) / 24)));
    const run = layerward(["attest", "verify", ...trusting(), layer, file]);
    assert.equal(run.status, 3);
    assert.match(run.stderr, /cut\.json: .*line 1, column \d+/);
  }
});
