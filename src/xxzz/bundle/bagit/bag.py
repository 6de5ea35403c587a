"""Validates a bag: no missing, unexpected or altered files (RFC 8493, section 3)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.bundle.bagit.container import READ_ERRORS, read_whole
from xxzz.bundle.bagit.fetch import fetch_faults
from xxzz.bundle.bagit.manifest import (
    ALGORITHMS,
    PAYLOAD,
    Manifest,
    decode_path,
    digests,
    manifest_kind,
    read_manifest,
)
from xxzz.bundle.bagit.safety import same_names
from xxzz.bundle.bagit.tags import (
    BAGIT,
    FETCH,
    INFO,
    VERSIONS,
    Info,
    TagsBroken,
    decode,
    read_declaration,
    read_info,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.bundle.bagit.container import Container


_OXUM = "payload-oxum"
_SYSTEM_FILES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(slots=True)
class Bag:
    """The result of validation: tags, payload checksums, errors and warnings.

    `errors` and `warnings` are Chinese phrases without a full stop.
    """

    version: str = ""
    info: Info = ()
    manifests: list[Manifest] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def value(self, label: str) -> str:
        """Return the first value of a label in bag-info.txt, or ""."""
        return next((v for name, v in self.info if name.lower() == label.lower()), "")


def check_bag(container: Container) -> Bag:
    """Read a bag and compare every file with its manifests; never raises for a broken bag."""
    bag = Bag()
    try:
        declaration = read_declaration(read_whole(container, BAGIT))
    except KeyError:
        bag.errors.append(f"缺少 bagit.txt，不是 BagIt 包{_package_inside(container)}")
        return bag
    except TagsBroken as error:
        bag.errors.append(str(error))
        return bag
    except READ_ERRORS:
        bag.errors.append("bagit.txt 读不出来，文件已损坏")
        return bag
    bag.version = declaration.version
    _Check(container, bag, declaration.encoding).run()
    return bag


def _package_inside(container: Container) -> str:
    """Return, in Chinese, where in something that is no package there may be one."""
    for name in sorted(container.sizes):
        folder, _, last = name.rpartition("/")
        if last == BAGIT:
            return f"；包在里面的“{folder}”，请核对那个文件夹"
        if last.lower().endswith(".zip"):
            return f"；里面另有压缩包“{name}”，请先解压，再核对它"
    return ""


class _Check:
    def __init__(self, container: Container, bag: Bag, encoding: str) -> None:
        self._container = container
        self._bag = bag
        self._encoding = encoding
        self._payload = [name for name in container.sizes if name.startswith(PAYLOAD)]
        self._composed = {unicodedata.normalize("NFC", name): name for name in container.sizes}

    def run(self) -> None:
        if not self._payload and PAYLOAD.rstrip("/") not in self._container.folders:
            self._bag.errors.append("缺少 data 文件夹")
        self._read_tags()
        listed = {one.file: self._resolve(one) for one in self._bag.manifests}
        self._compare(listed)
        self._unexpected(listed)
        self._check_oxum()
        self._odd_names()

    def _read_tags(self) -> None:
        bag = self._bag
        if INFO in self._container.sizes:
            try:
                bag.info = read_info(INFO, self._text(INFO))
            except TagsBroken as error:
                bag.errors.append(str(error))
        for name in sorted(self._container.sizes):
            if kind := manifest_kind(name):
                self._read_manifest(name, kind[0])
        if not any(not manifest.tags for manifest in bag.manifests):
            bag.errors.append("没有能读的校验清单（manifest-sha256.txt 或 manifest-sha512.txt）")
        if FETCH in self._container.sizes:
            try:
                errors, warnings = fetch_faults(self._text(FETCH))
            except TagsBroken as error:
                errors, warnings = [str(error)], []
            bag.errors += errors
            bag.warnings += warnings

    def _read_manifest(self, name: str, algorithm: str) -> None:
        if algorithm not in ALGORITHMS:
            self._bag.warnings.append(f"{name} 用的校验方法不认识，没有核对")
            return
        try:
            text = self._text(name)
        except TagsBroken as error:
            self._bag.errors.append(str(error))
            return
        old = self._bag.version != VERSIONS[-1]
        manifest = read_manifest(name, text.removeprefix("\ufeff"), repeats=old)
        self._bag.manifests.append(manifest)
        self._bag.errors += manifest.errors
        self._bag.warnings += manifest.warnings

    def _resolve(self, manifest: Manifest) -> dict[str, str]:
        """Return a manifest's checksums, keyed by the actual file names in the package."""
        found: dict[str, str] = {}
        for written, digest in manifest.sums.items():
            path = decode_path(written)
            if not _in_scope(path, tags=manifest.tags):
                self._bag.errors.append(f"{manifest.file} 里的“{path}”不在包的范围内")
                continue
            name = self._existing(written, path)
            if name is None:
                self._bag.errors.append(f"缺少“{path}”")
            elif found.setdefault(name, digest) != digest:
                self._bag.errors.append(f"{manifest.file} 里“{path}”有两个不同的校验值")
            elif name not in (written, path):
                self._bag.warnings.append(f"“{path}”与实际文件名的 Unicode 写法不同")
        return found

    def _existing(self, written: str, path: str) -> str | None:
        for name in (path, written):
            if name in self._container.sizes:
                return name
        return self._composed.get(unicodedata.normalize("NFC", path))

    def _compare(self, listed: Mapping[str, Mapping[str, str]]) -> None:
        wanted: dict[str, dict[str, str]] = {}
        for manifest in self._bag.manifests:
            for name, digest in listed[manifest.file].items():
                wanted.setdefault(name, {})[manifest.algorithm] = digest
        for name, sums in sorted(wanted.items()):
            try:
                real = digests(self._container, name, sums)
            except READ_ERRORS:
                self._bag.errors.append(f"“{name}”读不出来，文件已损坏")
                continue
            if real != sums:
                self._bag.errors.append(f"“{name}”被改动过（校验值不同）")

    def _unexpected(self, listed: Mapping[str, Mapping[str, str]]) -> None:
        payload = [one for one in self._bag.manifests if not one.tags]
        if self._bag.version == VERSIONS[-1]:
            for manifest in payload:
                self._report(set(self._payload) - listed[manifest.file].keys(), manifest.file)
        elif payload:
            known = set().union(*(listed[one.file].keys() for one in payload))
            self._report(set(self._payload) - known, "校验清单")

    def _report(self, names: set[str], manifest: str) -> None:
        self._bag.errors += [f"多出“{name}”（不在 {manifest} 里）" for name in sorted(names)]

    def _check_oxum(self) -> None:
        for label, value in self._bag.info:
            if label.lower() != _OXUM:
                continue
            total = sum(self._container.sizes[name] for name in self._payload)
            real = f"{total}.{len(self._payload)}"
            if value != real:
                self._bag.errors.append(f"bag-info.txt 写的总量是 {value}，实际是 {real}")

    def _odd_names(self) -> None:
        for one, other in same_names(self._container.sizes):
            self._bag.warnings.append(f"“{one}”和“{other}”在有的系统上是同一个文件")
        for name in self._payload:
            if name.rpartition("/")[2] in _SYSTEM_FILES:
                self._bag.warnings.append(f"“{name}”是操作系统自己留下的文件")

    def _text(self, name: str) -> str:
        try:
            content = read_whole(self._container, name)
        except READ_ERRORS as error:
            raise TagsBroken(f"{name} 读不出来，文件已损坏或者大得不正常") from error
        return decode(name, content, self._encoding)


def _in_scope(path: str, *, tags: bool) -> bool:
    if any(part in ("", ".", "..") for part in path.split("/")):
        return False
    if tags:
        return not path.startswith(("~", "%")) and ":" not in path and "\\" not in path
    return path.startswith(PAYLOAD)
