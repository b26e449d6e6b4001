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
  bench [NAME]           measure; writes bench/results.md
  fuzz [NAME] [SECONDS]  run one fuzzer, or each in turn (60 seconds)
  lint                   layout, static analysis and the rules of the house
  install [PREFIX]       install to PREFIX (/usr/local); DESTDIR is honoured
  package                write build-package/layerward_*.deb
  clean                  remove everything that was built
TEXT
}

command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
run | setup | build | test | bench | fuzz | lint | install | package | clean)
    [ -d "tools/$command" ] && command=$command/run
    exec "tools/$command" "$@"
    ;;
help | -h | --help) help ;;
*)
    echo "do: there is no '$command'" >&2
    help >&2
    exit 2
    ;;
esac
