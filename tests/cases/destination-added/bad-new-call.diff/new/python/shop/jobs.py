import os

import boto3

queue = boto3.client("sqs")


def tell(text):
    queue.send_message(QueueUrl=os.environ["JOBS"], MessageBody=text)


def keep(text):
    boto3.client("s3").put_object(Bucket="shop-kept", Key="x", Body=text)
