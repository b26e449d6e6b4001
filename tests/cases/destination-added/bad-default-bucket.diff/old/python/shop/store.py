import os

import boto3

s3 = boto3.client("s3")


def keep(key, body):
    s3.put_object(Bucket=os.environ["KEPT"], Key=key, Body=body)
