"""Names of files and folders that hold on Windows, macOS and Linux alike."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath

_MAX_BYTES = 200
"""In UTF-8, below the 255 that file systems allow: room for a number, an ending and `（2）`."""

FORBIDDEN_SIGNS = '<>:"/\\|?*'
"""Signs that no name may have on Windows."""

_WIDE_SIGNS = str.maketrans(FORBIDDEN_SIGNS, "＜＞：＂／＼｜？＊")
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Not category Cn: what an older Python does not know yet may be a rare character of a name.
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)", re.IGNORECASE
)


def safe_name(text: str, instead: str) -> str:
    """Return a text as part of a file name, or `instead` where nothing of it is left.

    Signs that Windows forbids become their full-width forms, which look the same to a reader;
    invisible characters go; the end is cut where the name would be too long.
    """
    seen = "".join(
        c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in _UNSEEN
    )
    name = " ".join(_NONCHARACTERS.sub("", seen).translate(_WIDE_SIGNS).split())
    name = name.encode()[:_MAX_BYTES].decode(errors="ignore").strip(". ")
    if is_device(name):
        name = f"_{name}"
    return name or instead


def is_device(name: str) -> bool:
    """Tell whether Windows opens a device, and may wait for it for ever, by a file's name."""
    return _DEVICE.match(name) is not None


class Names:
    """Gives out paths; never two that differ in nothing but case, width or normal form."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, folder: PurePosixPath, stem: str, suffix: str) -> PurePosixPath:
        """Return a path of this name, numbered `（2）`, `（3）` … where it is taken."""
        path = folder / f"{stem}{suffix}"
        number = 2
        while look_alike_key(path.as_posix()) in self._taken:
            path = folder / f"{stem}（{number}）{suffix}"
            number += 1
        self._taken.add(look_alike_key(path.as_posix()))
        return path


def same_file_key(name: str) -> str:
    """Return a key equal for names that a case-insensitive or normalising system treats as one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def look_alike_key(name: str) -> str:
    """Return a key equal for names that a person takes for one: width does not count either."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
