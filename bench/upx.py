# SPDX-License-Identifier: Apache-2.0
"""UPX: the system's, or Debian 13's with the libraries that it runs with, installed nowhere."""
import glob
import os
import shutil
import subprocess

from corpus.sources import Missing, apt_config

PACKAGES = ("upx-ucl", "libc6", "libstdc++6", "libgcc-s1")


def command(folder):
    """What starts it, as the head of a list of arguments; None where it is not to be had."""
    found = shutil.which("upx") or shutil.which("upx-ucl")
    if found:
        return [found]
    root = os.path.join(folder, "upx")
    if not os.path.isdir(root):
        debs = root + ".debs"
        os.makedirs(debs, exist_ok=True)
        try:
            env = {**os.environ, "APT_CONFIG": apt_config(folder)}
            subprocess.run(["apt-get", "download", "-qq", *(f"{name}/trixie" for name in PACKAGES)], cwd=debs,
                           check=True, env=env, stderr=subprocess.DEVNULL)
            for deb in glob.glob(os.path.join(debs, "*.deb")):
                subprocess.run(["dpkg-deb", "-x", deb, root + ".new"], check=True)
        except (Missing, subprocess.CalledProcessError, FileNotFoundError) as why:
            print(f"skipped: upx-ucl cannot be fetched by apt ({why})")
            return None
        os.rename(root + ".new", root)
        shutil.rmtree(debs)
    libraries = os.path.join(root, "usr/lib/x86_64-linux-gnu")
    return [os.path.join(libraries, "ld-linux-x86-64.so.2"), "--library-path", libraries,
            os.path.join(root, "usr/bin/upx-ucl")]
