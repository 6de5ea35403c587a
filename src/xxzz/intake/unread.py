"""Warns of files in the folders of the lists that are not read and may contain a list."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.find import ENDINGS, PICTURES, WORD, find_links, find_others
from xxzz.intake.nominations.labels import Labels
from xxzz.location import Location
from xxzz.text.normalise import comparison_key
from xxzz.zips.reading import ForeignZip, Limits, ZipRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.season import Season

_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_BOOKS = frozenset({".xlsb", ".xltx", ".xltm", ".xlt", ".ett", ".numbers", ".fods", ".uos"})
_ARCHIVES = frozenset({".rar", ".7z", ".tar", ".gz", ".tgz", ".zipx", ".cab"})
_VOLUME = re.compile(r"\.(?:z01|r00|(?:zip|7z|rar)\.001)$", re.IGNORECASE)
"""The name of the first part of a divided archive; the last one may be a .zip."""
_MAILS = {".eml": b"filename", ".msg": "__attach".encode("utf-16-le")}
"""The ending of a mail, and what it contains if it has attachments."""
_LINKS = frozenset({".lnk", ".url"})
_OLD_VERSIONS = frozenset({".bak", ".tmp", ".xlk", ".old"})
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_STREAM = "Workbook".encode("utf-16-le")
_HEAD = 8192
_MAX_OLE_BYTES = 4 << 20
_MAX_MAIL_BYTES = 32 << 20
_MIN_LABELS = 4
_SEPARATOR = re.compile(r'["\s]*[,;\t，；][\s"]*')

_SAVE = "是名单的，请用 Excel 或 WPS 打开，另存为 .xlsx 再检查；不是名单的，不用管。"
_FORMAT = ("这种格式的表格没有读，不知道里面有没有推荐名单。", _SAVE)
_ENDING = (
    "这个文件是工作簿，却不是工作簿的文件名，没有读。",
    "是名单的，请把文件名的结尾改成 .xlsx（旧格式改成 .xls）再检查；不是名单的，不用管。",
)
_NAME = (
    "文件名像是名单，这种格式没有读。",
    "是名单的，请把里面的各行录入或复制到推荐名单的工作簿里；不是名单的，不用管。",
)
_ARCHIVE = (
    "这是压缩包，里面的文件没有读。",
    "里面有名单的，请先解压到这个文件夹，再检查；没有的，不用管。",
)
_LINK = (
    "这是快捷方式，不是文件本身，没有读。",
    "请把它指向的文件复制到这个文件夹，再检查；不需要的，请删去快捷方式。",
)
_MAIL = (
    "这是邮件，附件没有读。",
    "附件里有名单或推荐表的，请先另存到这个文件夹，再检查；没有的，不用管。",
)
_ELSEWHERE = (
    "这是指向别处的链接，没有读。",
    "里面有名单的，请把文件本身放到这个文件夹，再检查；没有的，不用管。",
)
_BY_ENDING = {
    **dict.fromkeys(_BOOKS, _FORMAT),
    **dict.fromkeys(_ARCHIVES, _ARCHIVE),
    **dict.fromkeys(_OLD_VERSIONS),
}


def unread_files(paths: Sequence[Path], season: Season) -> Iterator[Problem]:
    """Yield a warning for each file in the folders that is not read and may be a list."""
    folders = [path for path in paths if path.is_dir()]
    check = _FileCheck(season)
    for path in find_links(folders):
        yield _problem(path, _ELSEWHERE)
    for path in find_others(folders):
        try:
            warning = check.warning(path)
        except OSError:
            continue
        if warning:
            yield _problem(path, warning)


def _problem(path: Path, warning: tuple[str, str]) -> Problem:
    return Problem(
        *warning,
        Location(path.as_posix()),
        rule=rule_names.WORKBOOK_UNREADABLE,
        severity=Severity.WARNING,
    )


class _FileCheck:
    """Recognises files that may contain a list, by extension, name or content."""

    def __init__(self, season: Season) -> None:
        self._labels = Labels(season)
        words = "|".join(re.escape(comparison_key(word)) for word in season.notice.sheets.lists)
        self._listed = re.compile(words or r"(?!)")

    def warning(self, path: Path) -> tuple[str, str] | None:
        """Return the message and the hint about a file that may contain a list, else None.

        Raises:
            OSError: it can't be opened.
        """
        ending = path.suffix.lower()
        if ending in _BY_ENDING:
            return _BY_ENDING[ending]
        if _VOLUME.search(path.name):
            return _ARCHIVE
        if ending in _MAILS:
            return _MAIL if _has_attachment(path) else None
        if ending in _LINKS:
            return _LINK if self._may_link(path.stem) else None
        if ending in _TEXTS and self._has_header(path):
            return _FORMAT
        is_named = ending in WORD | PICTURES and self._is_listed(path.stem)
        return _by_content(path) or (_NAME if is_named else None)

    def _is_listed(self, name: str) -> bool:
        return self._listed.search(comparison_key(name)) is not None

    def _may_link(self, name: str) -> bool:
        return self._is_listed(name) or any(ending in name.lower() for ending in ENDINGS)

    def _has_header(self, path: Path) -> bool:
        """Tell whether a line at the beginning of a text file is the header of a list."""
        data = _head(path)
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        texts = (data.decode(name, "ignore") for name in (encoding, "gb18030"))
        return any(
            len({self._labels.field(cell) for cell in _SEPARATOR.split(line)} - {None})
            >= _MIN_LABELS
            for text in texts
            for line in text.splitlines()
        )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _has_attachment(path: Path) -> bool:
    with path.open("rb") as file:
        return _MAILS[path.suffix.lower()] in file.read(_MAX_MAIL_BYTES)


def _by_content(path: Path) -> tuple[str, str] | None:
    """Return the message and the hint about a file that is a workbook, or an archive with one."""
    with path.open("rb") as file:
        head = file.read(len(_ZIP))
        if head == _OLE:
            return _ENDING if _STREAM in file.read(_MAX_OLE_BYTES) else None
        if head != _ZIP:
            return _ARCHIVE if path.suffix.lower() == ".zip" else None
        try:
            names = {entry.filename for entry in ForeignZip(file, Limits(total=0)).entries}
        except ZipRefused:
            return _ARCHIVE if path.suffix.lower() == ".zip" else None
    if "xl/workbook.xml" in names:
        return _ENDING
    is_package = any(name.rpartition("/")[2] == "bagit.txt" for name in names)
    is_document = "[Content_Types].xml" in names or "mimetype" in names
    if is_package or is_document or path.suffix.lower() != ".zip":
        return None
    inside = {Path(name).suffix.lower() for name in names}
    return _ARCHIVE if inside & (ENDINGS | _BOOKS | _TEXTS | WORD | {".zip"} | _ARCHIVES) else None
