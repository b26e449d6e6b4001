#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `./do` from outside, with the heads of its scripts alone: help, and what is refused before
# anything is built, installed or removed.
set -u
root=$LAYERWARD_SOURCE_ROOT
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 passed=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "not ok: $*"; cat "$work/out"; }
gives() { # CODE TEXT ARGUMENT...
    local code=$1 text=$2 got
    shift 2
    "$work/do" "$@" >"$work/out" 2>&1
    got=$?
    if [ $got = "$code" ] && grep -qF -- "$text" "$work/out"; then ok; else bad "exit $got: ./do $*"; fi
}

cp "$root/do" "$work/do"
commands=$("$work/do" help | sed -n 's/^  \([a-z]*\) .*/\1/p')
for command in $commands; do
    script=tools/$command
    [ ! -d "$root/$script" ] || script=$script/run
    mkdir -p "$(dirname "$work/$script")"
    { sed -n '1p; 2,$ { /^#/!q; p; }' "$root/$script"; echo "echo ran: \"\$@\""; } >"$work/$script"
    chmod +x "$work/$script"
done

for command in $commands; do
    for option in --help -h; do
        gives 0 "  $command " "$command" $option
        if grep -q '^ran' "$work/out"; then bad "./do $command $option runs"; fi
        if [ "$(wc -l <"$work/out")" -lt 3 ]; then bad "./do $command $option says little"; fi
    done
    [ "$command" = run ] || gives 2 "has no option --no-such" "$command" --no-such
done
gives 0 "usage: ./do COMMAND"
gives 2 "there is no 'nonsense'" nonsense
gives 2 "has no option --prefix=/x" install --prefix=/x
gives 2 "too many arguments" install /a /b
gives 2 "too many arguments" clean all
gives 0 "ran: /a" install /a
gives 2 "too many arguments" uninstall /a /b
gives 0 "ran: /a" uninstall /a
gives 0 "ran: --build-only" setup --build-only
gives 0 "ran: scan --help" run scan --help
gives 0 "ran: scan --quick" bench scan --quick
gives 0 "ran: zip 10" fuzz zip 10
gives 0 "ran: engine_test query_test" test engine_test query_test

# What is installed is what is removed, and nothing else.
mkdir -p "$work/tree/usr/local/bin"
echo other >"$work/tree/usr/local/bin/other"
if DESTDIR=$work/tree meson install -C "$LAYERWARD_BUILD_ROOT" --no-rebuild --quiet >"$work/out" 2>&1 &&
    [ -f "$work/tree/usr/local/bin/layerward" ]; then
    DESTDIR=$work/tree "$root/do" uninstall >"$work/out" 2>&1 || bad "./do uninstall"
    left=$(cd "$work/tree" && find . -type f)
    if [ "$left" = ./usr/local/bin/other ]; then ok; else bad "left: $left"; fi
    mkdir -p "$work/tree/usr/local/lib64/layerward" # what Meson calls it where dpkg-dev is not there
    touch "$work/tree/usr/local/lib64/layerward/libyyjson.so.0"
    DESTDIR=$work/tree "$root/do" uninstall >"$work/out" 2>&1 || bad "./do uninstall of lib64"
    if [ -e "$work/tree/usr/local/lib64/layerward" ]; then bad "lib64 is left"; else ok; fi
    if DESTDIR=$work/tree "$root/do" uninstall >"$work/out" 2>&1; then bad "nothing was there"; else ok; fi
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
