#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `layerward scan` and `layerward digest` from outside: exit codes, output, inputs, signals.
set -u
root=$LAYERWARD_SOURCE_ROOT
layer=$root/examples/example-layer.zip
forms=$root/tests/cases/archive-unopened/bad-forms.zip
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LAYERWARD_CACHE=$work/cache HOME=$work XDG_DATA_HOME=$work SOURCE_DATE_EPOCH=1700000000
unset LAYERWARD_DB XDG_CACHE_HOME
failed=0 passed=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "not ok: $*"; }
check() { # NAME COMMAND...
    local name=$1
    shift
    if "$@" >"$work/check.out" 2>&1; then ok; else bad "$name"; cat "$work/check.out"; fi
}
exits() { # CODE COMMAND...
    local code=$1 got
    shift
    "$@" >"$work/out" 2>"$work/err"
    got=$?
    if [ $got = "$code" ]; then ok; else bad "exit $got, not $code: $*"; head -5 "$work/err"; fi
}
says() { if grep -q -- "$1" "$work/err"; then ok; else bad "stderr lacks '$1'"; cat "$work/err"; fi; }
lw() { "$LAYERWARD" "$@"; }

# Exit codes.
exits 0 lw scan "$layer"
exits 2 lw scan
exits 2 lw scan --format nonsense "$layer"
exits 2 lw scan --no-such-option "$layer"
exits 2 lw scan --jobs many "$layer"
exits 2 lw scan --runtime pyhton3.12 "$layer"
says "layerward list runtimes"
exits 0 lw scan --runtime python3.12 "$layer"

# One call writes one report; an ARN is no file, and how to get at its zip is said.
exits 2 lw scan --no-db -f json -f sarif "$layer"
says "one report, and --format is given twice"
exits 2 lw scan --no-db -o "$work/a" -o "$work/b" "$layer"
says "one report, and --output is given twice"
check "a refused -o left a file" test ! -e "$work/b"
exits 2 lw scan arn:aws:lambda:eu-west-1:123456789012:layer:tools:3
says "get-layer-version-by-arn --arn ARN --query Content.Location"

# The last line of several sums them up; the whole of a function is its own sum.
exits 3 lw scan -q --no-db "$layer" "$layer" "$work/missing.zip"
check "several have no total" grep -q '^total of 2 layers: [0-9]* packages' "$work/out"
exits 0 lw scan -q --no-db --function "$layer" "$layer"
check "a function counts its layers again" test "$(grep -c '^total of' "$work/out")" = 0

# Nothing but ASCII where the locale knows nothing else.
exits 0 env LC_ALL=C "$LAYERWARD" scan -q --no-db "$layer"
check "LC_ALL=C gave other than ASCII" test "$(LC_ALL=C grep -c '[^ -~]' "$work/out")" = 0
check "the bar has no ASCII form" grep -q '  #*-*$' "$work/out"
exits 0 env LC_ALL=C.UTF-8 "$LAYERWARD" scan -q --no-db "$layer"
check "UTF-8 gave ASCII" grep -q '▰' "$work/out"

# A path of 60 kB is shortened.
python3 - "$work/long.zip" <<'PY'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.writestr("a/" * 30000 + "id_rsa", "x")
    z.writestr("b/b", "x")
PY
lw scan -q --no-db -v "$work/long.zip" >"$work/out" 2>"$work/err"
check "a long path is printed whole" test "$(wc -L <"$work/out")" -lt 1200

# A list of licences that can deny nothing would be a gate that is open.
denies() { # VALUE WORDS: it is refused, and WORDS are said of it
    exits 2 lw scan --no-db --deny-license "$1" "$layer"
    says "$2"
}
denies "" "needs a licence"
denies " " "needs a licence"
denies AGPL "did you mean AGPL-3.0-only? AGPL\* matches every version$"
denies GPLv3 "did you mean GPL-3.0-only? GPL-3\* matches"
denies "Apache 2.0" "did you mean Apache-2.0?$"
denies BSD "did you mean BSD"
denies BSD3 "did you mean BSD-3-Clause?"
denies AGPL-3.0-olny "did you mean AGPL-3.0-only?$"
denies FOOBAR "takes one SPDX licence id"
denies "MIT OR ISC" "takes one SPDX licence id"
denies LicenseRef- "takes one SPDX licence id"
denies "FOO*" "matches no SPDX licence id"
denies "MIT WITH nothing" "takes one SPDX licence id"
for value in agpl-3.0-only GPL-2.0+ GPL-3.0 "AGPL*" "*gpl*" LicenseRef-ours UNLICENSED \
    Classpath-exception-2.0 "GPL-2.0-only WITH Classpath-exception-2.0"; do
    exits 0 lw scan --no-db --deny-license "$value" "$layer"
done
exits 1 lw scan --no-db --fail-on high --deny-license "*it" --deny-license ISC "$layer"
check "a pattern denies nothing" grep -q 'HIGH  *license-denied' "$work/out"

# A gate without advisories is shut, unless they are not asked for.
exits 3 lw scan -q --fail-on critical "$layer"
says "fail-on needs advisories"
exits 0 lw scan -q --no-db --fail-on critical "$layer"
exits 1 lw scan -q --no-db --fail-on high "$layer"
exits 3 lw scan "$work/missing.zip"
says "missing.zip: cannot open"
printf 'not a zip at all' >"$work/text.zip"
exits 3 lw scan "$work/text.zip"
says "text.zip: "
head -c 1000 "$layer" >"$work/cut.zip"
exits 3 lw scan "$work/cut.zip"
exits 3 lw scan --max-unpacked 10k "$layer"
exits 0 lw scan --max-unpacked 10k --allow-incomplete "$layer"
exits 3 lw digest "$work/text.zip"

# What a build puts beside zips does not make them the content of one layer; the choice is said.
mkdir -p "$work/built" "$work/mixed/python"
cp "$layer" "$work/built/a.zip" && cp "$layer" "$work/built/b.zip" && cp "$layer" "$work/mixed/a.zip"
echo sums >"$work/built/SHA256SUMS"
exits 1 lw scan --no-db -f json --fail-on high "$work/built"
says "2 zips are scanned, and 1 other files beside them are not"
check "the zips were not scanned" test "$(grep -c code_sha256 "$work/out")" = 2
exits 0 lw scan --no-db "$work/mixed"
says "mixed: is scanned as one layer"
exits 0 lw scan -q --no-db "$work/mixed"
check "--quiet was not quiet of folders" test ! -s "$work/err"
set -o pipefail
lw scan -q --no-db -f json "$layer" "$layer" "$layer" "$layer" 2>"$work/err" | head -c 10 >/dev/null
set +o pipefail
check "a closed pipe was complained of" test ! -s "$work/err"

# A list that no platform would start is not printed whole.
mkdir -p "$work/many/extensions"
for i in $(seq 1 60); do printf '#!/bin/sh\n' >"$work/many/extensions/e$i"; done
exits 0 lw scan --no-db "$work/many"
listed=$(tr -s ' \n' ' ' <"$work/out")
check "no limit on what is listed" grep -q "and 40 more (--verbose lists them)" <<<"$listed"
exits 0 lw scan --no-db --verbose "$work/many"
check "--verbose does not list all" test "$(grep -c 'and 40 more' "$work/out")" = 0

# What is accepted and is about nothing is said: a misspelt id would accept nothing in silence.
cat >"$work/accepted.yaml" <<'EOT'
ignore:
  - {id: leftover-secret-file, reason: known, permanent: true}
  - {id: leftover-vcs, reason: there is none, permanent: true}
  - {id: leftover-secret-file, path: "python/**", reason: elsewhere, permanent: true}
  - {id: leftover-secret-file, reason: over, expires: 2020-01-01}
  - {id: CVE-2023-43804, reason: not looked for, permanent: true}
EOT
printf '{"bomFormat":"CycloneDX","vulnerabilities":[{"id":"X-1","analysis":{"state":"resolved"}}]}' \
    >"$work/other.vex.json"
exits 0 lw scan --no-db --ignore "$work/accepted.yaml" --vex "$work/other.vex.json" "$layer"
says "accepted.yaml, line 3: nothing here is leftover-vcs"
says "accepted.yaml, line 4: nothing here is leftover-secret-file with that package or path"
check "more was said to be about nothing" test "$(grep -c 'nothing here' "$work/err")" = 2
exits 0 lw scan -q --no-db --ignore "$work/accepted.yaml" "$layer"
check "--quiet was not quiet" test ! -s "$work/err"
lw db import -q --db "$work/some.lwdb" "$root/examples/advisories-osv.zip" || bad "no index"
exits 0 lw scan --db "$work/some.lwdb" --ignore "$work/accepted.yaml" --vex "$work/other.vex.json" "$layer"
says "other.vex.json: nothing here is what its statements are about (1)"
check "a used entry was said" test "$(grep -c 'nothing here' "$work/err")" = 3

# What is wrong with a package in two places is told once, with both.
lw scan -q --db "$work/some.lwdb" --function "$layer" "$layer" >"$work/out"
sed -n '/ with 1 layer$/,$p' "$work/out" >"$work/whole"
check "a fault of two places is told twice" \
    test -z "$(grep -E '^  [A-Z]+ +(CVE|GHSA)-' "$work/whole" | sort | uniq -d)"
check "its second place is not told" grep -q '^      in /var/task/' "$work/whole"

# The same bytes of output for any number of threads, and for what was kept.
for format in table json cyclonedx spdx sarif html; do
    lw scan --no-cache -j1 -f $format "$layer" >"$work/one.$format" || bad "$format failed"
    lw scan --no-cache -j5 -f $format "$layer" >"$work/five.$format"
    lw scan -f $format "$layer" >"$work/kept.$format"
    check "$format differs with threads" cmp "$work/one.$format" "$work/five.$format"
    check "$format differs when kept" cmp "$work/one.$format" "$work/kept.$format"
done
check "nothing was kept" test -n "$(find "$work/cache" -type f)"
rm -rf "$work/cache"
lw scan --no-cache "$layer" >/dev/null
check "--no-cache kept something" test ! -e "$work/cache"

# A kept result that was damaged is made anew.
lw scan "$layer" >/dev/null
find "$work/cache" -type f -exec sh -c 'printf x >>"$1"' _ {} \;
lw scan -f json "$layer" >"$work/again.json"
check "a damaged kept result was used" cmp "$work/one.json" "$work/again.json"

# --output appears whole or not at all.
exits 0 lw scan -f json -o "$work/report.json" "$layer"
check "--output differs from stdout" cmp "$work/one.json" "$work/report.json"
exits 3 lw scan -f json -o "$work/none.json" "$work/text.zip"
check "a failed scan left a report" test ! -e "$work/none.json"
check "temporary files were left" test -z "$(find "$work" -maxdepth 1 -name '*.json.*')"
lw scan -f json -o "$work/closed.json" "$layer" 2>&- >&-
check "with stderr closed, the report holds what was meant for it" cmp "$work/one.json" "$work/closed.json"
lw scan - <&- >/dev/null 2>"$work/err"
says "standard input: cannot read"
lw scan --no-db "$layer" >&- 2>"$work/err"
check "with stdout closed it gave exit $?" test $? = 3
lw scan --no-db -o - -f json "$layer" >/dev/full 2>"$work/err"
check "with a full disk it gave exit $?" test $? = 3
for words in "--help" "help scan" "help db" "scan --help" "--version"; do
    # shellcheck disable=SC2086
    lw $words >/dev/full 2>"$work/err"
    check "$words with a full disk gave exit $?" test $? = 3
    says "standard output could not be written"
done

# A report that cannot be written ends the run at the first input, and says which file it was.
exits 3 lw scan --no-db -q -f json -o /dev/full "$layer" "$layer" "$layer"
says "/dev/full: the report could not be written: No space left"
check "a full disk is said more than once" test "$(wc -l <"$work/err")" = 1
check "-o replaced a device" test -c /dev/full
lw scan --no-db -q -f json -o /dev/stdout "$layer" >"$work/to-stdout.json"
check "-o /dev/stdout differs" cmp "$work/one.json" "$work/to-stdout.json"
mkfifo "$work/fifo"
cat "$work/fifo" >"$work/from-fifo" &
lw scan --no-db -q -f json -o "$work/fifo" "$layer"
wait $!
check "-o into a pipe differs" cmp "$work/one.json" "$work/from-fifo"
exits 3 lw scan --no-db -o "$work" "$layer"
says "$work: cannot be written: it is a folder; name a file in it"
exits 3 lw scan -o "$work/no/such/folder/x" "$layer"
says "there is no such folder"
exits 2 lw scan --no-db -f html "$layer" "$layer"
says "html holds one layer, and 2 were named"
exits 2 lw scan --no-db -f html --function "$layer" "$layer"
says "html holds one scan, and --function reports each layer"

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
check "damaged content has a content digest" test "$(scanned "$work/damaged.zip")" = None

lw scan --no-cache -f json "$work/unpacked" >"$work/folder.json"
python3 - "$work/one.json" "$work/folder.json" <<'PY' || bad "a folder gives other facts than its zip"
import json, sys
a, b = (json.load(open(f)) for f in sys.argv[1:])
for key in ("packages", "findings", "facts"):
    assert a[key] == b[key], key
PY

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
sleep 0.15
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

echo "$passed passed, $failed failed"
[ $failed = 0 ]
