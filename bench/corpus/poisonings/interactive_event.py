# SPDX-License-Identifier: Apache-2.0
"""An interpreter that is fed with what the event says."""

ATTACK = "T1059.006"
LANGUAGE = "python"
CODE = """\
def debug(event):
    import code

    console = code.InteractiveConsole()
    for line in event.get("lines", []):
        console.push(line)
"""


def poison(layer):
    layer.append(CODE)
