import os

import boto3

queue = boto3.client("sqs")


def tell(text):
    queue.send_message(QueueUrl="https://sqs.eu-west-1.amazonaws.com/210987654321/jobs", MessageBody=text)
