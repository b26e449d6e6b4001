#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `layerward scan` from outside: exit codes, options, what is said and written.
# shellcheck source=../support/cli.sh
. "$LAYERWARD_SOURCE_ROOT/tests/support/cli.sh"

# Exit codes.
exits 0 lw scan "$layer"
exits 2 lw scan
exits 2 lw scan --format nonsense "$layer"
exits 2 lw scan --no-such-option "$layer"
exits 2 lw scan --jobs many "$layer"
exits 2 lw scan --runtime pyhton3.12 "$layer"
says "layerward list runtimes"
exits 0 lw scan --runtime python3.12 "$layer"

# One call writes one report; an ARN is fetched with somebody's rights (tests/aws has the rest).
exits 2 lw scan --no-db -f json -f sarif "$layer"
says "one report, and --format is given twice"
exits 2 lw scan --no-db -o "$work/a" -o "$work/b" "$layer"
says "one report, and --output is given twice"
check "a refused -o left a file" test ! -e "$work/b"
exits 2 lw scan --profile no-such-profile arn:aws:lambda:eu-west-1:123456789012:layer:tools:3
says "there is no AWS profile no-such-profile"

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
exits 3 lw scan -q --no-db --max-entries 10 "$layer"
prints 'it has more than 10 entries (--max-entries): the others were not looked at'
check "entries over the limit are called hidden" test "$(grep -c archive-ambiguous "$work/out")" = 0
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
mkdir "$work/f" && echo x >"$work/f/index.js"
exits 2 lw scan --no-db -f html --function "$layer" "$layer"
says "html holds one scan, and --function reports each layer"
says "use json, jsonl, markdown, sarif or table, or for what they come to alone cyclonedx or spdx"
for format in cyclonedx spdx; do
    exits 0 lw scan -q --no-db -f $format --function "$work/f" "$layer"
    check "$format of the whole is no JSON" python3 -m json.tool "$work/out"
    prints '"name": "f with 1 layer"'
done

# A package whose code a later layer replaces is hidden, whatever stays of its metadata.
for v in 1.26.12 2.0.7; do
    mkdir -p "$work/of-$v/python/urllib3" "$work/of-$v/python/urllib3-$v.dist-info"
    echo "__version__ = \"$v\"" >"$work/of-$v/python/urllib3/__init__.py"
    printf 'Metadata-Version: 2.1\nName: urllib3\nVersion: %s\n' $v >"$work/of-$v/python/urllib3-$v.dist-info/METADATA"
    printf 'urllib3/__init__.py,,\nurllib3-%s.dist-info/METADATA,,\n' $v >"$work/of-$v/python/urllib3-$v.dist-info/RECORD"
done
mkdir "$work/only-code" && echo 'import urllib3' >"$work/only-code/index.py"
exits 0 lw scan -q --no-db --function "$work/only-code" "$work/of-1.26.12" "$work/of-2.0.7"
prints 'Hidden, not counted: urllib3 1.26.12 of of-1.26.12'
prints '^1 package (1 more hidden by other layers)'
exits 0 lw scan -q --no-db --function "$work/only-code" "$work/of-1.26.12" "$work/of-1.26.12" "$work/of-2.0.7"
prints 'Hidden, not counted: urllib3 1.26.12 of of-1.26.12 and of-1.26.12'
prints '^1 package (1 more hidden by other layers)'
mkdir -p "$work/of-1.26.12/python/urllib3/contrib"
echo 'x = 1' >"$work/of-1.26.12/python/urllib3/contrib/own.py"
echo 'urllib3/contrib/own.py,,' >>"$work/of-1.26.12/python/urllib3-1.26.12.dist-info/RECORD"
exits 0 lw scan -q --no-db --function "$work/only-code" "$work/of-1.26.12" "$work/of-2.0.7"
prints '^2 packages (1 of them in part), '
prints "In part, some of their files are another layer's: urllib3 1.26.12 of of-1.26.12"

# Of many that are hidden some are named, and the rest is counted.
for i in 1 2 3 4 5 6 7 8 9 10; do
    for v in 1 2; do
        mkdir -p "$work/many-$v/nodejs/node_modules/p$i"
        echo "{\"name\": \"p$i\", \"version\": \"$v.0.0\"}" >"$work/many-$v/nodejs/node_modules/p$i/package.json"
    done
done
exits 0 lw scan -q --no-db --function "$work/only-code" "$work/many-1" "$work/many-2"
check "what is hidden is not counted" grep -q 'and 2 more (--verbose lists them)' <<<"$(tr -s '\n ' ' ' <"$work/out")"
prints '^10 packages (10 more hidden by other layers)'
exits 0 lw scan -q --no-db --verbose --function "$work/only-code" "$work/many-1" "$work/many-2"
check "--verbose folds what is hidden" grep -q 'p9 1.0.0 of many-1' <<<"$(tr -s '\n ' ' ' <"$work/out")"


# What code does is told where it is asked for, the same from what was kept, and with no package list alone.
mkdir -p "$work/does"
printf 'import subprocess\nsubprocess.run(["true"])\n' >"$work/does/a.py"
exits 0 lw scan -q --no-db --behavior "$work/does"
check "a program that is started is not told" grep -q "starts programs  *at load  *1  *a.py" "$work/out"
exits 0 lw scan -q --no-db -f json --behavior "$work/does"
cp "$work/out" "$work/first"
exits 0 lw scan -q --no-db -f json --behavior "$work/does"
check "the same folder gives another report" cmp -s "$work/first" "$work/out"
(cd "$work/does" && zip -qX ../does.zip a.py)
rm -rf "$work/cache"
for format in table json sarif html; do
    lw scan -q --no-db --no-cache -f $format --behavior "$work/does.zip" >"$work/new.$format"
    lw scan -q --no-db -f $format --behavior "$work/does.zip" >"$work/out"
    check "$format: what is kept gives another report" cmp "$work/new.$format" "$work/out"
done
check "what code does was not kept" test "$(find "$work/cache" -type f | wc -l)" = 1
mkdir -p "$work/over"
printf 'import socket\nsocket.create_connection(("a", 1))\n' >"$work/over/a.py"
lw scan -q --no-db --behavior --function "$work/only-code" "$work/does" "$work/over" |
    sed -n '/ with 2 layers$/,$p' >"$work/whole"
check "the whole does not do what its layers do" grep -q '/opt/a.py' "$work/whole"
check "the whole does what another layer hides" test "$(grep -c 'starts programs' "$work/whole")" = 0
check "the report does not say its scope" grep -q '"scope": "behavior"' "$work/first"
exits 0 lw scan -q --no-db "$work/does"
check "a plain scan tells what code does" test "$(grep -c "WHAT CODE" "$work/out")" = 0
exits 2 lw scan --packages-only --behavior "$work/does"
check "all was read" test "$(grep -c 'Not read' "$work/first")" = 0
mkdir -p "$work/unread"
cp "$root/tests/fuzz/seeds/elf/interposes" "$work/unread/a.so"
echo '<?php echo 1;' | tee "$work/unread/a.php" >"$work/unread/b.php"
exits 0 lw scan -q --no-db --behavior "$work/unread"
prints 'Not read: 2 files of PHP. Of native code (1 file) only what it imports is seen.'
exits 0 lw scan -q --no-db -f json --behavior "$work/unread"
prints '"language": "PHP"'

# What is read is not written over, by whatever name.
cp "$layer" "$work/over.zip" && ln -s over.zip "$work/over-link.zip"
exits 2 lw scan -q --no-db -o "$work/over-link.zip" "$work/over.zip"
says 'would overwrite what an operand names'
check "the layer was written over" cmp -s "$layer" "$work/over.zip"

finish
