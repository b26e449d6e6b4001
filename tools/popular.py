#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write the C tables of data/popular-*.txt (analyze/popular.h).

usage: popular.py OUT.c NAME=FILE.txt...

A line of a file is a name, the most used first; "~name" is one that looks like another and is known
to be honest; "#" begins a comment.
"""
import sys

ALIKE = set("ol")  # drawn like 0 and 1: see letters_of() in analyze/popular.c


def letters(name: str) -> int:
    return sum(1 << (ord(c) - 97) for c in set(name) if "a" <= c <= "z" and c not in ALIKE)


def read(path: str) -> dict[str, int]:
    ranks: dict[str, int] = {}
    with open(path, encoding="ascii") as f:
        for line in f:
            name = line.strip()
            if not name or name.startswith("#"):
                continue
            if name.startswith("~"):
                ranks.setdefault(name[1:], 0)
            elif ranks.setdefault(name, len(ranks) + 1) == 0:
                sys.exit(f"{path}: {name} is popular and behind that")
    for name in ranks:
        if not 1 <= len(name) <= 255 or name != name.lower() or '"' in name or "\\" in name:
            sys.exit(f"{path}: no name of a package: {name}")
    return ranks


def table(label: str, ranks: dict[str, int]) -> list[str]:
    names = sorted(ranks, key=lambda n: n.encode())
    at, offset, by_scope = [], 0, {}
    for i, name in enumerate(names):
        at.append(offset)
        offset += len(name) + 1
        scope = name.split("/")[0]
        if name.startswith("@") and (scope not in by_scope or not ranks[names[by_scope[scope]]]):
            by_scope[scope] = i
    scopes = list(by_scope.values())
    columns = {
        "uint32_t": {"at": at, "letters": [letters(n) for n in names], "scopes": scopes or [0]},
        "uint16_t": {"rank": [ranks[n] for n in names]},
        "uint8_t": {"len": [len(n) for n in names]},
    }
    lines = [f"static const char {label}_text[] ="]
    lines += [f'    "{name}\\0"' for name in names]
    lines[-1] += ";"
    for kind, columns_of in columns.items():
        for column, values in columns_of.items():
            lines.append(f"static const {kind} {label}_{column}[] = {{")
            lines += ["    " + ", ".join(map(str, values[i:i + 16])) + "," for i in range(0, len(values), 16)]
            lines.append("};")
    fields = "".join(f"    .{c} = {label}_{c},\n" for c in ("text", "at", "letters", "rank", "len", "scopes"))
    lines += [f"const struct lw_popular lw_popular_{label} = {{", fields.rstrip("\n"),
              f"    .count = {len(names)},", f"    .scope_count = {len(scopes)},", "};"]
    return lines


def main() -> None:
    lines = ['#include "analyze/popular.h"', ""]
    for item in sys.argv[2:]:
        label, path = item.split("=", 1)
        lines += table(label, read(path)) + [""]
    with open(sys.argv[1], "w", encoding="ascii") as f:
        f.write("\n".join(lines))


main()
