import subprocess


def show(what):
    return subprocess.run(["git", "show", what], check=True)
