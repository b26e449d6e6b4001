#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Every command of README.md, in its order, in a clone of its own: none is a usage error (2) or
# cannot read what it names (3), and what is shown of reviews and locks is what comes out.
# shellcheck source=../support/cli.sh
. "$LAYERWARD_SOURCE_ROOT/tests/support/cli.sh"
for needed in python3 git zip unzip openssl; do
    command -v "$needed" >/dev/null && continue
    echo "skipped: there is no $needed"
    exit 77
done
clone=$work/clone
mkdir -p "$clone" "$work/bin"
cp -r "$root/examples" "$clone/examples"
ln -s "$LAYERWARD" "$work/bin/layerward"
export PATH=$work/bin:$PATH NO_COLOR=1 LC_ALL=C.UTF-8
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
git -C "$clone" -c init.defaultBranch=main init -q
git -C "$clone" -c user.name=t -c user.email=t@example.com commit -q --allow-empty -m first

# What stands behind "$ " in blocks of commands, with the lines that go on; of tables what is in code.
python3 - "$root/README.md" >"$work/commands.sh" <<'PY'
import re, sys
block, document, command = False, False, []

def give(lines):
    text = "\n".join(lines)
    print("command=" + "'" + text.replace("'", "'\\''") + "'")
    print(text + "\nanswer $?\n")

for line in open(sys.argv[1], encoding="utf-8"):
    line = line.rstrip("\n")
    if line.startswith("```"):
        block = line == "```console"
    elif block and command:
        command.append(line)
        document = document and line != "END"
    elif block and line.startswith("$ ") and not line.startswith("$ ./do"):
        command, document = [line[2:]], line.endswith("<<'END'")
    elif line.startswith("|") and "db update" not in line:
        for code in re.findall(r"`(layerward [^`]*)`", line):
            give([code])
    if command and not document and not command[-1].endswith("\\"):
        give(command)
        command = []
PY
cat >"$work/run.sh" <<'SH'
answer() { [ "$1" -le 1 ] || echo "exit $1: $command"; }
SH
cat "$work/commands.sh" >>"$work/run.sh"
check "there are few commands" test "$(grep -c '^answer' "$work/run.sh")" -gt 30
(cd "$clone" && bash "$work/run.sh") >"$work/out" 2>"$work/err"
grep '^exit ' "$work/out" >"$work/failed"
check "commands of README.md fail" test ! -s "$work/failed"
[ ! -s "$work/failed" ] || cat "$work/failed" "$work/err"

# The lines that README.md shows, but for those that are left out of it and those of a zip made now.
python3 - "$root/README.md" "$work/out" >"$work/missing" <<'PY'
import re, sys
printed = {" ".join(line.split()) for line in open(sys.argv[2], encoding="utf-8")}
block = document = False
for line in open(sys.argv[1], encoding="utf-8"):
    line = line.rstrip()
    if line.startswith("```"):
        block = line == "```console"
        continue
    if not block or line.startswith("      --repository") or line.startswith("      -o "):
        continue
    if line.startswith("$ "):
        document = line.endswith("<<'END'")
        continue
    if document:
        document = line != "END"
        continue
    moving = re.search(r"\.\.\.$|…|old: run|db update|^  (new|commit) |SHA-256 is|CVE-20|SEVERITY  ID|bytes, locked|content digest is|Advisories", line)
    if line and not moving and " ".join(line.split()) not in printed:
        print(line)
PY
check "README.md shows what does not come out" test ! -s "$work/missing"
[ ! -s "$work/missing" ] || cat "$work/missing"
finish
