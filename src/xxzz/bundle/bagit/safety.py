"""Limits for the names and sizes in a package, so that unpacking it is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.text.file_names import FORBIDDEN_SIGNS, is_device, same_file_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_TOTAL_BYTES = 1 << 30
"""Maximum size of all files together, unpacked."""
MAX_FILE_BYTES = 256 << 20
"""Maximum size of one file, unpacked."""
MAX_RATIO = 200
"""Maximum compression ratio; real documents stay below 20."""
MAX_WHOLE_BYTES = 16 << 20
"""Maximum size of a file read into memory: tag file, report, table or document."""
SMALL_BYTES = 1 << 20
"""The compression ratio is not checked for files up to this size."""

_MAX_NAME_BYTES = 255
_FORBIDDEN = frozenset(FORBIDDEN_SIGNS) - {"/"}
_CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0))))


class PackageUnsafe(Exception):
    """A package must not be unpacked; the message gives the reason in Chinese."""


def name_fault(name: str) -> str | None:
    """Return why a file name is unsafe on some system, or None."""
    if name.startswith(("/", "~")):
        return "是绝对路径"
    if not _CONTROLS.isdisjoint(name):
        return "含有控制字符"
    if found := sorted(_FORBIDDEN & set(name)):
        return f"含有 Windows 不允许的字符 {found[0]}"
    return next(filter(None, map(_part_fault, name.split("/"))), None)


def same_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that differ only in case or Unicode form."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(same_file_key(name), name)
        if first is not name:
            yield first, name


def _part_fault(part: str) -> str | None:
    if part == "..":
        return "通到包外面（..）"
    if part in ("", "."):
        return "路径写法不规范"
    if part.endswith((".", " ")):
        return "以点或空格结尾，Windows 不允许"
    if is_device(part):
        return "是 Windows 的设备名"
    if len(part.encode(errors="replace")) > _MAX_NAME_BYTES:
        return "名称太长"
    return None
