"""Reads and writes the manifests of a bag (RFC 8493, 2.1.3 and 2.2.1)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xxzz.bundle.bagit.container import Container

ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
"""Accepted checksum algorithms; the profile states which one is written."""
PAYLOAD = "data/"

_NAME = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\*?)(.+)")
_BREAK = re.compile(r"\r\n|\r|\n")
_ESCAPES = {"%0A": "\n", "%0D": "\r", "%25": "%"}
_ESCAPED = re.compile("|".join(_ESCAPES), re.IGNORECASE)
_CHUNK = 1 << 20


@dataclass(slots=True)
class Manifest:
    """A manifest as read: checksums by file name as written, and problems."""

    file: str
    algorithm: str
    tags: bool
    sums: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def manifest_kind(name: str) -> tuple[str, bool] | None:
    """Return a manifest's algorithm and whether it lists tag files; None for other files."""
    match = _NAME.fullmatch(name)
    return (match[2], bool(match[1])) if match else None


def read_manifest(file: str, text: str, *, repeats: bool) -> Manifest:
    """Parse a manifest; `repeats` allows duplicate lines, as versions before 1.0 do."""
    algorithm, tags = manifest_kind(file) or ("", False)
    manifest = Manifest(file, algorithm, tags)
    for number, line in enumerate(_BREAK.split(text), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            manifest.errors.append(f"{file} 第{number}行写法不对")
            continue
        _add(manifest, match, repeats=repeats)
    return manifest


def _add(manifest: Manifest, match: re.Match[str], *, repeats: bool) -> None:
    digest, star, path = match[1].lower(), match[2], match[3]
    if star:
        manifest.warnings.append(f"{manifest.file} 里有 md5sum 一类工具写的星号")
    if path.startswith("./"):
        manifest.warnings.append(f"{manifest.file} 里的“{path}”以 ./ 开头")
        path = path.removeprefix("./")
    before = manifest.sums.get(path)
    if before is None:
        manifest.sums[path] = digest
    elif before != digest:
        manifest.errors.append(f"{manifest.file} 里“{path}”有两个不同的校验值")
    else:
        odd = manifest.warnings if repeats else manifest.errors
        odd.append(f"{manifest.file} 里“{path}”列了两次")


def encode_path(path: str) -> str:
    """Escape a path for a line of a manifest."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def decode_path(path: str) -> str:
    """Reverse `encode_path`."""
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0].upper()], path)


def write_manifest(sums: Mapping[str, str]) -> bytes:
    """Return the content of a manifest, sorted by path."""
    return "".join(f"{sums[path]}  {encode_path(path)}\n" for path in sorted(sums)).encode()


def digests(container: Container, name: str, algorithms: Iterable[str]) -> dict[str, str]:
    """Return a file's checksums, reading it once in chunks; raises one of `READ_ERRORS`."""
    hashes = {one: hashlib.new(one, usedforsecurity=False) for one in algorithms}
    with container.open(name) as file:
        while chunk := file.read(_CHUNK):
            for one in hashes.values():
                one.update(chunk)
    return {name: one.hexdigest() for name, one in hashes.items()}
