import boto3


def send(body):
    boto3.client('sqs').send_message(QueueUrl='q', MessageBody=body)
