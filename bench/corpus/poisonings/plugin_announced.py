# SPDX-License-Identifier: Apache-2.0
"""A distribution that announces itself to another, which loads it."""

ATTACK = "T1546"
LANGUAGE = "python"
CODE = "def run(*args, **kwargs):\n    return None\n"


def poison(layer):
    layer.add_python("stage-tools", "1.0", {"stage_tools.py": CODE})
    layer.beside("stage_tools-1.0.dist-info/entry_points.txt", "[othertool.hooks]\nrun = stage_tools:run\n")
