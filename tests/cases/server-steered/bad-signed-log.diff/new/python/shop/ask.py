import boto3

s3 = boto3.client("s3")


def link(key):
    url = s3.generate_presigned_url("get_object", Params={"Key": key})
    print(url)
    return url
