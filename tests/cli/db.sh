#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `layerward db` and `layerward version check` from outside: one question, many, and bad lines.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_DATA_HOME=$work SOURCE_DATE_EPOCH=1700000000 LAYERWARD_DB=$work/index.lwdb
failed=0 passed=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "not ok: $*"; }
# CODE STDOUT STDERR COMMAND...: exactly this output, and a diagnostic that holds STDERR.
gives() {
    local code=$1 out=$2 err=$3 got
    shift 3
    "$LAYERWARD" "$@" >"$work/out" 2>"$work/err"
    got=$?
    if [ $got != "$code" ]; then bad "exit $got, not $code: $*"; cat "$work/err"
    elif [ "$(cat "$work/out")" != "$out" ]; then bad "output of: $*"; cat "$work/out"
    elif ! grep -qF -- "$err" "$work/err" && [ -n "$err" ]; then bad "stderr of: $*"; cat "$work/err"
    else ok; fi
}

# shellcheck disable=SC2016
how='`layerward db update` fetches them, `layerward db import` reads files'
gives 3 "" "there are no advisories at $work/index.lwdb: $how" db query pkg:pypi/demo@1.0
gives 3 "" "there are no advisories at $work/index.lwdb: $how" db info
gives 3 "" "there are no advisories at $work/none.lwdb: $how" db info --db "$work/none.lwdb"
gives 3 "" "there are no advisories at $work/none.lwdb: $how" scan --db "$work/none.lwdb" "$work"
mkdir "$work/layer" && echo text >"$work/layer/file"
gives 3 "" "LAYERWARD_DB: there are no advisories at $work/index.lwdb: $how" scan "$work/layer"
gives 3 "" "LAYERWARD_DB: there are no advisories at $work/index.lwdb: $how" diff "$work/layer" "$work/layer"
gives 3 "" 'db import FILE...` makes the index of it' \
    db update --no-kev --no-epss --ecosystem PyPI --osv-base "file://$work/mirror"
cat >"$work/DEMO-1.json" <<'JSON'
{"id": "DEMO-1", "modified": "2024-01-01T00:00:00Z", "aliases": ["CVE-2024-1"],
 "affected": [{"package": {"ecosystem": "PyPI", "name": "demo"},
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2"}]}]}]}
JSON
"$LAYERWARD" db import -q "$work/DEMO-1.json" >/dev/null 2>&1 || bad "import"

# One advisory of one's own, however new, does not make the others young.
aged=(env -u SOURCE_DATE_EPOCH "$LAYERWARD")
"${aged[@]}" db import -q --db "$work/aged.lwdb" "$LAYERWARD_SOURCE_ROOT/examples/advisories-osv.zip" >/dev/null
before=$("${aged[@]}" db info --db "$work/aged.lwdb" | grep -o 'newest advisory .*')
sed "s/2024-01-01/2099-01-01/" "$work/DEMO-1.json" >"$work/young.json"
"${aged[@]}" db import -q --add --db "$work/aged.lwdb" "$work/young.json" >/dev/null
sed "s/2024-01-01/$(date -u +%F)/;s/DEMO-1/DEMO-9/" "$work/DEMO-1.json" >"$work/young.json"
"${aged[@]}" db import -q --add --db "$work/aged.lwdb" "$work/young.json" >/dev/null
after=$("${aged[@]}" db info --db "$work/aged.lwdb" | grep -o 'newest advisory .*')
if [ -n "$before" ] && [ "$before" = "$after" ]; then ok; else bad "was $before, is $after"; fi
gives 0 "DEMO-1 (CVE-2024-1)" "" db query pkg:pypi/demo@1.0
gives 0 "" "no advisory affects pkg:pypi/demo@2; the index has 1 for other versions" db query pkg:pypi/demo@2
gives 0 "" "the index knows no Python package of that name" db query pkg:pypi/none@2
gives 2 "" '"demo" is not a package URL' db query demo
gives 2 "" '"pkg:pypi/%00@1" is not a package URL' db query pkg:pypi/%00@1

# Without a version nothing can be matched; silence would say that nothing is known.
gives 2 "" "pkg:pypi/demo: names no version that can be compared, so nothing is matched; the index has 1 advisory" \
    db query pkg:pypi/demo
gives 2 "pkg:pypi/demo@1: DEMO-1 (CVE-2024-1)" "the index has 0 advisories for the package" \
    db query pkg:pypi/other 'pkg:pypi/demo@1'
gives 2 '{"purl":"pkg:pypi/demo@%28devel%29","ids":[],"aliases":[],"looked_up":false}' "names no version" \
    db query --format json pkg:pypi/demo@%28devel%29

# A line that is no purl is named, and does not take the others' answers away.
one='{"purl":"pkg:pypi/demo@1","ids":["DEMO-1"],"aliases":["CVE-2024-1"],"looked_up":true}'
none='{"purl":"pkg:pypi/demo@3","ids":[],"aliases":[],"looked_up":true}'
printf 'pkg:pypi/demo@1\r\n\nnonsense\npkg:pypi/demo@3\n' >"$work/purls"
gives 2 "$one
$none" 'line 3: "nonsense" is not' db query --format json - <"$work/purls"
gives 2 "pkg:pypi/demo@1: DEMO-1 (CVE-2024-1)" "line 3" db query - <"$work/purls"
gives 0 "pkg:pypi/demo@1: DEMO-1 (CVE-2024-1)" "" db query pkg:pypi/demo@1 pkg:pypi/demo@3

# Of what the index holds nothing of, silence would say that nothing is known.
# shellcheck disable=SC2016
gives 3 "" 'pkg:npm/x@1: was not looked up: the index holds no advisories for Node.js; `layerward db update`' \
    db query pkg:npm/x@1
gives 3 '{"purl":"pkg:npm/x@1","ids":[],"aliases":[],"looked_up":false}' "was not looked up" \
    db query -f json pkg:npm/x@1
gives 3 "" "OSV has no advisories for Conda packages" db query pkg:conda/x@1
gives 3 "pkg:pypi/demo@1: DEMO-1 (CVE-2024-1)" "pkg:npm/x: was not looked up" \
    db query pkg:npm/x pkg:pypi/demo pkg:pypi/demo@1
sed 's/PyPI/Debian:11/; s/DEMO-1/DSA-1/' "$work/DEMO-1.json" >"$work/DSA-1.json"
gives 0 "" "" db import -q --db "$work/debian.lwdb" "$work/DSA-1.json"
gives 0 "DSA-1 (CVE-2024-1)" "" db query --db "$work/debian.lwdb" 'pkg:deb/debian/demo@1?distro=debian-11'
gives 3 "" "for Debian, or not of its release" \
    db query --db "$work/debian.lwdb" 'pkg:deb/debian/demo@1?distro=debian-12'
gives 0 "DSA-1 (CVE-2024-1)" "" db query --db "$work/debian.lwdb" pkg:deb/debian/demo@1

# Ecosystems by names that OSV does not have.
all="it is one of PyPI, npm, Go, Maven, RubyGems, NuGet, crates.io, Packagist, Debian"
gives 2 "" '"Foo" is not an ecosystem that is read; '"$all" db update --ecosystem Foo
if grep -q "did you mean" "$work/err"; then bad "Foo is near to nothing"; else ok; fi
for pair in pypi:PyPI PyPy:PyPI Mavne:Maven python:PyPI cargo:crates.io golang:Go nodejs:npm Debain:Debian; do
    gives 2 "" "did you mean ${pair#*:}? $all" db update --ecosystem "${pair%:*}"
done
gives 3 "" "Debian:12/all.zip" db update --no-kev --no-epss --ecosystem Debian:12 --osv-base "file://$work/mirror"

# An old index is told to be old. DEMO-1 is of 2024-01-01.
age() { # DAYS ARGUMENT...: a scan so many days after
    local days=$1
    shift
    SOURCE_DATE_EPOCH=$((1704067200 + days * 86400)) "$LAYERWARD" scan --db "$LAYERWARD_DB" -o "$work/r" "$@" \
        "$work/aged" >"$work/out" 2>"$work/err"
}
old() { grep -q "the advisory index is $1 days old: run .layerward db update" "$work/err"; }
mkdir -p "$work/aged"
echo x >"$work/aged/x"
age 14 || bad "14 days"
if old 14 || grep -q "days old" "$work/r"; then bad "14 days are not old"; else ok; fi
age 15 || bad "15 days"
if old 15 && grep -q "15 days old: run" "$work/r"; then ok; else bad "15 days are old"; fi
for format in html markdown; do
    age 15 -f $format || bad "$format"
    if grep -q "15 days old: run" "$work/r"; then ok; else bad "age in $format"; fi
done
age 15 -f json || bad json
if grep -q '"old": true' "$work/r"; then ok; else bad "age in JSON"; fi
mkdir "$work/younger" && echo y >"$work/younger/x"
for format in table html markdown; do
    SOURCE_DATE_EPOCH=$((1704067200 + 15 * 86400)) "$LAYERWARD" diff --db "$LAYERWARD_DB" -f $format -o "$work/r" \
        "$work/aged" "$work/younger" 2>"$work/err" || bad "diff -f $format"
    if old 15 && grep -q "15 days old: run" "$work/r"; then ok; else bad "age in a diff, $format"; fi
done
age 15 -q --fail-on critical || bad "the usual age shuts no gate"
if [ -s "$work/err" ]; then bad "-q and an old index"; else ok; fi
age 900 --max-db-age 0 || bad "any age"
if old 900; then bad "--max-db-age 0"; else ok; fi
age 8 --max-db-age 7 || bad "without a gate"
if old 8; then ok; else bad "--max-db-age 7"; fi
age 8 -q --max-db-age 7 --fail-on critical
if [ $? = 3 ] && old 8; then ok; else bad "a gate and an old index"; fi
age 8 -q --max-db-age 7 --fail-on critical --allow-incomplete || bad "--allow-incomplete and an old index"
age 7 -q --max-db-age 7 --fail-on critical || bad "--max-db-age 7 after 7 days"
age 0 --max-db-age week 2>/dev/null
if grep -q -- "--max-db-age cannot be" "$work/err"; then ok; else bad "--max-db-age week"; fi

# A damaged index is an error, not an index that knows nothing.
mkdir -p "$work/damaged/python/demo-1.dist-info"
size=$(wc -c <"$LAYERWARD_DB")
printf 'Name: demo\nVersion: 1\n' >"$work/damaged/python/demo-1.dist-info/METADATA"
for cut in 0 8 100 255 256 300 $((size - 1)); do
    head -c "$cut" "$LAYERWARD_DB" >"$work/damaged.lwdb"
    gives 3 "" "$work/damaged.lwdb: " scan --db "$work/damaged.lwdb" "$work/damaged"
done
for at in 0 8 16 24 32 40 56 64 72 80 88 100 150 190 224 255; do
    cp "$LAYERWARD_DB" "$work/damaged.lwdb"
    printf '\377' | dd of="$work/damaged.lwdb" bs=1 seek="$at" conv=notrunc status=none
    gives 3 "" "$work/damaged.lwdb: " scan --db "$work/damaged.lwdb" "$work/damaged"
done
head -c $((size - 20)) "$LAYERWARD_DB" >"$work/damaged.lwdb"
head -c 20 /dev/zero >>"$work/damaged.lwdb"
gives 3 "" "$work/damaged.lwdb: advisory index is damaged" scan --db "$work/damaged.lwdb" "$work/damaged"

# DEMO-1 tells no severity: no gate but "unknown" sees it, which is said.
mkdir -p "$work/layer/python/demo-1.dist-info"
printf 'Name: demo\nVersion: 1\nLicense: MIT\n' >"$work/layer/python/demo-1.dist-info/METADATA"
gives 0 "" "leaves out 1 whose severity is not known" scan --fail-on low -o "$work/r" "$work/layer"
gives 1 "" "" scan --fail-on unknown -o "$work/r" "$work/layer"

# A gate for what is known to be exploited needs CISA's catalogue, and falls over nothing else.
gives 3 "" "needs CISA's catalogue, of which $LAYERWARD_DB holds nothing" \
    scan --fail-on kev -o "$work/r" "$work/layer"
echo '{"catalogVersion": "1", "vulnerabilities": [{"cveID": "CVE-2024-1", "dateAdded": "2024-01-01"}]}' >"$work/kev.json"
echo '{"catalogVersion": "1", "vulnerabilities": [{"cveID": "CVE-2024-2", "dateAdded": "2024-01-01"}]}' >"$work/kev2.json"
gives 0 "" "" db import -q --db "$work/with.lwdb" "$work/DEMO-1.json" "$work/kev.json"
gives 0 "" "" db import -q --db "$work/without.lwdb" "$work/DEMO-1.json" "$work/kev2.json"
for gate in kev critical,kev kev,critical; do
    gives 1 "" "" scan --fail-on $gate --db "$work/with.lwdb" -o "$work/r" "$work/layer"
    gives 0 "" "" scan --fail-on $gate --db "$work/without.lwdb" -o "$work/r" "$work/layer"
done
gives 1 "" "" scan --fail-on kev --fail-on critical --db "$work/with.lwdb" -o "$work/r" "$work/layer"
gives 1 "" "" scan --fail-on critical,unknown --db "$work/without.lwdb" -o "$work/r" "$work/layer"
gives 0 "" "" scan -q --fail-on kev --db "$work/without.lwdb" -o "$work/r" "$work/layer"
for gate in '' ',' kevin 'critical,,' 'kev high'; do
    gives 2 "" "--fail-on " scan --fail-on "$gate" --db "$work/with.lwdb" "$work/layer"
done
gives 2 "" "that --no-db goes without" scan --fail-on kev --no-db "$work/layer"
gives 0 "" "" scan -f json --db "$work/with.lwdb" -o "$work/r" "$work/layer"
if grep -q '"title": "Known exploited: ' "$work/r" && grep -q '"kev": true' "$work/r"; then ok; else bad "mark of KEV"; fi
gives 0 "" "" scan --db "$work/with.lwdb" -o "$work/r" "$work/layer"
if grep -q "1 vulnerability (1 unknown; 1 known to be exploited)" "$work/r"; then ok; else bad "count of KEV"; fi

# An index without an ecosystem looks none of its packages up: a gate is shut, and it is said.
mkdir -p "$work/other/nodejs/node_modules/x"
echo '{"name": "x", "version": "1.0.0", "license": "MIT"}' >"$work/other/nodejs/node_modules/x/package.json"
gives 0 "" "" db import -q --db "$work/kev.lwdb" "$work/kev.json"
# shellcheck disable=SC2016
holds_none='the index holds no advisories for Node.js: 1 package was not looked up; `layerward db update`'
gives 3 "" "$holds_none" scan -q --fail-on critical -o "$work/r" "$work/other"
gives 0 "" "$holds_none" scan -o "$work/r" "$work/other"
gives 0 "" "" scan -q --fail-on critical --allow-incomplete -o "$work/r" "$work/other"
if grep -q "0 vulnerabilities, .*; not looked up: Node.js 1" "$work/r"; then ok; else bad "summary of what was not looked up"; fi
gives 0 "" "" scan -q --fail-on critical -o "$work/r" "$work/layer"
if grep -q "not looked up" "$work/r"; then bad "a layer whose ecosystem is in the index"; else ok; fi
gives 0 "" "" scan -q --no-db --fail-on critical -o "$work/r" "$work/other"
gives 3 "" "Python, Node.js: 2 packages" scan -q --db "$work/kev.lwdb" --fail-on critical --function "$work/other" \
    -o "$work/r" "$work/layer"
gives 3 "" "Python, Node.js: 2 packages" scan -q --db "$work/kev.lwdb" --fail-on critical -o "$work/r" \
    "$work/other" "$work/layer"

# What a new index holds no more is named.
sed 's/PyPI/npm/; s/DEMO-1/DEMO-2/' "$work/DEMO-1.json" >"$work/DEMO-2.json"
cp "$LAYERWARD_DB" "$work/two.lwdb"
gives 0 "" "" db import -q --add --db "$work/two.lwdb" "$work/DEMO-2.json"
if [ -s "$work/err" ]; then bad "--add takes nothing away"; else ok; fi
gives 0 "" "" scan -q --db "$work/two.lwdb" --fail-on critical -o "$work/r" "$work/other"
# shellcheck disable=SC2016
gives 0 "" 'the index that was replaced also held PyPI, and this one does not: `layerward db update`' \
    db import -q --db "$work/two.lwdb" "$work/DEMO-2.json"
gives 0 "" "" db import -q --db "$work/two.lwdb" "$work/DEMO-2.json"
if [ -s "$work/err" ]; then bad "the same again takes nothing away"; else ok; fi

printf '1 < 2\nnonsense\n1 = 1.0\n' >"$work/pairs"
gives 3 "2 right, 0 wrong" "pairs: line 2 is not" version check PyPI "$work/pairs"
printf '1 < 2\n2 < 1\n' >"$work/pairs"
gives 1 "2: 2 < 1, but the order here is >
1 right, 1 wrong" "" version check npm "$work/pairs"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
