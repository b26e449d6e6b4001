#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# attest sign, verify, source and rebuild as a person calls them: output and exit codes.
set -u
lw=${LAYERWARD:?}
keys=${LAYERWARD_SOURCE_ROOT:?}/tests/unit/data/attest
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
export NO_COLOR=1 GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
unset LAYERWARD_PASSPHRASE

expect() { # CODE WORDS COMMAND...: exit code, and words in what it prints
    local code=$1 words=$2 got
    shift 2
    "$@" >out 2>&1
    got=$?
    if [ $got != "$code" ] || { [ "$words" ] && ! grep -qF -- "$words" out; }; then
        echo "FAIL: $* : $got in place of $code, or no \"$words\" in:"
        sed 's/^/    /' out
        failed=1
    fi
}

mkdir -p layer/python layer/bin
echo 'print("layer")' >layer/python/app.py
printf '#!/bin/sh\nexit 0\n' >layer/bin/run
chmod 755 layer/bin/run
seq 1000 >layer/python/numbers.txt
(cd layer && zip -qrX ../layer.zip .)
slsa=(--builder https://ci.example.com/runner --repository https://example.com/team/layer
    --commit 9fceb02d0ae598e95dc970b74767f19372d61af8 --ref refs/tags/v1 --parameter a=b)

# Signing, and what it refuses.
expect 0 '' "$lw" attest sign -k "$keys/ed25519.key" "${slsa[@]}" -o layer.zip.intoto.jsonl layer.zip
expect 0 'https://in-toto.io/Statement/v1' "$lw" attest sign --statement "${slsa[@]}" layer.zip
expect 2 'only one of' "$lw" attest sign -k "$keys/ed25519.key" "${slsa[@]}" --sbom layer layer.zip
expect 2 'one of --key' "$lw" attest sign "${slsa[@]}" layer.zip
expect 2 '--builder URI is missing' "$lw" attest sign -k "$keys/ed25519.key" layer.zip
expect 2 '--commit cannot be' "$lw" attest sign -k "$keys/ed25519.key" --builder a:b --repository a:b --commit HEAD layer.zip
expect 3 'no passphrase was given' "$lw" attest sign -k "$keys/p256-encrypted.key" "${slsa[@]}" layer.zip
expect 3 'does not open the key' env LAYERWARD_PASSPHRASE=wrong "$lw" attest sign -k "$keys/p256-encrypted.key" "${slsa[@]}" layer.zip
expect 0 'payloadType' env PASS=correct-horse "$lw" attest sign -k "$keys/p256-encrypted.key" --passphrase-env PASS "${slsa[@]}" layer.zip
echo correct-horse >pass
expect 0 'payloadType' "$lw" attest sign -k "$keys/p256-encrypted.key" --passphrase-file pass "${slsa[@]}" layer.zip
expect 3 'nothing.zip' "$lw" attest sign -k "$keys/ed25519.key" "${slsa[@]}" nothing.zip
expect 3 'holds no private key' "$lw" attest sign -k "$keys/ed25519.pub" "${slsa[@]}" layer.zip
echo '{"bomFormat":"SPDX"}' >no.json
expect 3 'no CycloneDX document' "$lw" attest sign -k "$keys/ed25519.key" --sbom no.json layer.zip
expect 0 'payloadType' "$lw" attest sign -k "$keys/ed25519.key" --sbom layer layer
[ -e layer.zip.intoto.jsonl ] || failed=1

cp "$keys/ed25519.key" own.key
expect 2 'would overwrite what --key names' "$lw" attest sign -k own.key "${slsa[@]}" -o own.key layer.zip
cmp -s "$keys/ed25519.key" own.key || failed=1

# A second signature, in place as well, and a statement about other bytes.
expect 0 '' "$lw" attest sign -k "$keys/signer.key" --add-to layer.zip.intoto.jsonl -o two.jsonl layer.zip
cp layer.zip.intoto.jsonl place.jsonl
expect 0 '' "$lw" attest sign -k "$keys/signer.key" --add-to place.jsonl -o place.jsonl layer.zip
expect 2 'signed the envelope already' "$lw" attest sign -k "$keys/signer.key" --add-to two.jsonl layer.zip
echo other >other
(zip -qX other.zip other)
expect 3 'about other bytes than other.zip' "$lw" attest sign -k "$keys/signer.key" --add-to two.jsonl other.zip

# A command that signs.
cat >sign <<'SH'
#!/bin/sh
cat >message
"$LAYERWARD_TEST_NODE" -e 'const { sign, createPrivateKey } = require("crypto"), { readFileSync } = require("fs");
process.stdout.write(sign(null, readFileSync("message"), createPrivateKey(readFileSync(process.argv[1]))).toString("base64") + "\n")' "$1"
SH
chmod +x sign
LAYERWARD_TEST_NODE=$(command -v node || true)
export LAYERWARD_TEST_NODE
if [ -n "$LAYERWARD_TEST_NODE" ]; then
    expect 0 '' "$lw" attest sign --signer-command "./sign $keys/ed25519.key" --public-key "$keys/ed25519.pub" "${slsa[@]}" -o by-command.jsonl layer.zip
    expect 0 'verified: 1 of 1' "$lw" attest verify -k "$keys/ed25519.pub" layer.zip by-command.jsonl
    expect 3 'is no signature by the public key' "$lw" attest sign --signer-command "./sign $keys/signer.key" --public-key "$keys/ed25519.pub" "${slsa[@]}" layer.zip
fi
expect 3 'failed with exit code 7' "$lw" attest sign --signer-command 'exit 7' --public-key "$keys/ed25519.pub" "${slsa[@]}" layer.zip
expect 3 'printed nothing' "$lw" attest sign --signer-command true --public-key "$keys/ed25519.pub" "${slsa[@]}" layer.zip
expect 3 'took longer than 1 seconds' "$lw" attest sign --signer-timeout 1 --signer-command 'sleep 60; :' --public-key "$keys/ed25519.pub" "${slsa[@]}" layer.zip
expect 3 'took longer than 1 seconds' "$lw" attest sign --signer-timeout 1 --signer-command 'exec >&-; sleep 60' --public-key "$keys/ed25519.pub" "${slsa[@]}" layer.zip
# shellcheck disable=SC2016
expect 3 'failed with exit code 9' env LAYERWARD_PASSPHRASE=x "$lw" attest sign --signer-command '[ "$LAYERWARD_PASSPHRASE" ] || exit 9' --public-key "$keys/ed25519.pub" "${slsa[@]}" layer.zip
expect 3 'over the limit' "$lw" attest sign --signer-command 'head -c 100000 /dev/zero' --public-key "$keys/ed25519.pub" "${slsa[@]}" layer.zip

# Verifying by the command line.
expect 0 'verified: 1 of 1 signers' "$lw" attest verify -k "$keys/ed25519.pub" layer.zip
expect 0 'these files (content digest)' "$lw" attest verify -k "$keys/ed25519.pub" layer layer.zip.intoto.jsonl
expect 1 'not verified' "$lw" attest verify -k "$keys/p256.pub" layer.zip
expect 1 'it is about other bytes than other.zip' "$lw" attest verify -k "$keys/ed25519.pub" other.zip layer.zip.intoto.jsonl
expect 1 'which publisher "command line" does not take' "$lw" attest verify -k "$keys/ed25519.pub" --builder 'https://evil.example.com/*' layer.zip
expect 0 'verified: 2 of 2' "$lw" attest verify -k "$keys/ed25519.pub" -k "$keys/signer.crt" --threshold 2 layer.zip two.jsonl
expect 1 'expired at 2020-02-01' "$lw" attest verify -k "$keys/expired.crt" layer.zip
expect 2 'this key is given twice' "$lw" attest verify -k "$keys/ed25519.pub" -k "$keys/ed25519.pub" layer.zip
expect 3 'rsa.pub: the key is RSA' "$lw" attest verify -k "$keys/rsa.pub" layer.zip
(cd layer && zip -qrX0 ../again.zip .)
expect 0 'in another zip' "$lw" attest verify -k "$keys/ed25519.pub" again.zip layer.zip.intoto.jsonl
expect 1 'the same files in another zip' "$lw" attest verify --exact -k "$keys/ed25519.pub" again.zip layer.zip.intoto.jsonl
expect 2 'nobody is trusted' "$lw" attest verify layer.zip
expect 3 'none stands beside it' "$lw" attest verify -k "$keys/ed25519.pub" other.zip

# Verifying by layerward.yaml.
cat >layerward.yaml <<YAML
signers:
  - {name: first, key: $keys/ed25519.pub}
  - {name: second, certificate: $keys/signer.crt}
publishers:
  - name: team
    layer: layer
    signers: [first, second]
    threshold: 2
    repository: https://example.com/team/*
YAML
expect 1 'not verified: 1 of 2 signers, 2 needed' "$lw" attest verify layer.zip
expect 0 'verified: 2 of 2 signers, 2 needed' "$lw" attest verify layer.zip two.jsonl
expect 2 'no publisher has a layer "other"' "$lw" attest verify other.zip two.jsonl

# What the lock keeps of them: verified, or not at all.
expect 0 '' "$lw" lock add -q --by ana --reason new --attestation two.jsonl layer layer.zip
expect 0 '"9fceb02d0ae598e95dc970b74767f19372d61af8"' cat layerward.lock
expect 0 "$(sha256sum two.jsonl | cut -d' ' -f1)" cat layerward.lock
expect 0 '"signers": [' "$lw" lock show -f json
expect 3 '1 signers of publisher "team" have signed, 2 are needed' "$lw" lock update -q --reason x --attestation layer.zip.intoto.jsonl layer layer.zip
expect 0 '' "$lw" attest sign -k "$keys/p384.key" "${slsa[@]}" -o other.jsonl layer.zip
expect 3 'other.jsonl: does not verify' "$lw" lock update -q --reason x --attestation other.jsonl layer layer.zip
expect 3 'it is about other bytes' "$lw" lock update -q --reason x --attestation two.jsonl layer other.zip
expect 2 'no publisher has a layer "mine"' "$lw" lock add -q --reason x --attestation two.jsonl mine layer.zip
expect 0 '' "$lw" lock add -q --reason x --publisher team --attestation two.jsonl mine layer.zip
rm layerward.lock

# Publishers by the ARN.
arn=arn:aws:lambda:eu-west-1:123456789012:layer:layer
sed 's/^    layer: layer/    layer: layer\n    account: "123456789012"\n    region: eu-*\n    partition: aws/' layerward.yaml >by-arn.yaml
expect 0 'verified: 2 of 2' "$lw" attest verify -c by-arn.yaml --arn $arn:7 layer.zip two.jsonl
expect 2 'known by the layer'"'"'s ARN' "$lw" attest verify -c by-arn.yaml layer.zip two.jsonl
expect 2 'no publisher has a layer "arn:aws:lambda:us-east-1' "$lw" attest verify -c by-arn.yaml --arn ${arn/eu-west-1/us-east-1}:7 layer.zip two.jsonl
expect 2 'no publisher has a layer' "$lw" attest verify -c by-arn.yaml --arn ${arn/123456789012/123456789013}:7 layer.zip two.jsonl
expect 2 'publisher "team" has no layer' "$lw" attest verify -c by-arn.yaml --publisher team --arn ${arn/aws:lambda/aws-cn:lambda}:7 layer.zip two.jsonl
expect 2 'is not the ARN' "$lw" attest verify -c by-arn.yaml --arn $arn layer.zip two.jsonl
sed 's/threshold/treshold/' layerward.yaml >typo.yaml
expect 2 'typo.yaml: line 8, column 5: there is no key "treshold"' "$lw" attest verify -c typo.yaml layer.zip

# Bad envelopes.
head -c 200 two.jsonl >cut.jsonl
expect 3 'cut.jsonl: not JSON at line 1, column 201' "$lw" attest verify layer.zip cut.jsonl
cat two.jsonl cut.jsonl >lines.jsonl
expect 3 'attestation at line 2' "$lw" attest verify layer.zip lines.jsonl
head -c 60000000 /dev/zero >huge.jsonl
expect 3 'over the limit' "$lw" attest verify layer.zip huge.jsonl

# Two builds.
expect 0 'every byte of the zip' "$lw" attest rebuild layer.zip layer.zip
expect 1 'stored in one and compressed' "$lw" attest rebuild layer.zip again.zip
expect 0 'packed otherwise' "$lw" attest rebuild --content layer.zip again.zip
expect 0 'every file' "$lw" attest rebuild layer.zip layer
cp -r layer changed
echo 'print("changed")' >changed/python/app.py
chmod 644 changed/bin/run
expect 1 'line 1: "print("layer")", "print("changed")"' "$lw" attest rebuild layer changed
expect 1 'bin/run: 100755, 100644' "$lw" attest rebuild layer changed
expect 3 'nothing.zip' "$lw" attest rebuild layer.zip nothing.zip
for i in 1 2 3 4 5 6 7; do echo "$i" >changed/note-$i.txt; done
echo 'print("late")' >changed/zzz.py
expect 1 '        8  stands in the second alone' "$lw" attest rebuild layer changed
expect 1 'and 3 more (--verbose)' "$lw" attest rebuild layer changed
expect 1 'looks like two versions' "$lw" attest rebuild layer changed
"$lw" attest rebuild layer changed >two.txt
expect 0 zzz.py sed -n '/^only-second/{n;p;}' two.txt
"$lw" attest rebuild -f json layer changed >two.json
expect 0 7 grep -c '"path": "note-' two.json

# Against a commit.
if command -v git >/dev/null; then
    mkdir -p repo/src repo/bin
    cp layer/python/app.py layer/python/numbers.txt repo/src/
    cp layer/bin/run repo/bin/
    git -C repo init -q
    git -C repo add -A
    git -C repo -c user.name=a -c user.email=a@example.com commit -qm one
    expect 0 'python/ is src/ (2 files)' "$lw" attest source -r repo layer.zip
    expect 1 'python/app.py  (src/app.py)' "$lw" attest source -r repo --map python=src --map bin=bin changed
    echo 'import os' >layer/python/evil.pth
    expect 1 'python/evil.pth' "$lw" attest source -r repo layer
    expect 3 'there is no commit "nope"' "$lw" attest source -r repo --commit nope layer
    expect 3 'is no Git repository' "$lw" attest source -r /dev layer
    expect 2 'LAYER=FOLDER' "$lw" attest source -r repo --map x layer
    chmod -R u+w repo/.git/objects
    find repo/.git/objects -type f -size -1000c -exec sh -c 'echo broken >"$1"' _ {} \;
    # What the library does not give back where an object is broken is not ours.
    echo 'leak:libgit2' >suppressions
    LSAN_OPTIONS=suppressions=suppressions:print_suppressions=0 expect 3 'repo' "$lw" attest source -r repo layer
fi
[ $failed = 0 ] && echo "attest: all as expected"
exit $failed
