import time


def poll(ask):
    while not ask():
        time.sleep(1.5)
