"""Makes the 评分表 of all experts of a plan."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from xxzz import remedies
from xxzz.location import Location
from xxzz.review.nominees import ledger_path, read_nominees
from xxzz.review.plan.model import PLAN, read_plan
from xxzz.review.refused import Refused, error, warning
from xxzz.review.scores.columns import FOLDER, sheet_name
from xxzz.review.scores.sheets import Row, expert_book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xxzz.finding import Problem
    from xxzz.review.nominees import Nominee
    from xxzz.review.plan.model import PlanBook
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable

_PLACE = re.compile(r"^\d{3,} ")
"""The place in a list, which the forms that `xxzz merge` writes have before the number."""


@dataclass(frozen=True, slots=True)
class SheetFiles:
    """The files by their names in the review's folder, and warnings to check."""

    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]


def planned(folder: Path, ledger: Path, season: Season) -> tuple[PlanBook, Sequence[Nominee]]:
    """Read the plan of a review's folder and the ledger it was made from.

    Raises:
        Refused: one can't be read, or they have different nominations.
    """
    plan, nominees = read_plan(folder / PLAN, season), read_nominees(ledger, season)
    by_number = {one.number: one for one in nominees}
    in_plan = {one.number for one in plan.panels}
    hint = f"汇总变了，请先重新{remedies.PLAN.run}。"
    problems = [
        error(one.location, f"方案里没有{one.number}（{one.name}）。", hint)
        for one in nominees
        if one.number not in in_plan
    ]
    place = Location(ledger_path(ledger).as_posix())
    problems += [
        error(place, f"汇总里没有方案中的{one.number}（{one.name}）。", hint)
        for one in plan.panels
        if one.number not in by_number
    ]
    if problems:
        raise Refused(problems)
    return plan, nominees


def make_sheets(
    folder: Path, ledger: Path, materials: Path | None, season: Season, table: ReviewTable
) -> SheetFiles:
    """Make a workbook for each expert with nominations (五（二）).

    Raises:
        Refused: the plan or the ledger can't be used, or they are inconsistent.
    """
    plan, nominees = planned(folder, ledger, season)
    by_number = {one.number: one for one in nominees}
    if changed := [one for one in plan.panels if by_number[one.number].digest != one.digest]:
        hint = f"材料变了，请先重新{remedies.PLAN.run}。"
        raise Refused(
            [
                error(
                    by_number[one.number].location, f"{one.number}（{one.name}）的材料变了。", hint
                )
                for one in changed
            ]
        )
    found = _materials(materials, [one.number for one in plan.panels]) if materials else {}
    files = {}
    for person in plan.people:
        rows = [
            Row(one, by_number[one.number].brief, _link(found.get(one.number), folder / FOLDER))
            for one in plan.of_expert(person.code)
        ]
        if rows:
            files[f"{FOLDER}/{sheet_name(person.code)}"] = expert_book(person, rows, season, table)
    return SheetFiles(files, tuple(_without_material(plan, found, materials, season.measure)))


def _materials(folder: Path, numbers: Sequence[str]) -> Mapping[str, Path]:
    """Return for each number the first file whose name begins with it, or with its place first."""
    known = set(numbers)
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        names = (path.name, _PLACE.sub("", path.name))
        beginnings = (one for name in names for one in _prefixes(name))
        number = next((one for one in beginnings if one in known), None)
        if number and path.is_file():
            found.setdefault(number, path)
    return found


def _prefixes(name: str) -> Sequence[str]:
    """Return the prefixes of a name that end at the end of a number."""
    return [
        name[:at]
        for at in range(1, len(name) + 1)
        if name[at - 1].isdigit() and not name[at : at + 1].isdigit()
    ]


def _link(path: Path | None, folder: Path) -> str:
    if path is None:
        return ""
    try:
        near = os.path.relpath(path, folder)
    except ValueError:  # on another drive of Windows
        return path.resolve().as_uri()
    return quote(near.replace(os.sep, "/"))


def _without_material(
    plan: PlanBook, found: Mapping[str, Path], materials: Path | None, measure: str
) -> Sequence[Problem]:
    missing = [one.number for one in plan.panels if one.number not in found]
    if not missing or materials is None:
        return ()
    shown = "、".join(missing[:_MAX_LISTED])
    text = f"有{len(missing)}{measure}没有找到文件名以编号开头的材料（{shown}），评分表里没有链接。"
    hint = "请把推荐表的文件名改成以编号开头，放在这个文件夹里，再运行一次。"
    return [warning(Location(materials.as_posix()), text, hint)]


_MAX_LISTED = 3
