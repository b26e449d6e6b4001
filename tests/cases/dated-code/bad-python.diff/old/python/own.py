import datetime
import time


def age(start):
    return time.time() - start
