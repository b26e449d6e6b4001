#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `layerward digest` and what a scan calls the content digest: folders, zips, special files.
# shellcheck source=../support/cli.sh
. "$LAYERWARD_SOURCE_ROOT/tests/support/cli.sh"
lw scan --no-cache -f json "$layer" >"$work/one.json"

# A zip, the folder it unpacks to, and the same files zipped in another order are one content.
cat >"$work/pack.py" <<'PY'
import os, sys, zipfile
source, folder, again = sys.argv[1:]
with zipfile.ZipFile(source) as z:
    for info in z.infolist():
        mode = info.external_attr >> 16
        path = os.path.join(folder, info.filename)
        if info.is_dir():
            os.makedirs(path, exist_ok=True)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if mode & 0o170000 == 0o120000:
            os.symlink(z.read(info).decode(), path)
            continue
        with open(path, "wb") as f:
            f.write(z.read(info))
        os.chmod(path, mode & 0o7777 or 0o644)
    with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as out:
        for info in sorted(z.infolist(), key=lambda i: i.filename, reverse=True):
            data = z.read(info)
            info.compress_type = zipfile.ZIP_STORED
            info.date_time = (2001, 2, 3, 4, 5, 6)
            out.writestr(info, data)
PY
mkdir "$work/unpacked"
python3 "$work/pack.py" "$layer" "$work/unpacked" "$work/again.zip"
content() { lw digest "$1" | sed -n 's/^content digest  //p'; }
check "the folder has another content digest" test "$(content "$layer")" = "$(content "$work/unpacked")"
check "the zip made again has another content digest" test "$(content "$layer")" = "$(content "$work/again.zip")"
check "the manifest does not hash to the content digest" \
    test "$(lw digest --manifest "$layer" | sha256sum | cut -d' ' -f1)" = "$(content "$layer")"
check "the zip digest is not the file's" \
    test "$(lw digest "$layer" | sed -n 's/^zip sha256      //p')" = "$(sha256sum "$layer" | cut -d' ' -f1)"
# What `scan` and `digest` call the content digest is one thing, and damaged content has none.
scanned() { lw scan -q --no-db --no-cache -f json "$1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["artifact"]["content_digest"])'; }
cp -r "$work/unpacked" "$work/special"
mkfifo "$work/special/pipe"
check "scan and digest differ on a pipe" test "$(scanned "$work/special")" = "$(content "$work/special")"
check "scan and digest differ on the layer" test "$(scanned "$layer")" = "$(content "$layer")"
python3 - "$work/damaged.zip" <<'PY'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.writestr("python/a.py", "x" * 1000)
data = bytearray(open(sys.argv[1], "rb").read())
data[data.find(b"xxxx") + 5] = ord("y")
open(sys.argv[1], "wb").write(data)
PY
exits 3 lw digest "$work/damaged.zip"

# Of several each is named; one that cannot be read does not keep the others back.
lw digest "$layer" "$work/again.zip" >"$work/two.txt"
check "two inputs are not told apart" test "$(grep -v '^  ' "$work/two.txt" | tr '\n' ' ')" = "$layer $work/again.zip "
check "two inputs do not have two digests" test "$(grep -c '^  content digest' "$work/two.txt")" = 2
exits 3 lw digest "$layer" "$work/missing.zip" "$work/again.zip"
check "a missing input keeps others back" test "$(grep -c '^  content digest' "$work/out")" = 2
exits 2 lw digest --manifest "$layer" "$work/again.zip"
check "the number of files is not that of the manifest's lines" \
    test "$(lw digest -f json "$layer" | sed -n 's/^  "files": //p')" = "$(lw digest --manifest "$layer" | wc -l)"
check "damaged content has a content digest" test "$(scanned "$work/damaged.zip")" = None

lw scan --no-cache -f json "$work/unpacked" >"$work/folder.json"
python3 - "$work/one.json" "$work/folder.json" <<'PY' || bad "a folder gives other facts than its zip"
import json, sys
a, b = (json.load(open(f)) for f in sys.argv[1:])
for key in ("packages", "findings", "facts"):
    assert a[key] == b[key], key
PY

finish
