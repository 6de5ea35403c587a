"""Names and sizes that a package may have: nothing that could harm who unpacks it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from xxzz.text.file_names import FORBIDDEN_SIGNS, is_device, same_file_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_TOTAL_BYTES = 1 << 30
"""How large all files together may be when unpacked."""
MAX_FILE_BYTES = 256 << 20
"""How large one file may be when unpacked."""
MAX_RATIO = 200
"""How many times smaller compression may have made a file; text of real people stays below 20."""
MAX_WHOLE_BYTES = 16 << 20
"""How large a file may be that is read whole: a tag file, report, table or rendered document."""
SMALL_BYTES = 1 << 20
"""Files up to this size need no look at their ratio."""

_MAX_NAME_BYTES = 255
_FORBIDDEN = frozenset(FORBIDDEN_SIGNS) - {"/"}


class PackageUnsafe(Exception):
    """A package must not be unpacked; the text says why, in Chinese."""


def name_fault(name: str) -> str | None:
    """Say what makes a file's name inside a package unsafe on some system; None where nothing."""
    if name.startswith(("/", "~")):
        return "是绝对路径"
    if any(unicodedata.category(sign) == "Cc" for sign in name):
        return "含有控制字符"
    if found := sorted(_FORBIDDEN & set(name)):
        return f"含有 Windows 不允许的字符 {found[0]}"
    return next(filter(None, map(_part_fault, name.split("/"))), None)


def same_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that are one file where case or Unicode form does not count."""
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
