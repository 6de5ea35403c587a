"""For each 牵头单位, what in its list seems to be one and the same, or won before (五（二）)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook

from xxzz import rule_names
from xxzz.bundle.city.lists import FOR_BODIES, of_body
from xxzz.entry import Entry
from xxzz.rules.past import won_before
from xxzz.text.file_names import safe_name
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import Row, add_sheet

if TYPE_CHECKING:
    from xxzz.bundle.city.view import City
    from xxzz.season import Season

_FILE = "请核对.xlsx"
_TITLE = "重复、相近、以前获评"
_SAID = {
    rule_names.DUPLICATE_NOMINATION: "重复推荐",
    rule_names.DUPLICATE_SIMILAR: "名称相近",
    rule_names.DUPLICATE_STORY: "事迹雷同",
}


def doubles(city: City) -> Iterator[tuple[str, bytes]]:
    """Yield a workbook for each 牵头单位 that has something to look at, with its path."""
    known = [*_between(city), *_before(city)]
    for body in city.season.notice.coordinators:
        own = {id(one) for one in of_body(body, city.entries, city.season)}
        rows = [row for entries, row in known if any(id(one) in own for one in entries)]
        if rows:
            book = Workbook()
            del book[book.sheetnames[0]]
            add_sheet(book, _TITLE, [_header(city.season), *rows])
            yield f"{FOR_BODIES}/{safe_name(body.name, '')}/{_FILE}", workbook_bytes(book)


def _header(season: Season) -> Row:
    other = f"另一{season.measure}的"
    who = ("编号", "推荐单位", "名称")
    return (*who, "情况", *(f"{other}{what}" for what in who))


_Concerned = tuple[Sequence[Entry], Row]


def _between(city: City) -> Iterator[_Concerned]:
    for finding in city.doubled:
        first, *others = city.entries_of(finding)
        for other in others:
            yield (first, other), (*_who(first, city), _SAID[finding.rule], *_who(other, city))


def _before(city: City) -> Iterator[_Concerned]:
    for entry, winner, similar in won_before(city.entries, city.season):
        when = f"{winner.year}年" if winner.year else "以前"
        said = f"与{when}获评的名称相近" if similar else f"{when}已经获评"
        yield (entry,), (*_who(entry, city), said, "", winner.recommender, winner.name)


def _who(entry: Entry, city: City) -> tuple[str, str, str]:
    return city.number_of(entry), entry.ref.recommender, entry.nomination.name
