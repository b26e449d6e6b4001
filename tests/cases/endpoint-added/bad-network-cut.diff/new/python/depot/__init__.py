from depot import wire


def push(record):
    return wire.send(record)
