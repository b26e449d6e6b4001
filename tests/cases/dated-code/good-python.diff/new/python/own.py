import datetime
import time


def age(start):
    return time.time() - start


def late(deadline):
    return time.time() > deadline + 10
