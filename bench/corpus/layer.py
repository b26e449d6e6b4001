# SPDX-License-Identifier: Apache-2.0
"""A layer as a zip, and changes to it: what is not changed is copied as it is compressed."""
import base64
import csv
import hashlib
import io
import json
import os
import posixpath
import struct
import subprocess
import tempfile
import zipfile

FILE, PROGRAM = 0o100644, 0o100755


def put(archive, path, data, mode=FILE):
    """One file into a zip, the same bytes each time."""
    info = zipfile.ZipInfo(path)
    info.external_attr = mode << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data, compresslevel=6)


class Layer:
    """`victim`: a module of a package that is upgraded, which is loaded with it."""

    def __init__(self, path, language, victim):
        self.path, self.language, self.victim = path, language, victim
        self.base = zipfile.ZipFile(path)
        self.names = [n for n in self.base.namelist() if not n.endswith("/")]
        self.changed = {}  # path: (bytes, mode), or None where it is gone
        self.unlisted = False  # as when the layer was changed after its packages were installed
        self.root = "nodejs/node_modules" if language == "node" else self._python_root()

    def _python_root(self):
        """The folder that the victim's package stands in."""
        folder = posixpath.dirname(self.victim)
        while posixpath.join(folder, "__init__.py") in self.names:
            folder = posixpath.dirname(folder)
        return folder

    @property
    def package(self):
        """The folder of the victim's package."""
        rest = self.victim[len(self.root) + 1:].split("/")
        return posixpath.join(self.root, *rest[:2 if rest[0].startswith("@") else 1])

    @property
    def import_name(self):
        return posixpath.basename(self.package)

    def read(self, path):
        if path in self.changed:
            return self.changed[path][0]
        return self.base.read(path)

    def text(self, path):
        return self.read(path).decode()

    def write(self, path, data, mode=FILE):
        self.changed[path] = (data.encode() if isinstance(data, str) else data, mode)

    def remove(self, path):
        self.changed[path] = None

    def append(self, text, path=None):
        path = path or self.victim
        self.write(path, self.text(path).rstrip("\n") + "\n" + text)

    def prepend(self, text, path=None):
        """Behind what has to stand first: a comment, a docstring's place is not kept."""
        path = path or self.victim
        old = self.text(path)
        keep = ""
        while old.startswith(("#", '"use strict"', "'use strict'", "from __future__")):
            line, _, old = old.partition("\n")
            keep += line + "\n"
        self.write(path, keep + text + old)

    def inside(self, name, data, mode=FILE):
        """A new file in the victim's package."""
        self.write(posixpath.join(self.package, name), data, mode)
        return posixpath.join(self.package, name)

    def beside(self, name, data, mode=FILE):
        """A new file among the packages."""
        self.write(posixpath.join(self.root, name), data, mode)

    def manifest(self, change, folder=None):
        """Changes package.json of a package by a function of its object."""
        path = posixpath.join(folder or self.package, "package.json")
        data = json.loads(self.text(path))
        change(data)
        self.write(path, json.dumps(data, indent=2) + "\n")

    def add_python(self, name, version, files):
        """A whole distribution, as an installer leaves it."""
        for path, text in files.items():
            self.beside(path, text)
        info = f"{name.replace('-', '_')}-{version}.dist-info"
        self.beside(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        self.beside(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        rows = list(files) + [f"{info}/METADATA", f"{info}/WHEEL", f"{info}/RECORD"]
        self.beside(f"{info}/RECORD", "".join(f"{row},,\n" for row in rows))

    def add_node(self, name, version, files, **more):
        manifest = {"name": name, "version": version, "main": "index.js", "license": "MIT", **more}
        self.beside(f"{name}/package.json", json.dumps(manifest, indent=2) + "\n")
        for path, text in files.items():
            self.beside(f"{name}/{path}", text)

    @staticmethod
    def program(source, shared=False):
        """An ELF file, compiled of C. It is written into a zip, and never run."""
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "out")
            subprocess.run(["cc", "-w", "-O1", "-s", *(["-shared", "-fPIC"] if shared else []), "-x", "c", "-", "-o", out],
                           input=source.encode(), check=True)
            with open(out, "rb") as f:
                return f.read()

    def _list_files(self):
        """RECORD says what is there now, as it does in a version that its author poisoned."""
        records = [n for n in {**dict.fromkeys(self.names), **self.changed} if n.endswith(".dist-info/RECORD")]
        for record in records:
            if self.changed.get(record, ()) is None:
                continue
            top = posixpath.dirname(posixpath.dirname(record))
            rows = list(csv.reader(io.StringIO(self.text(record))))
            listed = {row[0]: row for row in rows if row}
            folders = {row[0].split("/")[0] for row in rows if row and "/" in row[0]}
            before = json.dumps(rows)
            for path, kept in list(self.changed.items()):
                name = posixpath.relpath(path, top) if top else path
                if kept is None or name.startswith("..") or path == record:
                    continue
                if name in listed or name.split("/")[0] in folders or self._of_victim(record, name):
                    digest = base64.urlsafe_b64encode(hashlib.sha256(kept[0]).digest()).rstrip(b"=").decode()
                    row = [name, f"sha256={digest}", str(len(kept[0]))]
                    if name in listed:
                        listed[name][1:] = row[1:]
                    else:
                        rows.append(row)
            if json.dumps(rows) != before:
                out = io.StringIO()
                csv.writer(out, lineterminator="\n").writerows(rows)
                self.changed[record] = (out.getvalue().encode(), FILE)

    def _of_victim(self, record, name):
        """What stands beside packages is in the list of the one that brings it."""
        info = posixpath.basename(posixpath.dirname(record)).split("-")[0].lower()
        taken = any(name in n for n in self.names)
        return not taken and info == self.import_name.lower()

    def save(self, path):
        if not self.unlisted and self.language != "node":
            self._list_files()
        with zipfile.ZipFile(path, "w") as out:
            for info in self.base.infolist():
                if info.filename not in self.changed:
                    self._copy(out, info)
            for name, kept in sorted(self.changed.items()):
                if kept is not None:
                    put(out, name, *kept)

    def _copy(self, out, info):
        """An entry with its compressed bytes."""
        source = self.base.fp
        source.seek(info.header_offset)
        head = source.read(30)
        name_bytes, extra_bytes = struct.unpack("<HH", head[26:30])
        source.seek(info.header_offset)
        data = source.read(30 + name_bytes + extra_bytes + info.compress_size)
        if info.flag_bits & 8:  # sizes stand behind the data
            data += source.read(16 if source.read(4) == b"PK\7\10" else 12)[:12]
            data = data[:30 + name_bytes + extra_bytes + info.compress_size]
            fixed = struct.pack("<III", info.CRC, info.compress_size, info.file_size)
            data = data[:6] + struct.pack("<H", info.flag_bits & ~8) + data[8:14] + fixed + data[26:]
        copy = zipfile.ZipInfo(info.filename, info.date_time)
        for field in ("compress_type", "create_system", "create_version", "extract_version", "external_attr", "CRC",
                      "compress_size", "file_size"):
            setattr(copy, field, getattr(info, field))
        copy.flag_bits = info.flag_bits & ~8
        copy.header_offset = out.fp.tell()
        out.fp.write(data)
        out.filelist.append(copy)
        out.NameToInfo[copy.filename] = copy
        out.start_dir = out.fp.tell()
        out._didModify = True
