# SPDX-License-Identifier: Apache-2.0
"""A line that reads as a comment and is code, by characters that turn the writing."""

ATTACK = "T1036"
LANGUAGE = "python"


def poison(layer):
    layer.append("def _is_admin(user):\n    '''Ends with \u202e\u2066 ;return\u2069 \u2066'''\n    access = 'none\u202e\u2066 # check\u2069 \u2066'\n"
                 "    return access != 'none'\n")
