n = 0
try:
    while True:
        n += take(n)
except StopIteration:
    pass
