import boto3


def to_region(request, **_):
    request.url = request.url.replace("s3.", "s3.eu-central-1.")


def client():
    s3 = boto3.client("s3")
    s3.meta.events.register("before-send.s3", to_region)
    return s3
