"""Opens a package that is a zip, after validating its directory."""

from __future__ import annotations

import stat
from typing import IO, TYPE_CHECKING

from xxzz.bundle.bagit.safety import (
    MAX_FILE_BYTES,
    MAX_RATIO,
    MAX_TOTAL_BYTES,
    SMALL_BYTES,
    PackageUnsafe,
    name_fault,
    same_names,
)
from xxzz.bundle.bagit.tags import BAGIT
from xxzz.zips.reading import ForeignZip, Limits, Reason, ZipRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from zipfile import ZipInfo

_UTF8 = 0x800
_CHINESE = "gb18030"
_MAC_METADATA = "__MACOSX/"  # metadata that macOS adds to a zip
_MAX_DEPTH = 4
_MAX_LISTED = 3

_LOCAL_HEADER_SIZE = 30
_NOT_A_ZIP = (
    "打不开：没有下载完，或者不是 zip 文件（例如 RAR、7z）；请重新下载，或请对方重发原来的 .zip。"
)
_LIMITS = Limits(MAX_TOTAL_BYTES, MAX_FILE_BYTES, MAX_RATIO, SMALL_BYTES)


class ZipContainer:
    """The files of a zip; names are relative to the bag's folder, if there is one."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        """Check all entries; `size` is the size of the zip in bytes.

        Raises:
            PackageUnsafe: the zip is incomplete or unsafe to unpack.
        """
        try:
            self._archive = ForeignZip(file, _LIMITS)
        except ZipRefused as error:
            raise _refusal(error, "") from error
        if self._archive.starts_late:
            raise PackageUnsafe(_NOT_A_ZIP)
        entries = self._archive.entries
        named = list(zip(_names(entries), entries, strict=True))
        for name, entry in named:
            _refuse_links(name, entry)
        _refuse_names([name.removesuffix("/") for name, _ in named])
        try:
            self._archive.check(entries)
        except ZipRefused as error:
            name = next((name for name, entry in named if entry is error.entry), "")
            raise _refusal(error, name) from error
        _refuse_overlaps(entries, size)
        named = [(name, entry) for name, entry in named if not name.startswith(_MAC_METADATA)]
        files = {name: entry for name, entry in named if not entry.is_dir()}
        top = _top(files)
        self._files = {name.removeprefix(top): entry for name, entry in files.items()}
        self.sizes: Mapping[str, int] = {name: one.file_size for name, one in self._files.items()}
        explicit = {name.removeprefix(top).rstrip("/") for name, one in named if one.is_dir()}
        self.folders = frozenset(explicit - {""}) | _parents(self._files)

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading; raises one of `container.READ_ERRORS` on failure."""
        return self._archive.open(self._files[name])


def _names(entries: Sequence[ZipInfo]) -> list[str]:
    """Return the entries' names; UTF-8 and GBK names are often not marked as such."""
    plain = [one.flag_bits & _UTF8 or one.orig_filename.isascii() for one in entries]
    raw = [
        b"" if known else one.orig_filename.encode("cp437", "replace")
        for known, one in zip(plain, entries, strict=True)
    ]
    encoding = next((one for one in ("utf-8", _CHINESE) if _can_be(one, raw)), None)
    if encoding is None:
        raise PackageUnsafe("里面有文件名的编码认不出来。")
    return [
        one.orig_filename if known else bytes_.decode(encoding)
        for known, bytes_, one in zip(plain, raw, entries, strict=True)
    ]


def _can_be(encoding: str, names: Iterable[bytes]) -> bool:
    try:
        for name in names:
            name.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_names(names: Sequence[str]) -> None:
    faults = [f"“{name}”{fault}" for name in names if (fault := name_fault(name))]
    faults += [f"“{one}”和“{other}”是同一个文件名" for one, other in same_names(names)]
    if faults:
        more = f"等{len(faults)}处" if len(faults) > _MAX_LISTED else ""
        raise PackageUnsafe(f"文件名不安全：{'；'.join(faults[:_MAX_LISTED])}{more}。")


def _refuse_overlaps(entries: Iterable[ZipInfo], size: int) -> None:
    """Refuse overlapping entries: a small file could unpack to a huge one."""
    places = sorted((one.header_offset, one.compress_size) for one in entries)
    ends = [start + _LOCAL_HEADER_SIZE + length for start, length in places]
    nexts = [*(start for start, _ in places[1:]), size]
    if any(end > start for end, start in zip(ends, nexts, strict=False)):
        raise PackageUnsafe("里面的文件互相重叠，像是压缩炸弹。")


def _refuse_links(name: str, entry: ZipInfo) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackageUnsafe(f"“{name}”是链接或特殊文件，不能当作包里的文件。")


def _refusal(error: ZipRefused, name: str) -> PackageUnsafe:
    match error.reason:
        case Reason.DAMAGED:
            return PackageUnsafe(_NOT_A_ZIP)
        case Reason.ENTRIES:
            return PackageUnsafe("里面的文件多得不正常。")
        case Reason.ENCRYPTED:
            return PackageUnsafe("设了密码，请对方不设密码重新发送。")
        case Reason.METHOD:
            return PackageUnsafe(f"“{name}”用了少见的压缩方式，请对方重新打包。")
        case Reason.PART:
            return PackageUnsafe(f"“{name}”解压后有{error.size >> 20}MB，像是压缩炸弹。")
        case Reason.TOTAL:
            return PackageUnsafe(f"全部解压后有{error.size >> 20}MB，像是压缩炸弹。")


def _top(names: Iterable[str]) -> str:
    """Return the folders around the bag with trailing slash, or "".

    A bag has one folder; unpacking and zipping it again adds one or two.
    """
    top, rest = "", list(names)
    for _ in range(_MAX_DEPTH):
        tops = {name.partition("/")[0] for name in rest}
        if len(tops) != 1 or any("/" not in name for name in rest):
            break
        folder = f"{tops.pop()}/"
        top, rest = top + folder, [name.removeprefix(folder) for name in rest]
        if BAGIT in rest:
            break
    return top


def _parents(names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        parts = name.split("/")[:-1]
        found.update("/".join(parts[: at + 1]) for at in range(len(parts)))
    return frozenset(found)
