import json


def limit(text):
    return text[:80]


EXAMPLES = [
    "arn:aws:sns:eu-west-1:123456789012:topic",
    "arn:aws:sqs:eu-west-1:000000000000:queue",
    "arn:aws:lambda:eu-west-1:111122223333:function:tools",
    "https://sqs.eu-west-1.amazonaws.com/111111111111/queue",
]
