"""Collects the people named in the workbooks of receipt and review, to mask them in logs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.lists import ListColumn, read_lists
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.report.redact import Others
from xxzz.text.pii import EMAIL, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from xxzz.intake.lists import ListRow
    from xxzz.season import Season

_COLUMNS = (
    ListColumn("number", "编号", ("代码",)),
    ListColumn("category", "类别"),
    ListColumn("nominee", "名称", ("对象",)),
    ListColumn("recommender", "推荐单位"),
    ListColumn("unit", "单位", ("工作单位", "所在单位")),
    ListColumn("person", "姓名", ("专家姓名", "专家")),
    ListColumn("from", "反映人", ("提出人",)),
    ListColumn("handler", "经办人"),
    ListColumn("contact", "联系人"),
    ListColumn("excused", "回避", ("须回避", "应回避", "申报回避")),
    ListColumn("reason", "回避理由"),
    ListColumn("phone", "联系电话", ("电话", "手机", "手机号码", "手机号")),
    ListColumn("means", "联系方式"),
    ListColumn("email", "E-mail", ("邮箱", "电子邮箱", "电子邮件", "Email")),
)
_PERSONS = ("person", "from", "handler", "contact")
_CONTACTS = {"phone": PHONE, "means": PHONE, "email": EMAIL}
_REMARKS = ("excused", "reason")
_REMARK = "[说明]"
_BETWEEN = re.compile(r"[、，,;；/\n]+")
_CODE = re.compile(r"[\w-]*\d")
_LONGEST_NAME = 4
"""Maximum length of a name in characters; a longer remark is a sentence."""
_LEAST = 2


def named_in(paths: Iterable[Path], season: Season) -> Others:
    """Return the names, contact data and experts' remarks in workbooks.

    Unreadable workbooks are skipped.
    """
    columns = list(_columns(season))
    rows = [row for path in paths for row in _rows(path, columns)]
    names = [pair for row in rows for pair in _names(row, season)]
    return Others(tuple(names), tuple(pair for row in rows for pair in _values(row)))


def _columns(season: Season) -> Iterator[ListColumn]:
    """Yield the columns with the season's headers, except those that mean somebody else too.

    Where nominees have a 姓名, experts do as well: as names of persons both are masked.
    """
    roles = season.roles
    fields = {"category": roles.category, "nominee": roles.name, "phone": roles.mobile}
    taken = {text for one in _COLUMNS for text in (one.header, *one.aliases)}
    for one in _COLUMNS:
        field = fields.get(one.id)
        own = [season.field(field).header] if field else []
        own += [f"被推荐{season.nominees}"] * (one.id == "nominee")
        yield one._replace(aliases=(*one.aliases, *(x for x in own if x not in taken)))


def _rows(path: Path, columns: Sequence[ListColumn]) -> Iterator[ListRow]:
    try:
        tables = read_lists(path, columns)
    except (WorkbookUnreadable, OSError):
        return
    for table in tables:
        yield from table.rows


def _names(row: ListRow, season: Season) -> Iterator[tuple[str, str | None]]:
    for name in _PERSONS:
        for part in _BETWEEN.split(row[name]):
            if not _CODE.fullmatch(part):
                yield part, None
    for name in _REMARKS:
        for part in map(str.strip, _BETWEEN.split(row[name])):
            if len(part) <= _LONGEST_NAME and not season.recommender(part):
                yield part, None
    category = season.category(row["category"])
    if category and season.info(category).subject != "organisation":
        yield row["nominee"], category


def _values(row: ListRow) -> Iterator[tuple[str, str]]:
    for name, label in _CONTACTS.items():
        if len(row[name]) >= _LEAST:
            yield row[name], label
    for name in _REMARKS:
        if len(row[name]) > _LONGEST_NAME:
            yield row[name], _REMARK
