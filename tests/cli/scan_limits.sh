#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What ends a scan: the limits of Lambda, zips that state terabytes, signals.
# shellcheck source=../support/cli.sh
. "$LAYERWARD_SOURCE_ROOT/tests/support/cli.sh"

# What Lambda takes of a function and its layers together: 250 MiB, five layers.
python3 - "$work" <<'PY'
import sys, zipfile
for name, size in [("f", 1), ("l1", 100_000_000), ("l2", 100_000_000), ("l3", 100_000_000)]:
    with zipfile.ZipFile(f"{sys.argv[1]}/{name}.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("bin/data", bytes(size))
PY
whole() { # RULE: how many findings of it the merged view has, and the layers alone
    python3 -c '
import json, sys
scans = json.load(open(sys.argv[1]))["scans"]
of = lambda s: sum(f["rule"] == sys.argv[2] for f in s["findings"])
print(of(scans[-1]), sum(map(of, scans[:-1])))' "$work/out" "$1"
}
over=("$work/l1.zip" "$work/l2.zip" "$work/l3.zip")
exits 1 lw scan --no-db -f json --fail-on high --function "$work/f.zip" "${over[@]}"
check "layers over the limit together are not found" test "$(whole size-over-limit)" = "1 0"
check "three layers are too many" test "$(whole layers-over-limit)" = "0 0"
check "hidden files are left out of the size" python3 -c '
import json, sys
assert json.load(open(sys.argv[1]))["scans"][-1]["artifact"]["unpacked_bytes"] == 300000001' "$work/out"
exits 0 lw scan --no-db -f json --fail-on high --function "$work/f.zip" "$work/l1.zip" "$work/l2.zip"
check "layers below the limit are over it" test "$(whole size-over-limit)" = "0 0"
six=("$work/f.zip" "$work/f.zip" "$work/f.zip" "$work/f.zip" "$work/f.zip" "$work/f.zip")
exits 1 lw scan --no-db -f json --fail-on high --function "$work/f.zip" "${six[@]}"
check "six layers are not too many" test "$(whole layers-over-limit)" = "1 0"
exits 0 lw scan --no-db -f json --fail-on high --function "$work/f.zip" "${six[@]:1}"
check "five layers are too many" test "$(whole layers-over-limit)" = "0 0"
rm -f "$work"/l?.zip

# Layers whose entries all share a few packed bytes state terabytes; comparing them has an end.
python3 - "$work/a-overlap.zip" "$work/b-overlap.zip" <<'PY'
import struct, sys, zlib
data, count = bytes(20_000_000), 3000
c = zlib.compressobj(9, zlib.DEFLATED, -15)
packed = c.compress(data) + c.flush()
sizes = zlib.crc32(data), len(packed), len(data)
local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, *sizes, 1, 0) + b"a" + packed
directory = b"".join(
    struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 0x314, 20, 0, 8, 0, 0, *sizes, 8, 0, 0, 0, 0,
                0o100644 << 16, 0) + b"bin/%04d" % i for i in range(count))
end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(directory), len(local), 0)
for path in sys.argv[1:]:
    with open(path, "wb") as f:
        f.write(local + directory + end)
PY
exits 3 timeout 60 "$LAYERWARD" scan --no-db --no-cache --function "$layer" "$work/a-overlap.zip" "$work/b-overlap.zip"

# Ctrl-C ends it with 128 + 2 and leaves nothing behind. Not by lw: the signal would go to a shell.
python3 - "$work/slow.zip" <<'PY'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
    block = bytes(range(256)) * 4096
    for i in range(200):
        z.writestr(f"lib/{i}.bin", block)
PY
"$LAYERWARD" scan --no-cache -o "$work/slow.json" -f json "$work/slow.zip" "$work/slow.zip" "$work/slow.zip" &
pid=$!
# A shell's background programs ignore the signal until they ask for it: bit 1 of what they catch.
until grep -q '^SigCgt:.*[2367abef]$' "/proc/$pid/status" 2>/dev/null || ! kill -0 $pid 2>/dev/null; do sleep 0.01; done
kill -INT $pid 2>/dev/null && interrupted=yes || interrupted=no
wait $pid
code=$?
if [ "$interrupted" = yes ] && [ $code != 130 ]; then bad "Ctrl-C gave exit $code"; else ok; fi
check "Ctrl-C left a temporary file" test -z "$(find "$work" -name 'slow.json.*')"

# So does a signal to the parent alone while it takes results to be kept.
"$LAYERWARD" scan -q --no-db -j1 "$work/slow.zip" "$work/slow.zip" "$work/slow.zip" "$work/slow.zip" >"$work/out" &
pid=$!
sleep 0.15
kill -TERM $pid 2>/dev/null && interrupted=yes || interrupted=no
wait $pid
code=$?
if [ "$interrupted" = yes ]; then
    check "SIGTERM gave exit $code" test $code = 143
    check "the scan went on after SIGTERM" test "$(grep -c CodeSha256 "$work/out")" -lt 4
fi

finish
