import subprocess


def ask(what):
    return subprocess.run(["git", "log", what], check=True)
