#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The completions offer what the program has: verbs, second words, options and their values.
set -eu
failed=0
# shellcheck disable=SC1090
source <("$LAYERWARD" completion bash)

offered() { # WORD... with the cursor at the end of the last
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    _layerward || :
    echo " ${COMPREPLY[*]} "
}
expect() { # WANTED WORD...
    local wanted=$1 got
    shift
    got=$(offered "$@")
    if [[ $got != *" $wanted "* ]]; then
        echo "not ok: '$*' offers '$got', not '$wanted'"
        failed=1
    fi
}
refuse() {
    local unwanted=$1 got
    shift
    got=$(offered "$@")
    if [[ $got == *" $unwanted "* ]]; then
        echo "not ok: '$*' offers '$unwanted'"
        failed=1
    fi
}

expect version layerward ver
expect check layerward version ''
expect check layerward version ch
expect --help layerward version --h
expect --help layerward version check --
expect completion layerward ''
refuse manual layerward ''
refuse --version layerward version check --

# Values, behind a space and behind "=", which is a word of its own unless COMP_WORDBREAKS lacks it.
expect sarif layerward scan --format ''
expect sarif layerward scan -f sa
expect sarif layerward scan --format =
expect sarif layerward scan --format = sa
expect --format=sarif layerward scan --format=sa
expect critical layerward scan x.zip --fail-on = c
refuse sarif layerward scan --fail-on ''
expect python3.12 layerward scan --runtime py
expect provided.al2023 layerward scan --runtime = ''
expect crates.io layerward db update --ecosystem cr
# Operands: files (nothing is offered, and the shell does it), however many; words where it takes words.
files() { # WORD...
    if [[ $(offered "$@") =~ [^\ ] ]]; then
        echo "not ok: '$*' offers '$(offered "$@")' and not files"
        failed=1
    fi
}
files layerward scan ''
files layerward scan a.zip b.zip ''
files layerward scan --no-db ''
files layerward scan --output = ''
files layerward scan --function ''
expect rules layerward list ''
expect errors layerward list -f json e
files layerward list rules ''
expect pypi layerward version check py
files layerward version check pypi ''
# Help of a verb, and second words there.
expect scan layerward help ''
expect query layerward help db ''
refuse --format layerward help scan --

# Every verb that help lists is offered, and each of its options.
verbs() {
    "$LAYERWARD" --help | sed -n 's/^  \([a-z][a-z -]\{15\}\) .*/\1/p'
}
[[ $(verbs | wc -l) -gt 1 ]] || { echo "not ok: no verbs in the help"; exit 1; }
while read -r first second; do
    expect "$first" layerward ''
    # shellcheck disable=SC2086
    for option in $("$LAYERWARD" "$first" $second --help |
        sed -n 's/^  \(-., \|    \)\(--[a-z][a-z0-9-]*\).*/\2/p'); do
        expect "$option" layerward "$first" ${second:+"$second"} "$option"
    done
done < <(verbs)

# The pages and the script for zsh name every verb as well.
while read -r first second; do
    # shellcheck disable=SC2086
    "$LAYERWARD" manual "$first" $second | grep -q '^\.SH OPTIONS' ||
        { echo "not ok: no page for $first $second"; failed=1; }
    "$LAYERWARD" completion zsh | grep -qF "    '$first${second:+ $second}')" ||
        { echo "not ok: zsh does not know $first $second"; failed=1; }
done < <(verbs)

# What a registry holds stands in both scripts.
"$LAYERWARD" completion zsh >"${TMPDIR:-/tmp}/_layerward.$$"
while read -r runtime _; do
    expect "$runtime" layerward scan --runtime "$runtime"
    grep -q "'\*'--runtime=.*[( ]$runtime " "${TMPDIR:-/tmp}/_layerward.$$" ||
        { echo "not ok: zsh does not know $runtime"; failed=1; }
done < <("$LAYERWARD" list runtimes | tail -n +2)
if command -v zsh >/dev/null; then
    zsh -n "${TMPDIR:-/tmp}/_layerward.$$" || failed=1
fi
rm -f "${TMPDIR:-/tmp}/_layerward.$$"

# The pages are what a formatter wants, where one is here to ask.
page() {
    "$LAYERWARD" manual "$@" >"${TMPDIR:-/tmp}/layerward.$$.1"
    local said='' tool
    for tool in "mandoc -Tlint -W warning" "man --warnings -l"; do
        if command -v "${tool%% *}" >/dev/null; then
            # shellcheck disable=SC2086
            case $tool in
            mandoc*) said+=$($tool "${TMPDIR:-/tmp}/layerward.$$.1" 2>&1) || : ;;
            *) said+=$($tool "${TMPDIR:-/tmp}/layerward.$$.1" 2>&1 >/dev/null) || : ;;
            esac
        fi
    done
    if [ -n "$said" ]; then
        echo "not ok: the page of '$*': $said"
        failed=1
    fi
    if [ "$(sed -n '/^\.EX$/,/^\.EE$/!p' "${TMPDIR:-/tmp}/layerward.$$.1" | awk 'length > 90' | wc -l)" != 0 ]; then
        echo "not ok: the page of '$*' has long lines"
        failed=1
    fi
    rm -f "${TMPDIR:-/tmp}/layerward.$$.1"
}
page
while read -r first second; do
    page "$first" ${second:+"$second"}
done < <(verbs)

# So is the page of each group of verbs, which names them.
for group in $(verbs | awk 'NF > 1 { print $1 }' | sort -u); do
    page "$group"
    while read -r first second; do
        if [ "$first" != "$group" ] || [ -z "$second" ]; then continue; fi
        "$LAYERWARD" manual "$group" | grep -q "layerward.*$first.*$second" ||
            { echo "not ok: the page of $group has no $second"; failed=1; }
    done < <(verbs)
done
if "$LAYERWARD" manual nonsense 2>/dev/null; then
    echo "not ok: a page of nothing"
    failed=1
fi

# fish: each option of each verb, and what fish itself offers where it is here.
"$LAYERWARD" completion fish >"${TMPDIR:-/tmp}/layerward.$$.fish"
while read -r first second; do
    # shellcheck disable=SC2086
    for option in $("$LAYERWARD" "$first" $second --help |
        sed -n 's/^  \(-., \|    \)--\([a-z][a-z0-9-]*\).*/\2/p'); do
        grep -q "'__layerward_in $first${second:+ $second}'.* -l $option " "${TMPDIR:-/tmp}/layerward.$$.fish" ||
            { echo "not ok: fish does not know --$option of $first $second"; failed=1; }
    done
done < <(verbs)
if command -v fish >/dev/null; then
    in_fish() { # WANTED LINE
        HOME=/nonexistent fish --no-config -c "source ${TMPDIR:-/tmp}/layerward.$$.fish; complete -C'$2'" 2>&1 |
            cut -f1 | grep -qx -- "$1" || { echo "not ok: fish does not offer $1 for '$2'"; failed=1; }
    }
    in_fish scan 'layerward '
    in_fish lock 'layerward '
    in_fish update 'layerward lock '
    in_fish update 'layerward help lock '
    in_fish --reason 'layerward lock update --re'
    in_fish sarif 'layerward scan --format '
    in_fish sarif 'layerward scan a.zip -f '
    in_fish python3.12 'layerward scan --runtime python3.1'
    in_fish rules 'layerward list '
    in_fish /etc/passwd 'layerward scan /etc/passw'
fi
rm -f "${TMPDIR:-/tmp}/layerward.$$.fish"

if "$LAYERWARD" completion tcsh 2>/dev/null; then
    echo "not ok: a shell without completions is no error"
    failed=1
fi
exit $failed
