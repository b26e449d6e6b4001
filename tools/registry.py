#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write the table of one registry folder: each FILE.c in it must define `const struct TYPE
PREFIX_FILE`, or the link fails.

usage: registry.py OUT.c HEADER TYPE PREFIX FILE.c...
"""
import os
import sys


def main() -> None:
    out, header, kind, prefix, *files = sys.argv[1:]
    stems = sorted(os.path.splitext(os.path.basename(f))[0].replace("-", "_") for f in files)
    lines = [f'#include "{header}"', ""]
    lines += [f"extern const struct {kind} {prefix}_{s};" for s in stems]
    lines += ["", f"const struct {kind} *const {prefix}_all[] = {{"]
    lines += [f"    &{prefix}_{s}," for s in stems]
    lines += ["    NULL", "};", "", f"const size_t {prefix}_count = {len(stems)};", ""]
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(lines))


main()
