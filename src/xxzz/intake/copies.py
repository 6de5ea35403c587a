"""Finds lists that are copies of another one: saved twice, an older version, an annotated copy.

So are the workbooks of one nomination each that lie beside the list that was put together from
them. If a copy were counted, the quota and every name would be doubled, with dozens of findings.
So the copy is left out, with one problem that tells it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xxzz import rule_names
from xxzz.finding import Problem
from xxzz.location import Location
from xxzz.nomination import Submission
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xxzz.nomination import Nomination
    from xxzz.season import Season

_MIN_SHARE = 0.6
"""The least share of common nominations of a list and its copy."""
_MIN_SHARE_IF_NAMED = 0.5
"""The same for one with a name that says that it is a copy."""
_MIN_COMMON = 2
_MIN_SAME_CELLS = 0.6
"""The least share of equal cells of a nomination that is alone in its file, and its row elsewhere.

With fewer it is more likely to be another one of the same name, or entered twice on its own.
"""
_MAX_SHOWN = 5
_NUMBERED_NAME = re.compile(r"\(\d{1,2}\)$|[-_ ]\d$")


class _List(NamedTuple):
    """The nominations of one sheet, by recommender and name."""

    place: Location
    rows: dict[tuple[str, str], Nomination]


def without_copies(
    submissions: Sequence[Submission], problems: Iterable[Problem], season: Season
) -> tuple[list[Submission], list[Problem]]:
    """Leave out the lists that are copies; one problem replaces those of each."""
    lists = _lists(submissions, season)
    if len(lists) < 2:  # noqa: PLR2004  # a copy needs an original
        return list(submissions), list(problems)
    detector = _CopyDetector(season)
    originals: list[_List] = []
    copies: dict[Location, tuple[_List, list[_List]]] = {}
    for one in sorted(lists, key=detector.order):
        original = next((other for other in originals if detector.is_copy(one, other)), None)
        if original:
            copies.setdefault(original.place, (original, []))[1].append(one)
        else:
            originals.append(one)
    left_out = {one.place for _, found in copies.values() for one in found}
    if not left_out:
        return list(submissions), list(problems)
    kept = [_without(one, left_out) for one in submissions]
    others = [p for p in problems if Location(p.location.file, p.location.sheet) not in left_out]
    told = [problem for one, found in copies.values() for problem in _problems(found, one, season)]
    return [one for one in kept if one], [*others, *told]


def _lists(submissions: Iterable[Submission], season: Season) -> list[_List]:
    prefixes = "|".join(re.escape(comparison_key(one)) for one in season.notice.duplicates.prefixes)
    prefix = re.compile(f"^(?:{prefixes})+" if prefixes else r"(?!)")
    lists: dict[Location, _List] = {}
    for submission in submissions:
        for nomination in submission.nominations:
            place = _place(nomination)
            if place.sheet and nomination.name:
                found = lists.setdefault(place, _List(place, {}))
                known = season.recommender(nomination.recommender)
                who = known.name if known else nomination.recommender
                key = comparison_key(nomination.name)
                found.rows.setdefault((who, prefix.sub("", key) or key), nomination)
    return list(lists.values())


def _place(nomination: Nomination) -> Location:
    base = nomination.origin.base
    return Location(base.file, base.sheet)


class _CopyDetector:
    """Tells copies from originals by the names of files and sheets, and by their nominations."""

    def __init__(self, season: Season) -> None:
        sheets = season.notice.sheets
        self._main = comparison_key(sheets.nominations)
        words = "|".join(re.escape(comparison_key(word)) for word in sheets.copies)
        self._words = re.compile(words or r"(?!)")
        self._fields = season.field_ids

    def order(self, one: _List) -> tuple[bool, bool, int, int, str]:
        """Return a sort key with which originals come before their copies, a total list first."""
        file, sheet = one.place.file, one.place.sheet or ""
        main = comparison_key(sheet) == self._main
        return self._says_copy(one), not main, -len(one.rows), len(file), f"{file}!{sheet}"

    def is_copy(self, one: _List, other: _List) -> bool:
        """Tell whether a list is a copy of another one that comes before it in the order."""
        shared = len(one.rows.keys() & other.rows.keys())
        fewer = min(len(one.rows), len(other.rows))
        if len(one.rows) == 1:
            if shared == 0 or one.place.file == other.place.file:
                return False
            return len(other.rows) == 1 or self._says_copy(one) or self._has_same_cells(one, other)
        if self._says_copy(one):
            return shared > 0 and shared >= _MIN_SHARE_IF_NAMED * fewer
        return shared >= max(_MIN_COMMON, _MIN_SHARE * fewer)

    def _has_same_cells(self, one: _List, other: _List) -> bool:
        """Tell whether most answers of a list's only nomination are those of its row elsewhere."""
        ((key, nomination),) = one.rows.items()
        filled = [name for name in self._fields if nomination.value(name)]
        same = sum(nomination.value(name) == other.rows[key].value(name) for name in filled)
        return same >= _MIN_SAME_CELLS * len(filled)

    def _says_copy(self, one: _List) -> bool:
        names = (Path(one.place.file).stem, one.place.sheet or "")
        return any(
            self._words.search(comparison_key(name)) or _NUMBERED_NAME.search(comparison_key(name))
            for name in names
        )


def _problems(copies: Sequence[_List], original: _List, season: Season) -> Iterator[Problem]:
    """Tell the copies of a list; files that each hold one of its nominations share a problem."""
    parts = [one for one in copies if len(one.rows) == 1 < len(original.rows)]
    if len(parts) > 1:
        yield _parts_problem(parts, original, season)
    for one in copies:
        if len(parts) <= 1 or one not in parts:
            yield _problem(one, original, season)


def _problem(one: _List, original: _List, season: Season) -> Problem:
    same_file = one.place.file == original.place.file
    ours, theirs = (
        f"工作表“{at.place.sheet}”" if same_file else f"“{Path(at.place.file).name}”"
        for at in (one, original)
    )
    shared = one.rows.keys() & original.rows.keys()
    return Problem(
        f"{ours}多半是{theirs}的副本：{len(shared)}{season.measure}相同，"
        f"{'，'.join(_differences(one, original, season)) or '内容完全一样'}。"
        "这一份没有计算在内。",
        "两份只能留一份：请核对哪一份是最新的，把另一份删去，或移到别的文件夹。",
        one.place,
        rule=rule_names.COPY_OF,
        related=(original.place,),
    )


def _parts_problem(parts: Sequence[_List], original: _List, season: Season) -> Problem:
    total = Path(original.place.file).name
    names = [Path(one.place.file).name for one in parts]
    changed = [
        f"“{name}”{cells}"
        for name, one in zip(names, parts, strict=True)
        for cells in _changed_cells(one, original, season)
    ]
    differences = f"其中{_shown(changed, '；')}" if changed else "各格完全一样"
    return Problem(
        f"有{len(parts)}份工作簿各有1{season.measure}，都已在“{total}”里"
        f"（{_shown(names)}），{differences}。这几份没有计算在内。",
        f"多半是汇总以前各自交来的：各格不同的请核对，最新的写进“{total}”，"
        "再把这几份移到别的文件夹。",
        parts[0].place,
        rule=rule_names.COPY_OF,
        related=(original.place, *(one.place for one in parts[1:])),
    )


def _differences(one: _List, original: _List, season: Season) -> list[str]:
    parts = []
    if more := len(one.rows.keys() - original.rows.keys()):
        parts.append(f"多{more}{season.measure}")
    if fewer := len(original.rows.keys() - one.rows.keys()):
        parts.append(f"少{fewer}{season.measure}")
    ours, theirs = (next(iter(at.rows.values())).origin.columns for at in (one, original))
    if fewer := len(theirs.keys() - ours.keys()):
        parts.append(f"少{fewer}栏")
    return [*parts, *_changed_cells(one, original, season)]


def _changed_cells(one: _List, original: _List, season: Season) -> list[str]:
    """Tell the cells of a copy that differ from the original's; an empty list without one."""
    cells = [
        nomination.origin.locate(name).cell or ""
        for key, nomination in one.rows.items()
        if (other := original.rows.get(key))
        for name in season.field_ids
        if nomination.value(name) != other.value(name)
        if name in nomination.origin.columns  # a summary has few of the columns
        if not (
            len(one.rows) == 1 and name == season.roles.rank
        )  # a number of its own is no change
    ]
    return [f"有{len(cells)}格不同（{_shown(cells)}）"] if cells else []


def _shown(texts: Sequence[str], separator: str = "、") -> str:
    return separator.join(texts[:_MAX_SHOWN]) + ("等" if len(texts) > _MAX_SHOWN else "")


def _without(submission: Submission, copies: Iterable[Location]) -> Submission | None:
    """Return a submission without the lists that are copies, None if no list is left."""
    if not submission.nominations:
        return submission
    left = tuple(one for one in submission.nominations if _place(one) not in copies)
    if len(left) == len(submission.nominations):
        return submission
    return Submission(source=submission.source, nominations=left) if left else None
