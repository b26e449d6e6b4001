// SPDX-License-Identifier: Apache-2.0
// A Sigstore of our own for tests: an authority, a log of certificates, a transparency log, and
// the trusted root that names them. Built on npm's @sigstore/mock; the log here has a real tree.
import { spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { initializeCA } = require("@sigstore/mock");
export const root = process.env.LAYERWARD_SOURCE_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.LAYERWARD ?? join(process.env.LAYERWARD_BUILD_ROOT ?? join(root, "build"), "layerward");

export const ISSUER = "https://issuer.example.com";
export const IDENTITY = "https://ci.example.com/team/layers/release.yml@refs/tags/v1";
export const INTOTO = "application/vnd.in-toto+json";

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
export const pae = (type, body) =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `), body]);
const b64 = (bytes) => Buffer.from(bytes).toString("base64");
const spki = (key) => key.export({ type: "spki", format: "der" });
const pem = (der) => `-----BEGIN CERTIFICATE-----\n${b64(der).replace(/(.{64})/g, "$1\n")}\n-----END CERTIFICATE-----\n`;
export const p256 = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

export function folder() {
  return mkdtempSync(join(tmpdir(), "layerward-attest-"));
}

export function layerward(args, env = {}, cwd = undefined) {
  const run = spawnSync(program, args, { encoding: "utf8", env: { ...process.env, ...env }, cwd, maxBuffer: 1 << 28 });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

const node = (left, right) => sha256(Buffer.concat([Buffer.from([1]), left, right]));
const leafHash = (body) => sha256(Buffer.concat([Buffer.from([0]), body]));

/** RFC 6962, 2.1: the hash of a tree, and the path from one of its leaves. */
function treeHash(leaves) {
  if (leaves.length === 1) return leaves[0];
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return node(treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half)));
}
function treePath(leaves, at) {
  if (leaves.length === 1) return [];
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return at < half
    ? [...treePath(leaves.slice(0, half), at), treeHash(leaves.slice(half))]
    : [...treePath(leaves.slice(half), at - half), treeHash(leaves.slice(0, half))];
}

/** JSON with sorted keys, as RFC 8785 for what stands in log entries. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object")
    return `{${Object.keys(value).sort().map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`).join(",")}}`;
  return JSON.stringify(value);
}

/** The first element inside a SEQUENCE in DER, whole. */
function firstElement(der) {
  const size = (at) => {
    const first = der[at + 1];
    if (first < 0x80) return [2, first];
    const count = first & 0x7f;
    return [2 + count, der.readUIntBE(at + 2, count)];
  };
  const [head] = size(0), [inner, length] = size(head);
  return der.subarray(head, head + inner + length);
}

const uint = (value, width) => {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, width - Math.min(width, 6), Math.min(width, 6));
  return bytes;
};

/** A log of certificates (RFC 6962, 3.2 and 3.3): what it gives is a list of one timestamp. */
function certificateLogOf(pair, at) {
  return {
    async log(precertificate, issuerId) {
      const tbs = firstElement(Buffer.from(precertificate)), time = uint(at.getTime(), 8);
      const text = Buffer.concat([Buffer.from([0, 0]), time, uint(1, 2), Buffer.from(issuerId), uint(tbs.length, 3), tbs, uint(0, 2)]);
      const signature = sign("sha256", text, pair.privateKey);
      const sct = Buffer.concat([Buffer.from([0]), sha256(spki(pair.publicKey)), time, uint(0, 2), Buffer.from([4, 3]), uint(signature.length, 2), signature]);
      return Buffer.concat([uint(sct.length, 2), sct]);
    },
  };
}

export async function makeKit(at = new Date()) {
  const authorityKey = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const logKey = p256(), certificateLogKey = p256();
  const certificateLog = certificateLogOf(certificateLogKey, at);
  const authority = await initializeCA(authorityKey, certificateLog, at);
  const logId = sha256(spki(logKey.publicKey));
  const span = { start: new Date(at.getTime() - 86400e3).toISOString() };
  const key = (k) => ({ rawBytes: b64(spki(k.publicKey)), keyDetails: "PKIX_ECDSA_P256_SHA_256", validFor: span });

  const trustedRoot = {
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    tlogs: [{ baseUrl: "https://log.example.com", hashAlgorithm: "SHA2_256", publicKey: key(logKey), logId: { keyId: b64(logId) } }],
    certificateAuthorities: [{
      subject: { organization: "example", commonName: "example" }, uri: "https://ca.example.com",
      certChain: { certificates: [{ rawBytes: b64(authority.rootCertificate) }] }, validFor: span,
    }],
    ctlogs: [{ baseUrl: "https://ctlog.example.com", hashAlgorithm: "SHA2_256", publicKey: key(certificateLogKey), logId: { keyId: b64(sha256(spki(certificateLogKey.publicKey))) } }],
    timestampAuthorities: [],
  };

  /** Another log, as the trusted root names it. */
  const logOf = (pair) => ({ baseUrl: "https://other.example.com", hashAlgorithm: "SHA2_256", publicKey: key(pair), logId: { keyId: b64(sha256(spki(pair.publicKey))) } });

  async function certify(pair, identity = IDENTITY, issuer = ISSUER) {
    return authority.issueCertificate({
      publicKey: spki(pair.publicKey), subjectAltName: identity,
      extensions: [{ oid: "1.3.6.1.4.1.57264.1.8", value: issuer }, { oid: "1.3.6.1.4.1.57264.1.1", value: issuer, legacy: true }],
    });
  }

  /** The entry of `body` at `index` of a log with `size` entries. */
  function log(body, kind, { index = 4, size = 7, time = Math.floor(at.getTime() / 1000) + 5, checkpointKey = logKey } = {}) {
    const leaves = Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`other entry ${i}`)));
    leaves[index] = leafHash(body);
    const rootHash = treeHash(leaves);
    const note = `log.example.com - 1234\n${size}\n${b64(rootHash)}\n`;
    const signature = sign("sha256", Buffer.from(note), checkpointKey.privateKey);
    const checkpoint = `${note}\n\u2014 log.example.com ${b64(Buffer.concat([logId.subarray(0, 4), signature]))}\n`;
    const promise = canonical({ body: b64(body), integratedTime: time, logID: logId.toString("hex"), logIndex: 1000 + index });
    return {
      logIndex: String(1000 + index), logId: { keyId: b64(logId) }, kindVersion: kind, integratedTime: String(time),
      inclusionPromise: { signedEntryTimestamp: b64(sign("sha256", Buffer.from(promise), logKey.privateKey)) },
      inclusionProof: {
        logIndex: String(index), rootHash: b64(rootHash), treeSize: String(size),
        hashes: treePath(leaves, index).map(b64), checkpoint: { envelope: checkpoint },
      },
      canonicalizedBody: b64(body),
    };
  }

  /** A v0.3 bundle over a statement, as a keyless signer makes it. */
  async function bundle(statement, options = {}) {
    const pair = options.pair ?? p256();
    const certificate = await certify(pair, options.identity, options.issuer);
    const payload = Buffer.from(JSON.stringify(statement));
    const signature = sign("sha256", pae(INTOTO, payload), pair.privateKey);
    const envelope = { payload: b64(payload), payloadType: INTOTO, signatures: [{ sig: b64(signature), keyid: "" }] };
    const verifier = b64(pem(certificate));
    const bodies = {
      dsse: [{ kind: "dsse", version: "0.0.1" }, {
        envelopeHash: { algorithm: "sha256", value: sha256(JSON.stringify(envelope)).toString("hex") },
        payloadHash: { algorithm: "sha256", value: sha256(payload).toString("hex") },
        signatures: [{ signature: b64(signature), verifier }],
      }],
      intoto: [{ kind: "intoto", version: "0.0.2" }, {
        content: {
          envelope: { payloadType: INTOTO, signatures: [{ publicKey: verifier, sig: b64(b64(signature)) }] },
          hash: { algorithm: "sha256", value: sha256(JSON.stringify(envelope)).toString("hex") },
          payloadHash: { algorithm: "sha256", value: sha256(payload).toString("hex") },
        },
      }],
    };
    const [kind, spec] = bodies[options.kind ?? "dsse"];
    const body = Buffer.from(canonical({ apiVersion: kind.version, kind: kind.kind, spec }));
    return {
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: { certificate: { rawBytes: b64(certificate) }, tlogEntries: [log(body, kind, options.log)] },
      dsseEnvelope: envelope,
    };
  }

  /** A bundle over bytes, without a statement. */
  async function messageBundle(bytes) {
    const pair = p256(), certificate = await certify(pair);
    const signature = sign("sha256", bytes, pair.privateKey);
    const body = Buffer.from(canonical({
      apiVersion: "0.0.1", kind: "hashedrekord",
      spec: {
        data: { hash: { algorithm: "sha256", value: sha256(bytes).toString("hex") } },
        signature: { content: b64(signature), publicKey: { content: b64(pem(certificate)) } },
      },
    }));
    return {
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: { certificate: { rawBytes: b64(certificate) }, tlogEntries: [log(body, { kind: "hashedrekord", version: "0.0.1" })] },
      messageSignature: { messageDigest: { algorithm: "SHA2_256", digest: b64(sha256(bytes)) }, signature: b64(signature) },
    };
  }

  return { trustedRoot, bundle, messageBundle, logOf };
}

export function write(dir, name, value) {
  const path = join(dir, name);
  writeFileSync(path, typeof value === "string" || Buffer.isBuffer(value) ? value : JSON.stringify(value));
  return path;
}
