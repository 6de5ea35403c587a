"""The title of a form: 附件3 of this season, of another year, or a form of another award."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from xxzz.text.normalise import cleaned, comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.season import Season

_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"([0-9〇零○一二三四五六七八九]{4})年?度?")
_YEAR_APART = re.compile(r"([0-9〇零○一二三四五六七八九]{4})年度?")
_MAX_TITLE = 40
"""The most characters of a line in which a year is that of the title in it."""
_LOOKS_LIKE_A_TITLE = re.compile(
    r".{2,40}(?:推荐|申报|申请|登记|报名|审批|评审|评选|汇总|考核)(?:表|书)(?:\(.{1,20}\))?"
)


class TitleKind(Enum):
    """What a title tells of a form; 附件3 can also lack its year, and a form its title."""

    THIS_YEAR = auto()
    WITHOUT_YEAR = auto()
    OTHER_YEAR = auto()
    OTHER_AWARD = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Title:
    """A form's title as it is written; `at` is the index of its first line."""

    kind: TitleKind
    text: str = ""
    at: int = 0

    @property
    def is_of_award(self) -> bool:
        """Whether it is a title of 附件3, of this or another year."""
        return self.kind not in (TitleKind.NONE, TitleKind.OTHER_AWARD)


class TitleReader:
    """Finds titles and compares them with those of the season's 附件3."""

    def __init__(self, season: Season) -> None:
        self._year = str(season.year)
        form = season.notice.documents.form
        bare = (comparison_key(_YEAR.sub("", title)) for title in (form.title, *form.aliases))
        self._ours = re.compile(rf"(?:{_YEAR.pattern})?(?:{'|'.join(map(re.escape, bare))})")

    def read(self, lines: Sequence[str]) -> Title:
        """Return the title among the lines above a table, the last one if there are several."""
        for at in range(len(lines) - 1, -1, -1):
            # a title may be broken over two lines
            for text in (lines[at], "".join(lines[at : at + 2])):
                if kind := self._kind_of(comparison_key(text)):
                    return Title(kind, cleaned(text), at)
        for at in range(len(lines) - 1, -1, -1):
            if _LOOKS_LIKE_A_TITLE.fullmatch(comparison_key(lines[at])):
                return Title(TitleKind.OTHER_AWARD, cleaned(lines[at]), at)
        return Title(TitleKind.NONE)

    def _kind_of(self, key: str) -> TitleKind | None:
        """Return the kind of a title of 附件3, with its year in front, within or behind."""
        match = self._ours.search(key)
        year = match and match[1]
        if year is None and len(key) <= _MAX_TITLE and (apart := _YEAR_APART.search(key)):
            match = match or self._ours.search(key[: apart.start()] + key[apart.end() :])
            year = apart[1]
        return self._kind(year) if match else None

    def _kind(self, year: str | None) -> TitleKind:
        if year is None:
            return TitleKind.WITHOUT_YEAR
        is_this_year = year.translate(_NUMERALS) == self._year
        return TitleKind.THIS_YEAR if is_this_year else TitleKind.OTHER_YEAR
