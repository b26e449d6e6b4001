# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Sourced by the scripts beside it: goes to the root of the project and says where things are.
set -eu
cd "$(dirname "$0")"
while [ ! -f meson.build ]; do [ "$PWD" != / ] && cd .. || exit 1; done
root=$PWD
deps=$root/build/deps

# Libraries that this system lacks live in the build folder (tools/fetch-yyjson).
use_deps() {
    for pc in "$deps"/root/usr/lib/*/pkgconfig; do
        case :${PKG_CONFIG_PATH:-}: in *:$pc:*) continue ;; esac
        [ ! -d "$pc" ] || export PKG_CONFIG_PATH="$pc${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
    done
}
use_deps

say() { printf '%s\n' "$*" >&2; }
die() {
    say "${0##*/}: $*"
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# configure FOLDER [MESON OPTION...]: set up a build folder once; afterwards ninja keeps it fresh.
configure() {
    folder=$1
    shift
    if [ ! -f "$folder/build.ninja" ]; then
        meson setup "$folder" "$@" >"$folder.log" 2>&1 || {
            cat "$folder.log" >&2
            die "could not configure $folder"
        }
    elif [ -n "$(find_new_sources "$folder")" ]; then
        meson setup --reconfigure "$folder" >"$folder.log" 2>&1 || {
            cat "$folder.log" >&2
            die "could not configure $folder"
        }
    fi
    rm -f "$folder.log"
    list_sources >"$folder/.sources"
}

# configure_release FOLDER [MESON OPTION...]: as it is installed and measured. Optimized as a whole
# it parses a tenth faster; clang would need a linker of its own for that.
configure_release() {
    folder=$1
    shift
    case $(${CC:-cc} --version) in *'Free Software Foundation'*) set -- -Db_lto=true "$@" ;; esac
    configure "$folder" --buildtype=release -Dtests=false "$@"
}

# Sources are found by folder, so a file that came or went needs a new look.
list_sources() { find src tests examples -type f ! -path '*/seeds/*/*' ! -path '*/cases/*' 2>/dev/null | LC_ALL=C sort; }
find_new_sources() {
    list_sources | cmp -s - "$1/.sources" || echo yes
}

# compile FOLDER [TARGET...]: on a terminal with ninja's line of progress, if there is anything to
# do; elsewhere quiet unless it fails.
compile() {
    folder=$1
    shift
    if [ -t 2 ] && ! ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do'; then
        ninja -C "$folder" "$@" >&2
        return
    fi
    ninja -C "$folder" --quiet "$@" >"$folder/ninja.out" 2>&1 || {
        cat "$folder/ninja.out" >&2
        return 1
    }
}
