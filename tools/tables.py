#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write the C tables of data/runtimes.json and data/interpreters.json (facts/runtimes.h).

usage: tables.py OUT.c RUNTIMES.json INTERPRETERS.json
"""
import json
import re
import sys

DATE = re.compile(r"\d{4}-\d\d-\d\d")


def text(value) -> str:
    return "NULL" if value is None else json.dumps(value)


def date(value) -> str:
    if value is not None and not DATE.fullmatch(value):
        sys.exit(f"not a date: {value}")
    return text(value)


def main() -> None:
    out, runtimes_path, interpreters_path = sys.argv[1:]
    with open(runtimes_path, encoding="utf-8") as f:
        runtimes = json.load(f)
    with open(interpreters_path, encoding="utf-8") as f:
        interpreters = json.load(f)

    lines = ['#include "facts/runtimes.h"', "",
             f'const char lw_runtimes_as_of[] = {date(runtimes["as_of"])};', "", "const struct lw_runtime lw_runtimes[] = {"]
    for r in runtimes["runtimes"]:
        system = runtimes["systems"][r["os"]]
        arm = "true" if "arm64" in r["architectures"] else "false"
        lines.append(
            f'    {{ {text(r["runtime"])}, {text(r["family"])}, {text(r["version"])}, '
            f'{text(r["label"])}, {text(r["os"])}, {text(system["glibc"])}, '
            f'{date(r["deprecation"])}, {date(r["block_function_update"])}, '
            f'{r.get("abi", 0)}, {arm}, {"true" if r["container_only"] else "false"} }},')
    lines += ["};", f'const size_t lw_runtime_count = {len(runtimes["runtimes"])};', "",
              "const struct lw_interpreter lw_interpreters[] = {"]
    for i in interpreters["interpreters"]:
        lines.append(f'    {{ {text(i["name"])}, {text(i["cycle"])}, {date(i["end_of_life"])} }},')
    lines += ["};", f'const size_t lw_interpreter_count = {len(interpreters["interpreters"])};', ""]
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(lines))


main()
