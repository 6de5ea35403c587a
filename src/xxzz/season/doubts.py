"""Questions about values in a year's tables that look outdated or forgotten.

A line that ends in the comment 已核对 is not asked about again; a comment 待核对 is reported until
it is removed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from xxzz.location import Location
from xxzz.season.years import years_in
from xxzz.strictyaml.problems import TableProblem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from xxzz.season.tables import Season
    from xxzz.strictyaml.problems import Keys
    from xxzz.strictyaml.tree import Tree

TO_CHECK = "# 待核对："
"""Start of a comment that a person removes after checking."""
CHECKED = "已核对"
"""Marks, in a comment at the end of a line, that its value has been checked."""

_SETTLED = re.compile(rf"#.*{CHECKED}")
_FAR = 183
_LENGTH = re.compile(r"(?<![0-9.])([0-9]+)字")
_YEARS = re.compile(r"(?:不少于|不低于|不足|至少|满)([0-9]{1,2})个?整?年")


class Doubt(NamedTuple):
    """A question about a value: the table (as the loader names it), the value's path, the text."""

    table: str
    keys: Keys
    text: str


def doubts(season: Season, trees: Mapping[str, Tree]) -> Iterator[TableProblem]:
    """Yield what a person should check in consistent tables, with lines."""
    for tree in trees.values():
        yield from _comments(tree)
    for ask in _QUESTIONS:
        for one in ask(season, trees):
            tree = trees[one.table]
            if not _is_settled(tree, tree.line(one.keys)):
                yield tree.problem(one.keys, one.text)


def _is_settled(tree: Tree, line: int) -> bool:
    return bool(_SETTLED.search(tree.text.splitlines()[line - 1]))


def _comments(tree: Tree) -> Iterator[TableProblem]:
    if TO_CHECK not in tree.text:
        return
    for number, line in enumerate(tree.text.splitlines(), 1):
        _, mark, text = line.partition(TO_CHECK)
        if mark:
            place = Location(tree.path.as_posix(), line=number)
            yield TableProblem(place, f"{text.rstrip('。')}。看过以后请删去这句说明。")


def _titles(season: Season, trees: Mapping[str, Tree]) -> Iterator[Doubt]:
    """Ask about years other than the season's in titles and printed texts."""
    issued = season.notice.issued.year
    for name, tree in trees.items():
        for keys, value in tree.leaves():
            if not isinstance(value, str) or not _is_printed(keys):
                continue
            fine = {season.year, issued} if keys[-1] == "number" else {season.year}
            if wrong := [span for span in years_in(value) if fine.isdisjoint(span)]:
                text = f"这里写着{wrong[0][-1]}年，这是{season.year}年的表，是不是忘了改？"
                yield Doubt(name, keys, text)


def _is_printed(keys: Keys) -> bool:
    last = next((key for key in reversed(keys) if isinstance(key, str)), "")
    return last in ("title", "number", "body") or last.endswith("_title") or "documents" in keys


def _dates(season: Season, _: Mapping[str, Tree]) -> Iterator[Doubt]:
    issued, deadline = season.notice.issued, season.notice.submission.deadline
    keys = ("submission", "deadline")
    if deadline < issued:
        text = f"截止日期{deadline}早于印发日期{issued}，是不是写错了年份？"
        yield Doubt("notice", keys, text)
    elif (deadline - issued).days > _FAR:
        days = (deadline - issued).days
        text = f"从印发（{issued}）到截止（{deadline}）有{days}天，是不是有一个日期忘了改？"
        yield Doubt("notice", keys, text)
    elif season.year not in (issued.year, deadline.year):
        text = f"截止日期是{deadline}，这是{season.year}年的表，是不是忘了改？"
        yield Doubt("notice", keys, text)


def _as_of(season: Season, trees: Mapping[str, Tree]) -> Iterator[Doubt]:
    deadline = season.notice.submission.deadline
    if season.year not in (season.notice.issued.year, deadline.year) or any(_dates(season, trees)):
        return  # the deadline itself is asked about
    for keys, value in trees["notice"].leaves():
        if keys[-1] == "as_of" and abs(_days(value, deadline)) > _FAR:
            days = abs(_days(value, deadline))
            text = f"这里算到{value}，离截止日期{deadline}有{days}天，是不是忘了改？"
            yield Doubt("notice", keys, text)


def _days(day: dt.date, other: dt.date) -> int:
    return (day - other).days


def _limits(_: Season, trees: Mapping[str, Tree]) -> Iterator[Doubt]:
    """Ask about limits in a text that differ from the limits in the table."""
    tree = trees["notice"]
    leaves = list(tree.leaves())
    lengths, least = _numbers(leaves, "limits"), _numbers(leaves, "years")
    for keys, value in leaves:
        if not isinstance(value, str) or keys[0] == "texts":
            continue
        for pattern, known, unit in ((_LENGTH, lengths, "字"), (_YEARS, least, "年")):
            for match in pattern.finditer(value):
                if known and int(match[1]) not in known:
                    limits = "、".join(map(str, sorted(known)))
                    text = f"这里写着“{match[0]}”，界限里却没有{match[1]}{unit}（有{limits}）"
                    yield Doubt("notice", keys, f"{text}，是不是有一处忘了改？")


def _numbers(leaves: list[tuple[Keys, object]], under: str) -> set[int]:
    return {value for keys, value in leaves if under in keys and isinstance(value, int)}


def _without_recommender(season: Season, _: Mapping[str, Tree]) -> Iterator[Doubt]:
    allowed = {one for channel in season.notice.channels for one in channel.categories}
    for at, info in enumerate(season.notice.categories):
        if info.id not in allowed:
            text = f"没有一个推荐单位可以推荐“{info.name}”，channels 里是不是漏写了 {info.id}？"
            yield Doubt("notice", ("categories", at), text)


_QUESTIONS: tuple[Callable[[Season, Mapping[str, Tree]], Iterator[Doubt]], ...] = (
    _titles,
    _dates,
    _as_of,
    _limits,
    _without_recommender,
)
