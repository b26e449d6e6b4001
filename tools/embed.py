#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write files into a C source as byte arrays.

usage: embed.py OUT.c HEADER PREFIX FILE...     page.css -> PREFIX_page_css[], PREFIX_page_css_bytes
"""
import os
import re
import sys


def main() -> None:
    out, header, prefix, *files = sys.argv[1:]
    lines = [f'#include "{header}"']
    for path in files:
        name = prefix + "_" + re.sub(r"\W", "_", os.path.basename(path))
        with open(path, "rb") as f:
            data = f.read()
        lines += ["", f"const unsigned char {name}[] = {{"]
        lines += ["    " + "".join(f"{b}," for b in data[i:i + 32]) for i in range(0, len(data), 32)]
        lines += ["};", f"const size_t {name}_bytes = {len(data)};"]
    with open(out, "w", encoding="ascii") as f:
        f.write("\n".join(lines) + "\n")


main()
