import os

CACHE_HOST = os.environ.get("CACHE_HOST", "localhost")
ORDERS_TABLE = os.environ.get("ORDERS_TABLE", "orders")


def stage():
    return os.environ["STAGE"]
