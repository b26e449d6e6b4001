#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The one command of the project: ./do help
set -eu
LAYERWARD_CWD=${LAYERWARD_CWD:-$PWD}
export LAYERWARD_CWD
cd "$(dirname "$0")"

help() {
    cat <<'TEXT'
usage: ./do COMMAND [ARGUMENT...]

  run [ARG...]           build, then scan the bundled example layer; with arguments: layerward ARG...
  setup [--build-only]   install what building (and testing) needs; a second time does nothing
  build                  compile build/layerward
  test [NAME...]         build and run every test, also under sanitizers; NAME: unit tests by name
  bench [NAME]           measure (scan, diff, verdict); writes bench/NAME.md
  fuzz [NAME] [SECONDS]  run one fuzzer, or each in turn (60 seconds)
  lint                   layout, static analysis and the rules of the house
  install [PREFIX]       install to PREFIX (/usr/local); DESTDIR is honoured
  uninstall [PREFIX]     remove from PREFIX what install put there
  package                write build-package/layerward_*.deb
  clean                  remove everything that was built
TEXT
}

refuse() {
    echo "do: $*; ./do $command --help" >&2
    exit 2
}

# The comment at the head of a command's script.
help_of() {
    help | grep "^  $command "
    echo
    sed -n '3,$ { /^#/!q; s/^# \{0,1\}//p; }' "$1"
}

# What a command takes, before anything is built for it: MOST operands and these OPTIONS.
takes() { # MOST OPTIONS ARGUMENT...
    most=$1 options=$2
    shift 2
    for word; do
        case $word in
        -*) case " $options " in *" $word "*) ;; *) refuse "$command has no option $word" ;; esac ;;
        *) most=$((most - 1)) ;;
        esac
    done
    [ "$most" -ge 0 ] || refuse "too many arguments for $command"
}

command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
run | setup | build | test | bench | fuzz | lint | install | uninstall | package | clean) ;;
help | -h | --help)
    help
    exit
    ;;
*)
    echo "do: there is no '$command'" >&2
    help >&2
    exit 2
    ;;
esac

script=tools/$command
[ ! -d "$script" ] || script=$script/run
case $* in -h | --help)
    help_of "$script"
    exit
    ;;
esac
case $command in
run) ;;                          # layerward's own
bench) takes 1 '' "${1:-scan}" ;; # what follows is for bench/NAME
setup) takes 0 --build-only "$@" ;;
test | lint) takes 1000 '' "$@" ;;
fuzz) takes 2 '' "$@" ;;
install | uninstall) takes 1 '' "$@" ;;
*) takes 0 '' "$@" ;;
esac
exec "$script" "$@"
