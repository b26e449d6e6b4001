from carrier import __version__


def limit(text):
    return text[:80]


def store(name, body):
    import boto3

    boto3.client("s3").put_object(Bucket="mirror-example", Key=name, Body=body)
