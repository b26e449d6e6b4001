#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `layerward scan --yara` and `diff --yara` from outside: files, folders, includes, kept results.
# shellcheck disable=SC2016 # YARA's $, not the shell's
# shellcheck source=../support/cli.sh
. "$LAYERWARD_SOURCE_ROOT/tests/support/cli.sh"

scan() { lw scan --no-db --quiet "$@"; }

mkdir -p "$work/old/python" "$work/new/python" "$work/rules/more" "$work/empty"
echo 'x = 1' >"$work/old/python/a.py"
echo 'token = "hidden-value-1234"' >"$work/new/python/a.py"
cat >"$work/rules/one.yar" <<'TEXT'
include "more/part.inc"
rule finds_token : secret { meta: severity = "critical" strings: $t = "hidden-value-1234" condition: $t }
TEXT
echo 'rule in_part { condition: filename == "a.py" }' >"$work/rules/more/part.inc"
echo 'rule finds_token { strings: $x = "x = 1" condition: $x }' >"$work/rules/more/two.YARA"
echo 'this is no rule' >"$work/rules/README"

# A folder, what is included, and two files with rules of one name.
exits 1 scan --fail-on critical --yara "$work/rules" "$work/new"
prints finds_token
prints in_part
prints '\$t at 9 (17 bytes)'
lacks hidden-value-1234
exits 0 scan --fail-on critical --yara "$work/rules" "$work/old"
prints finds_token
exits 0 scan --yara "$work/rules/more/two.YARA" --yara "$work/rules/more/part.inc" "$work/new"
lacks finds_token
prints in_part
exits 0 scan --yara "$work/rules" -f json "$work/new"
prints '"kind": *"yara"'

# Rules that are wrong.
printf 'rule a {\n condition:\n  nosuch\n}\n' >"$work/bad.yar"
exits 3 scan --yara "$work/bad.yar" "$work/new"
says 'bad.yar:3: '
echo 'include "cycle.yar"' >"$work/cycle.yar"
exits 3 scan --yara "$work/cycle.yar" "$work/new"
says 'cycle.yar:1: '
echo 'include "none.yar"' >"$work/lost.yar"
exits 3 scan --yara "$work/lost.yar" "$work/new"
says 'lost.yar:1: '
exits 3 scan --yara "$work/nowhere.yar" "$work/new"
says 'nowhere.yar'
exits 3 scan --yara "$work/empty" "$work/new"
says 'no YARA rules below this folder'
exits 2 scan --packages-only --yara "$work/rules" "$work/new"

# A kept result is of the same rules, or of none.
(cd "$work/new" && zip -qr "$work/new.zip" python)
exits 0 scan "$work/new.zip"
lacks finds_token
exits 0 scan --yara "$work/rules" "$work/new.zip"
prints finds_token
exits 0 scan --yara "$work/rules" "$work/new.zip"
prints finds_token
exits 0 scan "$work/new.zip"
lacks finds_token
echo 'rule in_part { condition: false }' >"$work/rules/more/part.inc"
exits 0 scan --yara "$work/rules" "$work/new.zip"
lacks in_part

# What newly matches stops an update, as far as the rule says that it is bad.
exits 1 lw diff --no-db --quiet --yara "$work/rules" "$work/old" "$work/new"
prints 'YARA rule finds_token newly matches'
lacks hidden-value-1234
exits 0 lw diff --no-db --quiet --yara "$work/rules" "$work/new" "$work/new"
echo 'rule mark { meta: severity = "low" strings: $t = "token" condition: $t }' >"$work/mark.yar"
exits 0 lw diff --no-db --quiet --yara "$work/mark.yar" "$work/old" "$work/new"

finish
