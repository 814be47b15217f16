"""Wheels by hand. A copy of this file is the build backend of the course in small, so that pip fetches none."""

import base64
import hashlib
import zipfile
from pathlib import Path


def write(folder: str | Path, name: str, version: str) -> str:
    """Write a wheel that holds one empty module; return its file name."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}_toy.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {path: hashlib.sha256(text.encode()).digest() for path, text in files.items()}
    coded = {path: base64.urlsafe_b64encode(digest).rstrip(b"=").decode() for path, digest in digests.items()}
    record = "".join(f"{path},sha256={coded[path]},{len(text)}\n" for path, text in files.items())
    file = f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder, file), "w") as archive:
        for path, text in (files | {f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}).items():
            archive.writestr(path, text)
    return file


def build_editable(folder: str, settings: object = None, metadata: object = None) -> str:
    """What pip calls for ``-e .``."""
    return write(folder, "dlcourse", "0.1.0")
