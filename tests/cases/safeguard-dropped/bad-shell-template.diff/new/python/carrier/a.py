import subprocess


def unpack(name):
    return subprocess.run("lz4 %s" % name, shell=True)
