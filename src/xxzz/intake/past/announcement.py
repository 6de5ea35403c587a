"""Reads announcements of winners in Word, with names under the headings of their categories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from xxzz import rule_names
from xxzz.finding import Problem
from xxzz.intake.docx.text import DocumentUnreadable, open_document
from xxzz.intake.form.document import blocks, text_of
from xxzz.intake.form.grid import read_grid
from xxzz.intake.form.prepare import prepare
from xxzz.intake.lists import list_in
from xxzz.intake.nominations.notes import is_note
from xxzz.intake.past.rows import Past, columns, doubt, to_past, winners_in
from xxzz.intake.spreadsheet.grid import Grid
from xxzz.location import Location
from xxzz.season.past import PastWinner
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xxzz.intake.form.grid import Line
    from xxzz.season import Season

_HEADING = re.compile(
    r"(?P<numeral>[（(]?[一二三四五六七八九十]{1,3}[)）、.．]\s*)?(?P<title>.+?)"
    r"\s*(?:[（(]\s*共?\s*(?P<count>\d+)\s*[个家户名][)）])?\s*[:：]?"
)
_AROUND_CATEGORY = re.compile(r"^(?:\d{4}年度?)?(?:上海市)?(?:优秀)?|(?:名单|获评名单)$")
_CATEGORY_WORD = "学习型"
_NUMBERING = re.compile(r"^(?:\d{1,3}\s*[.．、)）]|[（(]\d{1,3}[)）])\s*")
_BETWEEN_NAMES = re.compile(r"[\t\n]+|[ \u3000]{2,}|(?<=\S{4})[ \u3000](?=\S{4})")
_SENTENCE = re.compile(r"[。；：！？]|^[（(].*[）)]$")
_MAX_HEADING_LENGTH = 60
_NUMBER = re.compile(r"\d{1,4}")
# not the year of a document number, 〔2023〕11号, and not that of a date
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!\s*\d{1,2}\s*月)")


class _Heading(NamedTuple):
    """The heading of a category; `stated` is the number of winners that it tells, if any."""

    category: str
    stated: int | None
    place: Location


def read_announcement(path: Path, season: Season) -> Past:
    """Read a .docx; a category with another number of names than its heading tells is a problem."""
    place = Location(path.as_posix())
    try:
        document = open_document(path.read_bytes())
    except DocumentUnreadable as error:
        return Past(problems=(_unusable(place, error.message, error.hint),))
    prepare(document)
    reader = _Reader(place, season)
    for number, block in enumerate(blocks(document), 1):
        if block.is_table:
            reader.table(read_grid(document, block.element), number)
        else:
            reader.paragraph(text_of(document, block.element), number)
    past = to_past(reader.finish())
    if not past.winners:
        kind = season.category_header
        hint = f"请整理成 .xlsx：一行表头（年度、{kind}、名称），一{season.measure}一行。"
        return Past(problems=(_unusable(place, "没有找到分类别的名单。", hint),))
    return past


class _Reader:
    """Reads the blocks of a document in order; names before the first heading are ignored."""

    def __init__(self, place: Location, season: Season) -> None:
        self._place = place
        self._season = season
        self._year: int | None = None
        self._heading: _Heading | None = None
        self._found: list[PastWinner | Problem] = []
        self._count = 0
        """The number of winners since the last heading."""

    def paragraph(self, text: str, number: int) -> None:
        """Read a paragraph as a heading or as names; `number` counts the blocks from 1."""
        place = self._place._replace(paragraph=number)
        self._year = self._year or _year_of(text)
        if heading := self._as_heading(text.strip(), place):
            self._close()
            self._heading = heading
        elif self._heading and not self._is_prose(text):
            for part in _BETWEEN_NAMES.split(text.strip()):
                self._add(part, place)

    def table(self, lines: Sequence[Line], number: int) -> None:
        """Read a table with a header as a list, any other as names."""
        rows = [[(cell.origin or cell).text for cell in line] for line in lines]
        width = max(map(len, rows), default=0)
        grid = Grid(f"第{number}段的表格", [row + [""] * (width - len(row)) for row in rows])
        category = self._heading.category if self._heading else ""
        listed = list_in(grid, columns(self._season), self._place.file)
        if listed and "name" in listed.columns:
            winners = list(winners_in(listed, category, self._year))
            self._found += winners
            self._count += sum(isinstance(one, PastWinner) for one in winners)
        elif self._heading:
            for at, row in enumerate(rows, 1):
                for text in row:
                    if not _NUMBER.fullmatch(text.strip()) and not self._is_prose(text):
                        self._add(text, Location(self._place.file, grid.name, at))

    def finish(self) -> Sequence[PastWinner | Problem]:
        """Return the winners and problems of the document."""
        self._close()
        return self._found

    def _add(self, text: str, place: Location) -> None:
        name = _NUMBERING.sub("", text.strip()).strip()
        if name and self._heading:
            self._found.append(PastWinner(name, self._year, self._heading.category, "", place))
            self._count += 1

    def _as_heading(self, text: str, place: Location) -> _Heading | None:
        match = _HEADING.fullmatch(text)
        if match is None or len(text) > _MAX_HEADING_LENGTH:
            return None
        category = _AROUND_CATEGORY.sub("", match["title"].strip())
        count = int(match["count"]) if match["count"] else None
        is_known = any(map(self._season.category, (match["title"], category)))
        if is_known or (match["numeral"] and (count is not None or _CATEGORY_WORD in category)):
            return _Heading(category, count, place)
        return None

    def _is_prose(self, text: str) -> bool:
        """Tell whether a text is blank, a sentence, a date or a signature, and not a name."""
        text = text.strip()
        if not text or comparison_key(text) == comparison_key(self._season.notice.issuer):
            return True
        return bool(_SENTENCE.search(text)) or is_note([text], 1)

    def _close(self) -> None:
        """Compare the number of winners with the one that the last heading tells."""
        heading = self._heading
        if heading and heading.stated not in (None, self._count):
            unit = self._season.measure
            message = f"“{heading.category}”写明{heading.stated}{unit}，读到{self._count}{unit}。"
            hint = "请对照原文，改好往年名单里这一类的各行。"
            self._found.append(doubt(heading.place, message, hint))
        self._count = 0


def _year_of(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match[1]) if match else None


def _unusable(place: Location, message: str, hint: str) -> Problem:
    return Problem(message, hint, place, rule=rule_names.WORKBOOK_UNREADABLE)
