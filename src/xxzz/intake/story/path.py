"""Cells of 详细事迹 that name a file: tells them from texts, and finds the file.

Workbooks travel between offices and into shared repositories. So a path may only lead into the
workbook's own folder and below, whatever links and dots it has.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.story.folder import (
    STORY_NAME,
    find_name,
    hint_for_missing,
    names_in,
    same_stem,
)
from xxzz.text.file_names import is_device
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from pathlib import Path

MAX_PATH_LENGTH = 260

# Absolute or ../ text is a path whatever its extension; it is refused if it leaves the folder.
_ROOTED = re.compile(
    r"(?:[/\\]+|(?:\.{1,2}[/\\]+)+|~[/\\]|[A-Z]:[/\\]|file:[/\\]*)[\w.][^\n]*", re.IGNORECASE
)
_QUOTES = "\"'“”‘’《》<>〈〉[]【】"
_WEB = re.compile(r"[^。]{0,20}?(?:https?:/{0,2}|www\.)\S*(?:\s[^。]{0,40})?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"[\s；;、，,]+")
_SENTENCE = re.compile("[。！？；，,]")
_ENDED = re.compile(r"(?<=\w)[。．.，,；;、]+$")
_OUTSIDE_HINT = "请把文件放到名单所在的文件夹（或它里面的文件夹），单元格里只填文件名。"


def looks_like_path(cell: str) -> bool:
    """Tell whether a cell is a path: one short line with a known extension, or an absolute path."""
    text = unicodedata.normalize("NFKC", _unquote(cell)) if len(cell) <= MAX_PATH_LENGTH else ""
    return bool(STORY_NAME.fullmatch(text) or _ROOTED.fullmatch(text))


def failed_reference(cell: str, folder: Path) -> DocumentUnreadable | None:
    """Return an error for a cell that refers to a file without being a path, else None.

    Such a cell is a web address, several names, or the name of a file in the folder without its
    extension.
    """
    named = _unquote(cell) if len(cell) <= MAX_PATH_LENGTH else ""
    names = list(filter(None, _BETWEEN_NAMES.split(named)))
    if len(names) > 1 and all(map(STORY_NAME.fullmatch, names)):
        return DocumentUnreadable(
            f"一格里写了{len(names)}个文件名：{'、'.join(names)}。",
            "请把几份并成一份文档，这一格只写它的文件名；只要其中一份的，删去其余的。",
        )
    if _WEB.fullmatch(named):
        return DocumentUnreadable(
            f"“{' '.join(named.split())}”是网址，程序不上网读取。",
            "请把文件下载到名单所在的文件夹，这一格只写它的文件名，例如“名称.docx”。",
        )
    if not named or "\n" in named or _SENTENCE.search(named):
        return None
    try:
        parts = _parts(named)
        below = folder.joinpath(*parts[:-1])
        inside = bool(parts) and below.resolve().is_relative_to(folder.resolve())
        found = same_stem(parts[-1], below) if inside else None
    except (DocumentUnreadable, OSError, ValueError):
        return None
    if found is None:
        return None
    whole = "/".join((*parts[:-1], found))
    return DocumentUnreadable(
        f"“{named}”不是完整的文件名，缺少结尾。",
        f"文件夹里有“{whole}”，如果就是它，请把单元格改成“{whole}”。",
    )


def resolve_story(cell: str, folder: Path) -> Path:
    r"""Find the file that a cell names, relative to the workbook's folder.

    The separators are /, ／ and \. If the exact name does not exist, the only one that differs
    from it in nothing but width, case or Unicode composition is taken.

    Raises:
        DocumentUnreadable: the path leaves the folder, or the file is missing, then with a similar
            name in the hint.
    """
    named = _unquote(cell)
    current, root = folder, folder.resolve()
    parts = _parts(named)
    for at, part in enumerate(parts, 1):
        step = find_name(current, part)
        if step is None:
            hint = _hint(parts, at, current, folder)
            raise DocumentUnreadable(f"找不到文件“{named}”。", hint)
        if not step.resolve().is_relative_to(root):
            raise _outside(named)
        current = step
    return current


def _hint(parts: list[str], at: int, current: Path, folder: Path) -> str:
    """Return a hint for a path whose part number `at` is not in the folder `current`."""
    is_file = at == len(parts)
    beside = None if is_file else find_name(folder, parts[-1])
    if beside and beside.is_file():
        name = beside.name
        return f"名单旁边有“{name}”，如果就是它，请把单元格改成“{name}”，或者连文件夹一起放。"
    names = [one for one in names_in(current) if (current / one).is_file() is is_file]
    before = "".join(f"{one}/" for one in parts[: at - 1])
    behind = "".join(f"/{one}" for one in parts[at:])
    return hint_for_missing(current, parts[at - 1], names, (before, behind))


def story_place(cell: str, folder: Path) -> Path | None:
    """Return the path of the file that a cell names, also of a missing one.

    None stands for a path outside the workbook's folder.
    """
    with suppress(DocumentUnreadable):
        return resolve_story(cell, folder)
    try:
        parts = _parts(_unquote(cell))
    except DocumentUnreadable:
        return None
    place = folder
    for part in parts:
        place = find_name(place, part) or place / part
    return place


def _unquote(cell: str) -> str:
    named = cleaned(cleaned(cell).strip(_QUOTES))
    bare = _ENDED.sub("", named)  # 事迹.docx。
    return bare if bare != named and STORY_NAME.fullmatch(bare) else named


def _parts(named: str) -> list[str]:
    """Split a path and resolve its dots; raises for one that leaves the folder."""
    slashed = named.replace("\\", "/").replace("／", "/")
    if slashed.startswith("/") or ":" in slashed:
        raise _outside(named)
    parts: list[str] = []
    for part in slashed.split("/"):
        if is_device(part):
            raise DocumentUnreadable(f"“{part}”在 Windows 上不能作文件名。", "请给文件改名。")
        if part == ".." and not parts:
            raise _outside(named)
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return parts


def _outside(named: str) -> DocumentUnreadable:
    return DocumentUnreadable(f"“{named}”不在名单所在的文件夹里，没有读取。", _OUTSIDE_HINT)
