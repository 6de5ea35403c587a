"""Names of files and folders that are valid on Windows, macOS and Linux."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath

_MAX_BYTES = 200
"""In UTF-8; file systems allow 255, which leaves room for a number, an extension and `（2）`."""

FORBIDDEN_SIGNS = '<>:"/\\|?*'
"""Characters that Windows does not allow in names."""

_WIDE_SIGNS = str.maketrans(FORBIDDEN_SIGNS, "＜＞：＂／＼｜？＊")
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Not category Cn: a character unassigned in an older Python's Unicode may occur in a name.
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)", re.IGNORECASE
)


def safe_name(text: str, instead: str) -> str:
    """Return a text as part of a file name, or `instead` if nothing usable is left.

    Characters that Windows forbids become their full-width forms, invisible ones are removed, and
    the name is cut to the maximum length.
    """
    visible = "".join(
        c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in _INVISIBLE
    )
    name = " ".join(_NONCHARACTERS.sub("", visible).translate(_WIDE_SIGNS).split())
    name = name.encode()[:_MAX_BYTES].decode(errors="ignore").strip(". ")
    if is_device(name):
        name = f"_{name}"
    return name or instead


def is_device(name: str) -> bool:
    """Tell whether a file name is a Windows device, which could block for ever when opened."""
    return _DEVICE.match(name) is not None


class Names:
    """Assigns unique paths; no two differ only in case, width or Unicode normal form."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, folder: PurePosixPath, stem: str, suffix: str) -> PurePosixPath:
        """Return this path, or the first of `（2）`, `（3）` … that is not taken."""
        path = folder / f"{stem}{suffix}"
        number = 2
        while look_alike_key(path.as_posix()) in self._taken:
            path = folder / f"{stem}（{number}）{suffix}"
            number += 1
        self._taken.add(look_alike_key(path.as_posix()))
        return path


def same_file_key(name: str) -> str:
    """Return a key equal for names that a case-insensitive or normalising file system equates."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def look_alike_key(name: str) -> str:
    """Return a key that is equal for names that look the same, including full-width forms."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
