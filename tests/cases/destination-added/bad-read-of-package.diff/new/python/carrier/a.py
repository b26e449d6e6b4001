from carrier import __version__


def limit(text):
    return text[:80]


def load(name):
    import boto3

    return boto3.client("s3").get_object(Bucket="models-example", Key=name)
