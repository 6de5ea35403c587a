"""Names of files and folders that hold on Windows, macOS and Linux alike."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath, PurePosixPath

_MAX_BYTES = 200
"""In UTF-8, below the 255 that file systems allow: room for a number, an ending and `（2）`."""

_FORBIDDEN = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Not category Cn: what an older Python does not know yet may be a rare character of a name.
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$| )", re.IGNORECASE
)


def safe_name(text: str, instead: str) -> str:
    """Return a text as part of a file name, or `instead` where nothing of it is left.

    Signs that Windows forbids become their full-width forms, which look the same to a reader;
    invisible characters go; the end is cut where the name would be too long.
    """
    seen = "".join(
        c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in _UNSEEN
    )
    name = " ".join(_NONCHARACTERS.sub("", seen).translate(_FORBIDDEN).split())
    name = name.encode()[:_MAX_BYTES].decode(errors="ignore").strip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    return name or instead


class Names:
    """Gives out paths; never two that differ in nothing but case or normal form."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, folder: PurePosixPath, stem: str, suffix: str) -> PurePosixPath:
        """Return a path of this name, numbered `（2）`, `（3）` … where it is taken."""
        path = folder / f"{stem}{suffix}"
        number = 2
        while same_name(path) in self._taken:
            path = folder / f"{stem}（{number}）{suffix}"
            number += 1
        self._taken.add(same_name(path))
        return path


def same_name(path: PurePath) -> str:
    """Return a key equal for paths that a case-insensitive or normalising system treats as one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path.as_posix()).casefold())
