# SPDX-License-Identifier: Apache-2.0
"""Where the benches find things, and the page that each prints and keeps."""
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get("BENCH_BUILD", os.path.join(ROOT, "build-bench"))
LAYERWARD = os.environ.get("LAYERWARD", os.path.join(BUILD, "layerward"))
LIMIT = os.path.join(BUILD, "bench_limit")
WORK = os.path.join(BUILD, "bench-data")

_lines = []


def say(text=""):
    print(text, flush=True)
    _lines.append(text)


def table(head, rows):
    say("| " + " | ".join(head) + " |")
    say("|" + " --- |" * len(head))
    for row in rows:
        say("| " + " | ".join(str(c) for c in row) + " |")
    say()


def keep(name):
    """Writes what was said to bench/NAME.md."""
    with open(os.path.join(ROOT, "bench", f"{name}.md"), "w", encoding="utf-8") as f:
        f.write("\n".join(_lines).rstrip() + "\n")


def version_of(program):
    """What a program says of its version, in one line."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return said.strip().split("\n")[0]
