# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# What scripts of tests/cli begin with: a folder of their own, the program, and what is expected of
# it. They end with `finish`.
set -u
root=$LAYERWARD_SOURCE_ROOT
layer=$root/examples/example-layer.zip
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
exits() { # CODE COMMAND...: what it prints is in $work/out and $work/err
    local code=$1 got
    shift
    "$@" >"$work/out" 2>"$work/err"
    got=$?
    if [ $got = "$code" ]; then ok; else bad "exit $got, not $code: $*"; head -5 "$work/out" "$work/err"; fi
}
says() { if grep -q -- "$1" "$work/err"; then ok; else bad "stderr lacks '$1'"; cat "$work/err"; fi; }
prints() { if grep -q -- "$1" "$work/out"; then ok; else bad "stdout lacks '$1'"; cat "$work/out"; fi; }
lacks() { if grep -q -- "$1" "$work/out"; then bad "stdout has '$1'"; else ok; fi; }
lw() { "$LAYERWARD" "$@"; }
finish() {
    echo "$passed passed, $failed failed"
    [ $failed = 0 ]
}
