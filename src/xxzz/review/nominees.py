"""The nominations under review, read from the city's ledger (五（二）)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.intake.find import LEDGER
from xxzz.intake.lists import ListColumn, ListRow
from xxzz.review.refused import Refused, error, the_list
from xxzz.text.rank import rank_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.finding import Problem
    from xxzz.location import Location
    from xxzz.season import Season

SHEET = "全部推荐"
NUMBER = ListColumn("number", "编号", ("推荐编号",))
STORY_WORDS = ListColumn("story_words", "事迹字数")
STORY_DIGEST = ListColumn("story_digest", "事迹校验码")

_CONTACT_KINDS = frozenset({"phone", "mobile", "email", "postcode"})
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Nominee:
    """A nomination with its number; `digest` changes with the content that experts judge."""

    number: str
    recommender: str
    category: str
    name: str
    digest: str
    values: Mapping[str, str]
    location: Location
    brief: str


def ledger_path(path: Path) -> Path:
    """Return the ledger in a folder written by `xxzz merge`, or the workbook itself."""
    return path / LEDGER if path.is_dir() else path


def read_nominees(path: Path, season: Season) -> tuple[Nominee, ...]:
    """Read the nominations of the ledger, in order.

    Raises:
        Refused: the ledger can't be read, or a row can't be judged; with the cells.
    """
    columns = _columns(season)
    table = the_list(ledger_path(path), columns, _needed(season), SHEET)
    problems = list(_faults(table.rows, season))
    if problems:
        raise Refused(problems)
    if not table.rows:
        raise Refused(
            [
                error(
                    table.header,
                    f"汇总里没有一{season.measure}推荐。",
                    f"请先用 {remedies.MERGE} 汇总收件。",
                )
            ]
        )
    numbers = numbers_of(table.rows, season)
    problems = list(_duplicates(numbers, table.rows))
    if problems:
        raise Refused(problems)
    return tuple(
        _nominee(number, row, season) for number, row in zip(numbers, table.rows, strict=True)
    )


def numbers_of(rows: Sequence[ListRow], season: Season) -> list[str]:
    """Return each row's number: the ledger's, else from year, recommender and order of 序号."""
    own = [row[NUMBER.id] for row in rows]
    if any(own):
        return own
    order = sorted(
        range(len(rows)), key=lambda at: (rank_number(rows[at][season.roles.rank]) or 10**6, at)
    )
    counts: Counter[str] = Counter()
    numbers = [""] * len(rows)
    for at in order:
        row = season.recommender(rows[at][season.roles.recommender])
        name = row.name if row else ""
        counts[name] += 1
        numbers[at] = f"{season.year}-{name}-{counts[name]:02}"
    return numbers


def short_digest(value: object) -> str:
    """Return twelve hex digits of a value's digest, independent of the order of its keys."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def _columns(season: Season) -> list[ListColumn]:
    fields = [
        ListColumn(field.id, field.header)
        for field in season.notice.fields
        if field.role != "story"
    ]
    return [NUMBER, STORY_WORDS, STORY_DIGEST, *fields]


def _faults(rows: Sequence[ListRow], season: Season) -> Iterator[Problem]:
    mend = "请在名单里改好，重新打包、汇总；不参加评议的，从汇总里删去这一行。"
    who, kind = season.roles.recommender, season.roles.category
    for row in rows:
        for name in _needed(season):
            header = season.field(name).header
            if not row[name]:
                yield error(row.at(name), f"没有“{header}”，不能评议。", mend)
        if row[who] and season.recommender(row[who]) is None:
            yield error(row.at(who), f"没有推荐单位“{row[who]}”。", mend)
        if row[kind] and season.category(row[kind]) is None:
            yield error(row.at(kind), f"没有类别“{row[kind]}”。", mend)


def _needed(season: Season) -> tuple[str, ...]:
    roles = season.roles
    return (roles.recommender, roles.category, roles.name)


def _duplicates(numbers: Sequence[str], rows: Sequence[ListRow]) -> Iterator[Problem]:
    first: dict[str, ListRow] = {}
    for number, row in zip(numbers, rows, strict=True):
        place = row.at(NUMBER.id)
        if not number:
            yield error(place, "没有编号。", "编号由汇总给出，请重新汇总。")
        elif number in first:
            other = first[number].at(NUMBER.id).seen_from(place)
            yield error(place, f"编号{number}与{other}重复。", "请重新汇总，不要手工改编号。")
        first.setdefault(number, row)


def _nominee(number: str, row: ListRow, season: Season) -> Nominee:
    roles, fields = season.roles, season.notice.fields
    recommender = season.recommender(row[roles.recommender])
    category = season.category(row[roles.category])
    contact = {field.id for field in fields if field.kind in _CONTACT_KINDS}
    apart = {NUMBER.id, roles.rank, roles.recommender, roles.remark}
    judged = {name: text for name, text in row.values.items() if name not in contact | apart}
    return Nominee(
        number,
        recommender.name if recommender else "",
        str(category),
        row[roles.name],
        short_digest(judged),
        row.values,
        row.base,
        row.values.get(roles.brief, ""),
    )
