// SPDX-License-Identifier: Apache-2.0
// What the validators validate: the sample scans, and the bundled example scanned for real.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = process.env.LAYERWARD_SOURCE_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), "../..");
const build = process.env.LAYERWARD_BUILD_ROOT ?? join(root, "build");
export const layerward = process.env.LAYERWARD ?? join(build, "layerward");
const writeSample = join(build, "tests/write_sample");
const env = { ...process.env, SOURCE_DATE_EPOCH: "1795000000" };
const most = { maxBuffer: 1 << 28, encoding: "utf8", env };

export const samples = ["full", "clean", "hostile"];

/** The sample scans in a format, as text. */
export function sample(format, name, ...more) {
  return execFileSync(writeSample, [format, name, ...more], most);
}

/** The bundled layer, scanned against the bundled advisories; null where this build cannot scan. */
export function example(format, ...more) {
  const layer = join(root, "examples/example-layer.zip"), advisories = join(root, "examples/advisories-osv.zip");
  const able = existsSync(layer) && spawnSync(layerward, ["scan", "--help"], most).status === 0;
  if (!able) return null;
  const folder = mkdtempSync(join(tmpdir(), "layerward-"));
  try {
    const index = join(folder, "index.lwdb");
    execFileSync(layerward, ["db", "import", advisories, "--db", index], { ...most, stdio: "pipe" });
    const scan = spawnSync(layerward, ["scan", layer, "--db", index, "--format", format, ...more], most);
    if (scan.status !== 0 && scan.status !== 1) throw new Error(`scan: ${scan.status}: ${scan.stderr}`);
    return scan.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs `check(text)` on each sample and on the example, as a subtest each. */
export async function each(t, format, check) {
  for (const name of samples) await t.test(`sample ${name}`, () => check(sample(format, name)));
  const real = example(format);
  await t.test("the bundled layer", { skip: real === null && "this build cannot scan yet" }, () => check(real));
}
