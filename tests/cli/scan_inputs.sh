#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What `layerward scan` looks at: folders, standard input, several inputs, those that fail.
# shellcheck source=../support/cli.sh
. "$LAYERWARD_SOURCE_ROOT/tests/support/cli.sh"
forms=$root/tests/cases/archive-unopened/bad-forms.zip
printf 'not a zip at all' >"$work/text.zip"
lw scan --no-cache -f json "$layer" >"$work/one.json"
mkdir "$work/unpacked"
(cd "$work/unpacked" && unzip -q "$layer")

# A folder that may not be listed is said, and the others are scanned all the same.
nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$LAYERWARD" "$@"; }
if [ "$(id -u)" = 0 ] && nobody --version >/dev/null 2>&1; then
    cp -r "$work/unpacked" "$work/partly"
    mkdir "$work/partly/private"
    chmod 700 "$work/partly/private"
    chmod 755 "$work" "$work/partly"
    exits 3 nobody scan -q --no-db --no-cache "$work/partly"
    check "an unlisted folder is not named" grep -q 'private.*cannot open the folder' "$work/out"
    check "an unlisted folder kept the others from being scanned" grep -q '^PACKAGES' "$work/out"
    # Names without what they are: none of them is passed over in silence.
    mkdir -p "$work/names-only/b"
    cp "$layer" "$work/names-only/b/b.zip"
    cp "$layer" "$work/names-only/a.zip"
    chmod 744 "$work/names-only/b"
    exits 3 nobody scan -q --no-db --no-cache --each "$work/names-only"
    says "b/b.zip: Permission denied"
    check "--each stopped at what it may not look at" grep -q '^.*a.zip$' "$work/out"
    chmod 700 "$work/names-only/b"
    exits 3 nobody scan -q --no-db --no-cache --each -f json "$work/names-only"
    says "names-only/b: .*Permission denied"
    check "--each stopped at an unlisted folder" grep -q '"name": ".*a.zip"' "$work/out"
    check "an unlisted folder is no failed input" grep -q '"input": ".*names-only/b"' "$work/out"
else
    echo "skipped: folders that may not be listed (needs root, and a build that others may run)"
fi

# Standard input, folders of zips, several inputs.
lw scan -f json - <"$layer" >"$work/stdin.json" || bad "standard input failed"
check "standard input differs" python3 -c '
import json, sys
a, b = (json.load(open(f)) for f in sys.argv[1:])
assert a["packages"] == b["packages"] and a["artifact"]["zip_sha256"] == b["artifact"]["zip_sha256"]
' "$work/one.json" "$work/stdin.json"
lw scan -f cyclonedx - <"$layer" >"$work/stdin.cdx"
lw scan -f cyclonedx - <"$layer" 3</dev/null 4</dev/null 5</dev/null >"$work/stdin5.cdx"
check "standard input is named by a number" cmp "$work/stdin.cdx" "$work/stdin5.cdx"
check "the digest of standard input differs" test "$(lw digest - <"$layer")" = "$(lw digest "$layer")"
named() { # COMMAND: neither report nor errors speak of the file that standard input is copied to
    check "$* speaks of /dev/fd" sh -c '! grep -q /dev/fd "$@"' _ "$work/out" "$work/err"
}
printf 'not a zip at all' | lw scan --no-db - >"$work/out" 2>"$work/err"
says "^layerward: standard input: not a zip"
printf 'not a zip at all' | lw digest - >"$work/out" 2>"$work/err"
says "^layerward: standard input: not a zip"
lw scan --no-db - <"$layer" >"$work/out" 2>"$work/err"
named scan -
check "standard input is not called so" grep -q '^standard input$' "$work/out"
cp "$layer" "$work/layer.zip"
lw scan --no-db "$layer" --function - <"$work/layer.zip" >"$work/out" 2>"$work/err" || bad "--function -"
named --function -
check "the function is not called so" grep -q '^standard input with 1 layer$' "$work/out"
lw scan --no-db -f json - --function "$layer" <"$work/layer.zip" >"$work/out" 2>"$work/err" || bad "- --function"
named - --function
check "a layer is not called so" grep -q '"winner": "standard input: ' "$work/out"
exits 0 lw scan --no-db --function "$layer"
check "a function without layers is not called so" grep -q 'zip without layers$' "$work/out"
exits 2 lw scan --no-db - --function - <"$layer"
says "can be read only once"
exits 2 lw scan --no-db - - <"$layer"
mkfifo "$work/pipe"
exec 7<>"$work/pipe"
"$LAYERWARD" scan - <"$work/pipe" 2>/dev/null &
pid=$!
sleep 0.3
kill -TERM $pid
for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 $pid 2>/dev/null || break; sleep 0.2; done
check "SIGTERM did not end the wait for standard input" sh -c "! kill -9 $pid 2>/dev/null"
wait $pid 2>/dev/null
exec 7>&-
exits 3 lw scan "$work/$(printf 'a\033[2J').zip"
says 'a\\x1b\[2J.zip'
mkdir -p "$work/zips/deeper"
cp "$layer" "$work/zips/a.zip"
cp "$layer" "$work/zips/b.zip"
rmdir "$work/zips/deeper"
exits 0 lw scan "$work/zips"
check "a folder of zips is not two scans" test "$(grep -c 'CodeSha256' "$work/out")" = 2
exits 0 lw scan --as-one "$work/zips"
check "--as-one is not one scan" test "$(grep -c 'Content digest' "$work/out")" = 1
exits 3 lw scan "$layer" "$work/missing.zip"
exits 3 lw scan "$layer" "$work/text.zip"
check "a bad input kept the good one from being shown" grep -q "$(basename "$layer")" "$work/out"

# What could not be scanned stands in each report that holds several, not on stderr alone.
three() { lw scan -q --no-db -f "$1" "$layer" "$work/missing.zip" "$work/text.zip"; }
exits 3 three json
check "json is silent of inputs that could not be scanned" python3 -c '
import json, sys
got = json.load(open(sys.argv[1]))
assert len(got["scans"]) == 1
assert [e["code"] for e in got["errors"]] == ["LW_E_NOT_FOUND", "LW_E_FORMAT"], got["errors"]
assert [e["input"] for e in got["errors"]] == sys.argv[2:], got["errors"]
assert not any(i in e["reason"] for e, i in zip(got["errors"], sys.argv[2:])), got["errors"]
' "$work/out" "$work/missing.zip" "$work/text.zip"
exits 3 three jsonl
check "jsonl is silent of inputs that could not be scanned" test "$(grep -c '"error":{"input"' "$work/out")" = 2
exits 3 three sarif
check "sarif is silent of inputs that could not be scanned" python3 -c '
import json, sys
runs = json.load(open(sys.argv[1]))["runs"]
assert [r["invocations"][0]["executionSuccessful"] for r in runs] == [True, False, False]
' "$work/out"
exits 3 three table
check "the table is silent of inputs that could not be scanned" grep -q '^2 of 3 inputs could not be scanned$' "$work/out"
check "the table does not name them" grep -q "^$work/missing.zip$" "$work/out"
exits 3 three markdown
check "markdown is silent of inputs that could not be scanned" test "$(grep -c 'could not be scanned' "$work/out")" = 2
exits 3 lw scan -q --no-db -f sarif "$work/text.zip"
check "sarif of one that could not be scanned has no run" grep -q '"executionSuccessful": false' "$work/out"
exits 3 lw scan -q --no-db -f json "$work/text.zip"
check "json of one that could not be scanned is empty" grep -q '"code": "LW_E_FORMAT"' "$work/out"
exits 3 lw scan -q --no-db -f json -o "$work/errors.json" "$work/missing.zip" "$work/text.zip"
check "a batch of nothing but errors left no report" grep -q '"errors": \[' "$work/errors.json"
exits 3 lw scan -q --no-db "$work/missing.zip" --function "$layer"

# In rising order: none, unknown, low ... What is worth knowing alone is nothing of unknown weight.
exits 0 lw scan -q --no-db --fail-on unknown "$forms"
exits 1 lw scan -q --no-db --fail-on none "$forms"

# Nothing to look at is not the same as nothing found.
mkdir -p "$work/empty/python"
exits 0 lw scan --no-db "$work/empty"
check "an empty folder looks clean" grep -q '^holds no files: 0 packages' "$work/out"
exits 1 lw scan --no-db --fail-on low -q "$work/empty"
exits 0 lw scan --no-db -p "$root/tests/cases/no-files/bad-zip.zip"
check "an empty zip looks clean" grep -q '^holds no files: 0 packages' "$work/out"

# --packages-only lists the packages that a full scan lists.
lw scan -p -f json "$layer" >"$work/packages.json"
check "--packages-only lists other packages" python3 -c '
import json, sys
a, b = (json.load(open(f)) for f in sys.argv[1:])
assert [p["purl"] for p in a["packages"]] == [p["purl"] for p in b["packages"]]
' "$work/one.json" "$work/packages.json"

# Archives that are not looked into are counted, in each kind of scan; they are no fault.
exits 0 lw scan --no-db "$forms"
check "archives that were not opened are not counted" \
    grep -q ', 13 archives inside were not opened$' "$work/out"
exits 0 lw scan --no-db -p "$forms"
check "--packages-only does not count archives" \
    grep -q ', 12 archives inside were not opened$' "$work/out"
exits 0 lw scan --no-db -f html "$forms"
check "the page does not count archives" grep -q 'archives inside were not opened' "$work/out"
exits 0 lw scan --no-db -f json --function "$layer" "$forms"
check "a function with its layers forgets archives" python3 -c '
import json, sys
scans = json.load(open(sys.argv[1]))["scans"]
assert [s["summary"]["unopened"] for s in scans] == [13, 0, 13], scans
assert "/opt/python/a.tar" in [f["path"] for f in scans[2]["findings"]]
' "$work/out"

finish
