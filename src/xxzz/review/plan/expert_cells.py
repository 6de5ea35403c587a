"""The columns of the list of experts, and the validation of its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.lists import ListColumn
from xxzz.review.refused import error, warning
from xxzz.text.contact import email_fault, phone_fault
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xxzz.finding import Problem
    from xxzz.intake.lists import ListRow, SheetList
    from xxzz.location import Location
    from xxzz.review.nominees import Nominee
    from xxzz.season import Season

COLUMNS = (
    ListColumn("code", "代码", ("专家代码", "编号")),
    ListColumn("name", "姓名", ("专家姓名", "专家")),
    ListColumn("unit", "单位", ("工作单位", "所在单位")),
    ListColumn("kind", "单位类型", ("类型", "专家类型", "专家类别")),
    ListColumn("phone", "联系电话", ("电话", "手机", "手机号码", "手机号")),
    ListColumn("email", "E-mail", ("邮箱", "电子邮箱", "电子邮件", "Email")),
    ListColumn("categories", "评审类别", ("类别", "可评类别", "评议类别")),
    ListColumn("limit", "最多份数", ("最多", "最多几份", "上限")),
    ListColumn("recommenders", "所属推荐单位", ("推荐单位", "关联推荐单位")),
    ListColumn("declared", "回避", ("须回避", "应回避", "申报回避")),
    ListColumn("remark", "备注"),
)
NEEDED = ("name", "unit", "categories")
_SEPARATORS = re.compile(r"[、，,;；/\n]+")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,15}")
_NUMBER = re.compile(r"[1-9][0-9]{0,4}")
ALL = frozenset({"全部", "所有", "各类", "不限"})


def faults(table: SheetList, nominees: Sequence[Nominee], season: Season) -> Iterator[Problem]:
    """Yield the problems in a list of experts: of each row, then between rows."""
    if not table.rows:
        yield error(table.header, "名单里没有专家。", "请在表头下面一行写一位专家。")
    known = {comparison_key(text) for one in nominees for text in (one.number, one.name)}
    for row in table.rows:
        yield from _own_cells(row)
        yield from _names(row, season, known)
    yield from _together(table.rows)


def parts(text: str) -> list[str]:
    """Return the items of a cell with several."""
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def _own_cells(row: ListRow) -> Iterator[Problem]:
    titles = {column.id: column.header for column in COLUMNS}
    for name in NEEDED:
        if not row[name]:
            yield error(row.at(name), f"没有写“{titles[name]}”。", "请补上。")
    if row["code"] and not _CODE.fullmatch(row["code"]):
        hint = "请用字母和数字，例如 E01；空着由工具给出。"
        yield error(row.at("code"), f"代码“{row['code']}”不能用。", hint)
    if row["limit"] and not _NUMBER.fullmatch(row["limit"]):
        text = f"最多份数写的是“{row['limit']}”，不是正整数。"
        yield error(row.at("limit"), text, "请写数字，例如 40；不限的空着。")
    judges: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("phone", phone_fault),
        ("email", email_fault),
    )
    for name, fault in judges:
        if row[name] and fault(row[name]):
            text = f"{titles[name]}“{row[name]}”写得不对。"
            yield warning(row.at(name), text, "请核对；判断回避时要拿它与推荐材料比较。")


def _names(row: ListRow, season: Season, known: set[str]) -> Iterator[Problem]:
    for part in parts(row["categories"]):
        if part not in ALL and season.category(part) is None:
            shorts = "、".join(info.short for info in season.notice.categories)
            hint = f"可以写：{shorts}、全部；几类之间用顿号隔开。"
            yield error(row.at("categories"), f"没有类别“{part}”。", hint)
    for part in parts(row["recommenders"]):
        if season.recommender(part) is None:
            example = season.quotas.recommenders[0].name
            hint = f"请写{season.quotas.source}里的名称，例如{example}；没有就空着。"
            yield error(row.at("recommenders"), f"没有推荐单位“{part}”。", hint)
    for part in parts(row["declared"]):
        if comparison_key(part) not in known and season.recommender(part) is None:
            hint = "请写编号、推荐单位或被推荐单位的名称，几个之间用顿号隔开。"
            text = f"“{part}”不是编号，不是推荐单位，也不是被推荐单位的名称。"
            yield error(row.at("declared"), text, hint)


def _together(rows: Sequence[ListRow]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], Location] = {}
    kinds: dict[str, tuple[str, Location]] = {}
    for row in rows:
        who = ("name", comparison_key(row["name"]), comparison_key(row["unit"]))
        for key, hint in ((who, "请只留一行。"), (("code", row["code"]), "请给其中一位换一个。")):
            place = row.at(key[0])
            if key[1] and (earlier := first.setdefault(key, place)) != place:
                text = f"“{row[key[0]]}”与{earlier.seen_from(place)}重复。"
                yield error(place, text, hint)
        place, kind = row.at("kind"), comparison_key(row["kind"])
        seen, earlier = kinds.setdefault(comparison_key(row["unit"]), (kind, place))
        if seen != kind:
            other = earlier.seen_from(place)
            text = f"同一单位“{row['unit']}”的单位类型，这里与{other}不同。"
            yield error(place, text, "请写成一样的。")
