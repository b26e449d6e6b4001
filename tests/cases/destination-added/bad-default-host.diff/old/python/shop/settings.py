import os


def stage():
    return os.environ["STAGE"]
