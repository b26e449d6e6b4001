import subprocess


def unpack(name):
    return subprocess.run(["lz4", name])
