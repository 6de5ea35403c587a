"""Looks up names in a folder: the one that is meant, or similar ones to suggest."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.text.file_names import look_alike_key
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STORY_NAME = re.compile(
    r"[^\n]+\.(?:docx?|docm|dotx?|wps|wpt|txt|md|markdown|pdf|rtf|odt|html?|pages|xlsx?|et|pptx?"
    r"|zip|rar|7z|jpe?g|png)",
    re.IGNORECASE,
)
"""A file name with an extension that people use for stories, readable or not."""
_MAX_FOLDERS = 50
_MAX_NAMES_COMPARED = 200


def find_name(folder: Path, name: str) -> Path | None:
    """Return the entry of a folder with this name, or with the only one that looks the same."""
    exact = folder / name
    try:
        if exact.exists():
            return exact
    except (OSError, ValueError):
        return None
    key = look_alike_key(name)
    alike = [folder / other for other in names_in(folder) if look_alike_key(other) == key]
    return alike[0] if len(alike) == 1 and alike[0].exists() else None


def hint_for_missing(
    folder: Path, name: str, names: Sequence[str], around: tuple[str, str] = ("", "")
) -> str:
    """Return a Chinese hint for a name that a folder lacks; it suggests one of `names`.

    `around` is what stands before and behind the name in the path that the cell has.
    """
    near = _near(name, names)
    exact = near and comparison_key(_stem(near)) == comparison_key(_stem(name))
    if not exact and (below := _below(folder, name)):
        return f"“{below}”在里面的文件夹，如果就是它，请把单元格改成“{below.join(around)}”。"
    if near is None:
        return "请核对文件名，并把文件放到名单所在的文件夹。"
    return f"同一文件夹里有“{near}”，如果就是它，请把单元格改成“{near.join(around)}”。"


def same_stem(stem: str, folder: Path) -> str | None:
    """Return the name of a story in a folder that equals `stem` but for its extension."""
    key = comparison_key(stem)
    for name in names_in(folder):
        if STORY_NAME.fullmatch(name) and comparison_key(_stem(name)) == key:
            return name
    return None


def _below(folder: Path, name: str) -> str | None:
    """Return the path of a file with this name, and any extension, in a folder's subfolders."""
    stem = _stem(name)
    for inner in names_in(folder)[:_MAX_FOLDERS]:
        is_link = (folder / inner).is_symlink()
        if stem and not is_link and (found := same_stem(stem, folder / inner)):
            return f"{inner}/{found}"
    return None


def _near(name: str, names: Sequence[str]) -> str | None:
    stem = comparison_key(_stem(name))
    for other in names:
        if stem and comparison_key(_stem(other)) == stem:
            return other
    if len(names) > _MAX_NAMES_COMPARED:
        return None
    stems = {_stem(other): other for other in names}
    near = difflib.get_close_matches(_stem(name), stems, n=1)
    return stems[near[0]] if near else None


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def names_in(folder: Path) -> tuple[str, ...]:
    """Return the names in a folder without lock files, () where it can't be listed."""
    try:
        return _listing(folder, folder.stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(maxsize=64)
def _listing(folder: Path, _changed: int) -> tuple[str, ...]:
    """List a folder; cached, for a workbook whose stories are all missing."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.name[:2] != "~$"))
