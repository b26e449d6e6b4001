import os


def mode(given):
    if os.environ.get("AWS_EXECUTION_ENV"):
        return 0
    return given
