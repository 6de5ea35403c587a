"""Lists possible duplicates and former winners for each 牵头单位 (五（二）)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook

from xxzz import rule_names
from xxzz.bundle.city.lists import coordinator_path, for_coordinator
from xxzz.entry import Entry
from xxzz.rules.past import won_before
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import Row, add_sheet

if TYPE_CHECKING:
    from xxzz.bundle.city.view import City
    from xxzz.season import Season

_FILE = "请核对.xlsx"
_TITLE = "重复、相近、以前获评"
_SITUATIONS = {
    rule_names.DUPLICATE_NOMINATION: "重复推荐",
    rule_names.DUPLICATE_SIMILAR: "名称相近",
    rule_names.DUPLICATE_STORY: "事迹雷同",
}


def overlaps(city: City) -> Iterator[tuple[str, bytes]]:
    """Yield a workbook and its path for each 牵头单位 with such nominations."""
    known = [*_between(city), *_before(city)]
    for coordinator in city.season.notice.coordinators:
        own = {id(one) for one in for_coordinator(coordinator, city.entries, city.season)}
        rows = [row for entries, row in known if any(id(one) in own for one in entries)]
        if rows:
            book = Workbook()
            del book[book.sheetnames[0]]
            add_sheet(book, _TITLE, [_header(city.season), *rows])
            yield (
                f"{coordinator_path(coordinator.name)}/{_FILE}",
                workbook_bytes(book),
            )


def _header(season: Season) -> Row:
    other = f"另一{season.measure}的"
    who = ("编号", "推荐单位", "名称")
    return (*who, "情况", *(f"{other}{what}" for what in who))


_Concerned = tuple[Sequence[Entry], Row]


def _between(city: City) -> Iterator[_Concerned]:
    for finding in city.duplicates:
        first, *others = city.entries_of(finding)
        for other in others:
            yield (
                (first, other),
                (*_who(first, city), _SITUATIONS[finding.rule], *_who(other, city)),
            )


def _before(city: City) -> Iterator[_Concerned]:
    for entry, winner, similar in won_before(city.entries, city.season):
        when = f"{winner.year}年" if winner.year else "以前"
        said = f"与{when}获评的名称相近" if similar else f"{when}已经获评"
        yield (entry,), (*_who(entry, city), said, "", winner.recommender, winner.name)


def _who(entry: Entry, city: City) -> tuple[str, str, str]:
    return city.number_of(entry), entry.ref.recommender, entry.nomination.name
