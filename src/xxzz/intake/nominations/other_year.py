"""Recognises workbooks of another year than the season."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from xxzz import remedies, rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.spreadsheet.properties import custom_property
from xxzz.location import Location
from xxzz.season.years import without_years, years_in
from xxzz.text.normalise import comparison_key
from xxzz.workbooks.marks import SEASON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.season import Season

_TITLE_ROWS = 3
"""How many rows of a sheet without a list are searched for a title."""
_MAX_ROWS_ABOVE_HEADER = 40

_MIN_CORE = 6


class _Title(NamedTuple):
    year: int
    text: str
    place: Location


class YearCheck:
    """Compares the titles in workbooks with those of a season."""

    def __init__(self, season: Season) -> None:
        self._season = season
        notice = season.notice
        self._notice = comparison_key(without_years(notice.title))
        titles = [notice.title]
        for _, document in notice.documents:
            titles += (document.title, *document.aliases)
        dated = (title for title in titles if any(years_in(title)))
        self._titles = tuple(comparison_key(without_years(title)) for title in dated)
        self._core, self._endings = self._parts(self._titles)

    def _parts(self, titles: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """Return what the titles of the documents have in common, and how such titles end."""
        ours = [title for title in titles if title != self._notice]
        core = _common_start(ours)
        endings = (*(title.removeprefix(core) for title in ours), *self._season.notice.sheets.lists)
        for prefix in self._season.notice.duplicates.city:
            core = core.removeprefix(comparison_key(prefix))
        return core, tuple(filter(None, endings))

    def _is_title(self, text: str) -> bool:
        """Tell whether a text without its year is a title, or one as people shorten it."""
        if any(title in text for title in self._titles):
            return True
        return len(self._core) >= _MIN_CORE and self._core in text and text.endswith(self._endings)

    def names(self, path: Path, sheets: Iterable[str]) -> Iterator[Problem]:
        """Yield a warning for the name of a file or of a list's sheet that has another year."""
        file = path.as_posix()
        places = [("文件名", path.stem, Location(file))]
        places += [
            ("工作表的名字", sheet, Location(file, sheet)) for sheet in dict.fromkeys(sheets)
        ]
        for what, name, place in places:
            spans = list(years_in(name))
            if spans and not any(self._season.year in span for span in spans):
                yield _problem(
                    f"{what}里是{spans[0][-1]}年，里面的名单也按{self._season.year}年的算了。",
                    f"是往年的，请移到别的文件夹；是{self._season.year}年的，请把名字改过来。",
                    place,
                )._replace(severity=Severity.WARNING)

    def problem(
        self, path: Path, grids: Sequence[Grid], headers: Mapping[str, int]
    ) -> Problem | None:
        """Return the problem of a workbook of another year, None for any other.

        It is a warning if only a title has another year, and the file was made from this season's
        blank workbook. `headers` has the row of each list's header, by sheet; a workbook without a
        list is not searched for titles.
        """
        stated = custom_property(path, SEASON)
        if stated.isdecimal() and int(stated) != self._season.year:
            return self._mismatch(int(stated), "文件属性里的年度", Location(path.as_posix()))
        title = next(self._titles_in(path, grids, headers), None) if headers else None
        if title is None:
            return None
        evidence = f"标题是“{title.text}”"
        if not stated:
            return self._mismatch(title.year, evidence, title.place)
        hint = f"请改正标题；确实是{title.year}年的内容，请换成{self._season.year}年的。"
        message = f"{evidence}，这份名单的表是{self._season.year}年的。"
        return _problem(message, hint, title.place)._replace(severity=Severity.WARNING)

    def _titles_in(
        self, path: Path, grids: Sequence[Grid], headers: Mapping[str, int]
    ) -> Iterator[_Title]:
        for grid in grids:
            above = min(headers.get(grid.name, _TITLE_ROWS + 1) - 1, _MAX_ROWS_ABOVE_HEADER)
            for number, row in enumerate(grid.rows[:above], 1):
                for column, value in enumerate(row, 1):
                    if isinstance(value, str) and (year := self._other_year(value)):
                        place = Location(path.as_posix(), grid.name, number, column)
                        yield _Title(year, value.strip(), place)

    def _other_year(self, text: str) -> int | None:
        """Return the year of a text that is one of the season's titles with another year."""
        spans = list(years_in(text))
        if not spans or any(self._season.year in span for span in spans):
            return None
        bare = comparison_key(without_years(text))
        return spans[0][-1] if self._is_title(bare) else None

    def _mismatch(self, year: int, evidence: str, place: Location) -> Problem:
        ours = self._season.year
        return _problem(
            f"这是{year}年的名单（{evidence}），这次按{ours}年的规则检查，里面的内容没有检查。",
            f"请换成{ours}年的名单；内容就是{ours}年的，"
            f"请用 {remedies.TEMPLATE} 生成{ours}年的空白名单，把内容复制过去；"
            f"要按{year}年的规则检查，请{remedies.SEASON.about(year=year)}。",
            place,
        )


def _problem(message: str, hint: str, place: Location) -> Problem:
    return Problem(message, hint, place, rule=rule_names.SEASON_MISMATCH)


def _common_start(texts: Sequence[str]) -> str:
    first = min(texts, default="")
    last = max(texts, default="")
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(one for one, _ in alike)
