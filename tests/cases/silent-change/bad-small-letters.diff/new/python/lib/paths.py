def join(a, b):
    return b + a
