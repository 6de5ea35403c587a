"""A cell of 详细事迹 that names a file: telling it from a text, and finding the file.

Workbooks travel between offices and into shared repositories, so a path may name only what lies
in the workbook's own folder or below, whatever links or dots it is made of.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.text.file_names import is_device, look_alike_key
from xxzz.text.normalise import cleaned, comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_PATH_LENGTH = 260

_PATH = re.compile(
    r"[^\n]+\.(?:docx?|docm|dotx?|wps|wpt|txt|md|markdown|pdf|rtf|odt|html?|pages|xlsx?|et|pptx?"
    r"|zip|rar|7z|jpe?g|png)",
    re.IGNORECASE,
)
# Absolute or ../ text is a path whatever its extension; it is refused if it leaves the folder.
_ROOTED = re.compile(
    r"(?:[/\\]+|(?:\.{1,2}[/\\]+)+|~[/\\]|[A-Z]:[/\\]|file:[/\\]*)[\w.][^\n]*", re.IGNORECASE
)
_QUOTES = "\"'“”‘’《》<>〈〉[]【】"
_WEB = re.compile(r"\s*(?:https?:/{0,2}|www\.)", re.IGNORECASE)
_MAX_FOLDERS = 50
_SENTENCE = re.compile("[。！？；，,]")
_MAX_NAMES_COMPARED = 200
_OUTSIDE_HINT = "请把文件放到名单所在的文件夹（或它里面的文件夹），单元格里只填文件名。"


def looks_like_path(cell: str) -> bool:
    """Whether a cell is a file's name: one short line that ends like one, or begins at a root."""
    text = unicodedata.normalize("NFKC", _unquote(cell)) if len(cell) <= MAX_PATH_LENGTH else ""
    return bool(_PATH.fullmatch(text) or _ROOTED.fullmatch(text))


def names_no_file(cell: str, folder: Path) -> DocumentUnreadable | None:
    """Return why a cell that is no file's name will not do, if a file is what it means.

    It is an address in the web, or the name of a file in the folder without its ending.
    """
    named = _unquote(cell) if len(cell) <= MAX_PATH_LENGTH else ""
    if _WEB.match(named):
        return DocumentUnreadable(
            f"“{named}”是网址，程序不上网读取。",
            "请把文件下载到名单所在的文件夹，这一格只写它的文件名，例如“名称.docx”。",
        )
    if not named or "\n" in named or _SENTENCE.search(named):
        return None
    try:
        parts = _parts(named)
        below = folder.joinpath(*parts[:-1])
        inside = bool(parts) and below.resolve().is_relative_to(folder.resolve())
        found = _same_stem(parts[-1], below) if inside else None
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

    All of / and ／ and \ separate. Where the exact name does not exist, one that differs only in
    width, case or Unicode composition is taken if it is the only one. Raises
    `DocumentUnreadable` for a path that leaves the folder and for a file that is not there, then
    with a near name.
    """
    named = _unquote(cell)
    current, root = folder, folder.resolve()
    parts = _parts(named)
    for at, part in enumerate(parts, 1):
        step = _existing(current, part)
        if step is None:
            file = at == len(parts)
            names = [one for one in _names(current) if (current / one).is_file() is file]
            hint = _missing_hint(current, part, names)
            raise DocumentUnreadable(f"找不到文件“{named}”。", hint)
        if not step.resolve().is_relative_to(root):
            raise _outside(named)
        current = step
    return current


def story_place(cell: str, folder: Path) -> Path | None:
    """Return where the file that a cell names lies, or would lie if it were there.

    None where that is outside the workbook's folder.
    """
    with suppress(DocumentUnreadable):
        return resolve_story(cell, folder)
    try:
        parts = _parts(_unquote(cell))
    except DocumentUnreadable:
        return None
    place = folder
    for part in parts:
        place = _existing(place, part) or place / part
    return place


def _unquote(cell: str) -> str:
    return cleaned(cleaned(cell).strip(_QUOTES))


def _parts(named: str) -> list[str]:
    """Split a path and take its dots away; refuses one that is not below the folder."""
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


def _existing(folder: Path, name: str) -> Path | None:
    exact = folder / name
    try:
        if exact.exists():
            return exact
    except (OSError, ValueError):
        return None
    key = look_alike_key(name)
    alike = [folder / other for other in _names(folder) if look_alike_key(other) == key]
    return alike[0] if len(alike) == 1 and alike[0].exists() else None


def _missing_hint(folder: Path, name: str, names: Sequence[str]) -> str:
    near = _near(name, names)
    exact = near and comparison_key(_stem(near)) == comparison_key(_stem(name))
    if not exact and (below := _below(folder, name)):
        return f"“{below}”在里面的文件夹，如果就是它，请把单元格改成“{below}”。"
    if near is None:
        return "请核对文件名，并把文件放到名单所在的文件夹。"
    return f"同一文件夹里有“{near}”，如果就是它，请把单元格改成这个名字。"


def _same_stem(stem: str, folder: Path) -> str | None:
    key = comparison_key(stem)
    for name in _names(folder):
        if _PATH.fullmatch(name) and comparison_key(_stem(name)) == key:
            return name
    return None


def _below(folder: Path, name: str) -> str | None:
    """Find a file of this name, whatever its ending, in the folders of a folder."""
    stem = _stem(name)
    for inner in _names(folder)[:_MAX_FOLDERS]:
        is_link = (folder / inner).is_symlink()
        if stem and not is_link and (found := _same_stem(stem, folder / inner)):
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


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return _listing(folder, folder.stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(maxsize=64)
def _listing(folder: Path, _changed: int) -> tuple[str, ...]:
    """List a folder once, not once for each row of a workbook whose stories are all missing."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.name[:2] != "~$"))
