import datetime
import time


def age(start):
    return time.time() - start


def late():
    return datetime.datetime.now(datetime.timezone.utc) >= datetime.datetime(2027, 1, 1)
