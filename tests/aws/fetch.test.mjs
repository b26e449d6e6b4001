// SPDX-License-Identifier: Apache-2.0
// Layer versions by their ARN, from a server of our own that checks each signature by an independent
// implementation of Signature Version 4.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after, afterEach, before, beforeEach } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { SignatureV4 } = require("@smithy/signature-v4");
const { Sha256 } = require("@aws-crypto/sha256-js");
const root = process.env.LAYERWARD_SOURCE_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.LAYERWARD ?? join(process.env.LAYERWARD_BUILD_ROOT ?? join(root, "build"), "layerward");

const ARN = "arn:aws:lambda:eu-west-1:123456789012:layer:shared-tools:7";
const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const zip = readFileSync(join(root, "examples/example-layer.zip"));
const sha256 = createHash("sha256").update(zip).digest();

let server, url, dir, seen, tokens, behave;

async function signatureIsGood(request) {
  const [, scope, names] = /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=/.exec(request.headers.authorization) ?? [];
  if (!scope) return false;
  const [, region, service] = scope.split("/");
  const at = request.headers["x-amz-date"].replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z");
  const target = new URL(request.url, url);
  const signer = new SignatureV4({
    credentials: { ...KEYS, sessionToken: request.headers["x-amz-security-token"] }, region, service, sha256: Sha256, applyChecksum: false,
  });
  const signed = await signer.sign({
    method: request.method, protocol: "http:", hostname: target.hostname, path: target.pathname,
    query: Object.fromEntries(target.searchParams),
    headers: Object.fromEntries(names.split(";").map((n) => [n, request.headers[n]])),
  }, { signingDate: new Date(at) });
  return signed.headers.authorization === request.headers.authorization;
}

const json = (response, status, value) => { response.writeHead(status, { "content-type": "application/json" }); response.end(JSON.stringify(value)); };

async function answer(request, response) {
  seen.push(`${request.method} ${request.url}`);
  tokens.push(request.headers["x-amz-security-token"]);
  const target = new URL(request.url, url);
  if (behave.first?.(request, response, target)) return;
  if (target.pathname === "/the.zip") {
    assert.equal(request.headers.authorization, undefined);
    response.writeHead(200, { "content-length": zip.length });
    response.end(behave.bytes ?? zip);
    return;
  }
  if (!(await signatureIsGood(request))) return json(response, 403, { Message: "The request signature we calculated does not match" });
  const arn = target.searchParams.get("Arn");
  if (target.pathname !== "/2018-10-31/layers" || target.searchParams.get("find") !== "LayerVersion" || arn !== ARN)
    return json(response, 404, { Type: "User", Message: `Layer version ${arn} does not exist.` });
  json(response, 200, {
    LayerVersionArn: ARN, Version: 7,
    Content: { Location: behave.location ?? `${url}/the.zip?X-Amz-Signature=secret`, CodeSha256: sha256.toString("base64"), CodeSize: zip.length },
  });
}

before(async () => {
  server = createServer((request, response) => { answer(request, response).catch((e) => { response.writeHead(500); response.end(String(e)); }); });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), "layerward-aws-")); seen = []; tokens = []; behave = {}; });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Of AWS's own environment only what a test gives. */
function layerward(args, env = {}) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([k]) => !k.startsWith("AWS_") && !/_proxy$/i.test(k)));
  const child = spawn(program, args, {
    cwd: dir,
    env: { ...clean, HOME: dir, AWS_ENDPOINT_URL: url, AWS_EC2_METADATA_DISABLED: "true", XDG_CACHE_HOME: join(dir, "cache"), ...env },
  });
  let stdout = "", stderr = "";
  child.stdout.on("data", (d) => { stdout += d; });
  child.stderr.on("data", (d) => { stderr += d; });
  return new Promise((done) => child.on("close", (status) => done({ status, stdout, stderr })));
}
const keys = { AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey };
const put = (name, text) => { writeFileSync(join(dir, name), text); return join(dir, name); };

test("an ARN is fetched, and its digests are those of the zip", async () => {
  const run = await layerward(["digest", "-f", "json", ARN], keys);
  assert.equal(run.status, 0, run.stderr);
  assert.equal(JSON.parse(run.stdout).zip_sha256, sha256.toString("hex"));
  assert.equal(seen.length, 2);
});

test("a session token is signed along", async () => {
  const run = await layerward(["digest", ARN], { ...keys, AWS_SESSION_TOKEN: "IQoJb3JpZ2luX2VjEXAMPLE//////////wE=" });
  assert.equal(run.status, 0, run.stderr);
  assert.equal(tokens[0], "IQoJb3JpZ2luX2VjEXAMPLE//////////wE=");
});

test("scan and diff take ARNs, and name the layer by it", async () => {
  const scan = await layerward(["scan", "--no-db", "-q", "-f", "json", ARN], keys);
  assert.equal(scan.status, 0, scan.stderr);
  assert.match(scan.stdout, /shared-tools:7/);
  assert.ok(JSON.parse(scan.stdout).packages.length > 0);
  const diff = await layerward(["diff", "--no-db", "-q", "-f", "json", join(root, "examples/example-layer.zip"), ARN], keys);
  assert.equal(diff.status, 0, diff.stderr);
  assert.equal(JSON.parse(diff.stdout).verdict, "adopt");
});

test("a lock that names an ARN is checked against AWS", async () => {
  const add = await layerward(["lock", "add", "--reason", "read", "--by", "ana", ARN], keys);
  assert.equal(add.status, 0, add.stderr);
  const lock = readFileSync(join(dir, "layerward.lock"), "utf8");
  assert.match(lock, new RegExp(sha256.toString("hex")));
  const check = await layerward(["lock", "check", "--capabilities"], keys);
  assert.equal(check.status, 0, check.stdout + check.stderr);
  assert.match(check.stdout, /^ok +arn:aws:lambda/);
  writeFileSync(join(dir, "layerward.lock"), lock.replaceAll(sha256.toString("hex"), "0".repeat(64)));
  assert.equal((await layerward(["lock", "check"], keys)).status, 1);
});

test("a name of one's own keeps its ARN as the place", async () => {
  assert.equal((await layerward(["lock", "add", "--reason", "read", "--by", "ana", "tools", ARN], keys)).status, 0);
  const check = await layerward(["lock", "check", "tools"], keys);
  assert.equal(check.stdout, "ok       tools\n");
});

test("a layer that cannot be fetched fails, and the others are still checked", async () => {
  put("layer.zip", zip);
  assert.equal((await layerward(["lock", "add", "--reason", "r", "--by", "ana", "here", "layer.zip"])).status, 0);
  assert.equal((await layerward(["lock", "add", "--reason", "r", "--by", "ana", ARN], keys)).status, 0);
  behave.first = (request, response) => { json(response, 403, { Message: "not authorized" }); return true; };
  const check = await layerward(["lock", "check"], keys);
  assert.equal(check.status, 3);
  assert.match(check.stdout, /failed +arn:aws[^]*lambda:GetLayerVersion[^]*403: not authorized[^]*ok +here/);
});

test("bytes that are not those of CodeSha256 are refused", async () => {
  behave.bytes = Buffer.from(zip);
  behave.bytes[100] ^= 1;
  const run = await layerward(["scan", "--no-db", ARN], keys);
  assert.equal(run.status, 3);
  assert.match(run.stderr, /is not what AWS says it is/);
});

test("an address that is not this endpoint's kind is refused, and none is shown", async () => {
  behave.location = "ftp://files.example.com/the.zip?X-Amz-Signature=secret";
  const odd = await layerward(["scan", "--no-db", ARN], keys);
  assert.equal(odd.status, 3);
  assert.match(odd.stderr, /not https/);
  behave.location = `${url}/gone.zip?X-Amz-Signature=secret`;
  behave.first = (request, response, target) => target.pathname === "/gone.zip" && (response.writeHead(410), response.end(), true);
  const gone = await layerward(["scan", "--no-db", ARN], keys);
  assert.equal(gone.status, 3);
  assert.match(gone.stderr, /the zip of arn:aws.*answers 410/);
  assert.doesNotMatch(odd.stderr + gone.stderr, /secret/);
});

test("throttling is waited for; a redirect is not followed with credentials", async () => {
  let left = 2;
  behave.first = (request, response) => left-- > 0 && (json(response, 429, { Message: "Rate exceeded" }), true);
  assert.equal((await layerward(["digest", ARN], keys)).status, 0);
  behave.first = (request, response, target) => target.pathname !== "/stolen" && (response.writeHead(307, { location: `${url}/stolen` }), response.end(), true);
  seen = [];
  const run = await layerward(["digest", ARN], keys);
  assert.equal(run.status, 3);
  assert.match(run.stderr, /AWS answers 307/);
  assert.ok(!seen.some((s) => s.includes("stolen")));
});

test("wrong keys and ARNs that are none are told in words", async () => {
  const wrong = await layerward(["scan", "--no-db", ARN], { ...keys, AWS_SECRET_ACCESS_KEY: "other" });
  assert.equal(wrong.status, 3);
  assert.match(wrong.stderr, /the environment: AWS answers 403: The request signature/);
  assert.doesNotMatch(wrong.stderr, /other/);
  const absent = await layerward(["scan", "--no-db", ARN.replace(":7", ":8")], keys);
  assert.match(absent.stderr, /404: Layer version .* does not exist/);
  const none = await layerward(["scan", "--no-db", "arn:aws:lambda:eu-west-1:123456789012:function:x"], keys);
  assert.equal(none.status, 2);
  assert.match(none.stderr, /not the ARN of a layer version/);
  const steers = await layerward(["scan", "--no-db", "arn:aws:lambda:eu-west-1\u001b[2J:123456789012:layer:x:1"], keys);
  assert.equal(steers.status, 2);
  const nobody = await layerward(["scan", "--no-db", ARN]);
  assert.equal(nobody.status, 3);
  assert.match(nobody.stderr, /there are no AWS credentials/);
});

test("profiles, a process, a container and an instance give credentials", async () => {
  const file = put("credentials", `# mine\n[default]\naws_access_key_id = WRONG\naws_secret_access_key = WRONG\n[team]\naws_access_key_id=${KEYS.accessKeyId}\naws_secret_access_key = ${KEYS.secretAccessKey}   # kept\n`);
  const printed = put("printed.json", JSON.stringify({ Version: 1, AccessKeyId: KEYS.accessKeyId, SecretAccessKey: KEYS.secretAccessKey, SessionToken: "tok" }));
  const config = put("config", `[profile run]\ncredential_process = cat ${printed}\n[profile sso]\nsso_session = s\n  sso_start_url = x\n`);
  const files = { AWS_SHARED_CREDENTIALS_FILE: file, AWS_CONFIG_FILE: config };
  assert.equal((await layerward(["digest", "--profile", "team", ARN], { ...files, AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "y" })).status, 0);
  assert.equal((await layerward(["digest", ARN], { ...files, AWS_PROFILE: "team" })).status, 0);
  tokens = [];
  assert.equal((await layerward(["digest", ARN], { ...files, AWS_PROFILE: "run" })).status, 0);
  assert.equal(tokens[0], "tok");
  assert.equal((await layerward(["digest", ARN], files)).status, 3);
  assert.match((await layerward(["digest", "--profile", "sso", ARN], files)).stderr, /sso_session.*export-credentials --profile sso/);
  assert.match((await layerward(["digest", "--profile", "nobody", ARN], files)).stderr, /no AWS profile nobody/);

  const given = { AccessKeyId: KEYS.accessKeyId, SecretAccessKey: KEYS.secretAccessKey, Token: "tok" };
  behave.first = (request, response, target) => {
    if (target.pathname === "/role") return json(response, request.headers.authorization === "let me" ? 200 : 401, given), true;
    if (target.pathname === "/latest/api/token") return response.end(request.method === "PUT" ? "T0" : ""), true;
    if (request.headers["x-aws-ec2-metadata-token"] !== "T0") return false;
    return target.pathname.endsWith("/") ? response.end("web\n") : json(response, 200, given), true;
  };
  const container = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/role`, AWS_CONTAINER_AUTHORIZATION_TOKEN: "let me" };
  const inside = await layerward(["digest", ARN], container);
  assert.equal(inside.status, 0, inside.stderr);
  assert.match((await layerward(["digest", ARN], { ...container, AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:1@files.example.com/" })).stderr, /neither https nor on this machine/);
  tokens = [];
  const instance = await layerward(["digest", ARN], { AWS_EC2_METADATA_DISABLED: "false", AWS_EC2_METADATA_SERVICE_ENDPOINT: url });
  assert.equal(instance.status, 0, instance.stderr);
  assert.equal(tokens.filter((t) => t === "tok").length, 1);
});

const OTHER = "arn:aws:lambda:eu-west-1:123456789012:layer:other:3";
const runs = () => readFileSync(join(dir, "runs"), "utf8").trim().split("\n").length;

test("a credential process runs once, for many layers and where it fails", async () => {
  put("layer.zip", zip);
  for (const layer of [[ARN], [OTHER, "layer.zip"]])
    assert.equal((await layerward(["lock", "add", "--reason", "r", "--by", "ana", ...layer], keys)).status, 0);
  writeFileSync(join(dir, "layerward.lock"), readFileSync(join(dir, "layerward.lock"), "utf8").replace(/^ *path: "layer.zip"\n/m, ""));
  const printed = put("printed.json", JSON.stringify({ Version: 1, AccessKeyId: KEYS.accessKeyId, SecretAccessKey: KEYS.secretAccessKey }));
  const script = put("process.sh", `echo run >> ${join(dir, "runs")}\ncat ${printed}\nexit $1\n`);
  const config = put("config", `[profile good]\ncredential_process = sh ${script} 0\n[profile bad]\ncredential_process = sh ${script} 7\n`);
  const good = await layerward(["lock", "check"], { AWS_CONFIG_FILE: config, AWS_PROFILE: "good" });
  assert.equal(runs(), 1);
  assert.match(good.stdout, /^failed +arn:[^]*:other:3[^]*404[^]*^ok +arn:[^]*:shared-tools:7/m, good.stdout + good.stderr);
  writeFileSync(join(dir, "runs"), "");
  const bad = await layerward(["lock", "check"], { AWS_CONFIG_FILE: config, AWS_PROFILE: "bad" });
  assert.equal(runs(), 1);
  assert.equal(bad.status, 3);
  for (const arn of [ARN, OTHER])
    assert.equal(bad.stdout.split(`${arn}: the credential_process of the AWS profile failed with exit code 7`).length, 2, bad.stdout);
  assert.doesNotMatch(bad.stdout + bad.stderr, /wJalr/);
});

/** The process that has no children of its own, below one. */
function last(pid) {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  return child ? last(child) : pid;
}

test("who parses has no credentials, and no process that has some", async () => {
  const fifo = join(dir, "report"); // a pipe that nobody reads: the process that writes the report waits
  assert.equal(spawnSync("mkfifo", [fifo]).status, 0);
  const end = openSync(fifo, "r+");
  const child = spawn(program, ["scan", "--no-db", "-q", "-f", "json", ...Array(8).fill(ARN)], {
    cwd: dir, stdio: ["ignore", end, "inherit"],
    env: { PATH: process.env.PATH, HOME: dir, AWS_ENDPOINT_URL: url, XDG_CACHE_HOME: join(dir, "cache"), ...keys, NPM_TOKEN: "npm_example" },
  });
  const ended = new Promise((done) => child.on("close", done));
  let environment = "";
  for (let i = 0; i < 1000 && !environment.includes("AWS_SECRET_ACCESS_KEY=\0"); i++) {
    await new Promise((done) => setTimeout(done, 20));
    try {
      environment = readFileSync(`/proc/${last(child.pid)}/environ`, "utf8");
    } catch { /* it has just ended */ }
  }
  child.kill("SIGKILL");
  await ended;
  closeSync(end);
  assert.match(environment, /HOME=/);
  assert.match(environment, /AWS_SECRET_ACCESS_KEY=\0/);
  assert.doesNotMatch(environment, /wJalr|npm_example/);
});

test("nothing stays in the folder for temporary files", async () => {
  const run = await layerward(["digest", ARN], { ...keys, TMPDIR: dir });
  assert.equal(run.status, 0, run.stderr);
  assert.deepEqual(readdirSync(dir).filter((n) => n.startsWith("layerward")), []);
});
