"""Sorts a receiver's files into folders: by name if xxzz wrote them, else by content."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xxzz.bundle.city.register.deadline import EXTENSIONS
from xxzz.desk.steps import REVIEW
from xxzz.intake.find import ENDINGS, LEDGER, PAST, REGISTER
from xxzz.intake.lists import read_lists
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.refusal import Refusal
from xxzz.review.announce import publicity, publish
from xxzz.review.announce.objections import OBJECTIONS
from xxzz.review.plan.expert_cells import COLUMNS, NEEDED
from xxzz.review.plan.model import PLAN
from xxzz.review.result.decisions import DECISIONS
from xxzz.review.result.outcome import REPORT, RESULT
from xxzz.review.scores.columns import FOLDER
from xxzz.review.scores.model import SCORES

if TYPE_CHECKING:
    from collections.abc import Sequence

CITY, EXPERTS, FILLED = Path("全市汇总"), Path("专家名单"), Path("收回的评分表")
UNUSED = "没有用上"
OF_CITY = (LEDGER, REGISTER, EXTENSIONS, PAST)
RESULTS = {
    "plan": (PLAN,),
    "collect": (SCORES,),
    "rank": (RESULT, REPORT, DECISIONS),
    "publicity": (publicity.TEXT, publicity.RECORD, OBJECTIONS),
    "publish": (publish.TEXT, publish.CERTIFICATES, publish.WINNERS),
}
"""The files written by each step of the review, except 评分表."""
OF_REVIEW = tuple(name for names in RESULTS.values() for name in names)
_RENAMED = re.compile(r"（原有\d+）$")


class SortedFile(NamedTuple):
    """A file's original name, and its kind."""

    name: str
    kind: str


def sort_files(dropped: Path) -> Sequence[SortedFile]:
    """Move files to where the steps of the review expect them, below the current folder.

    Raises:
        Refusal: a file that can exist only once was given twice.
    """
    for folder in (CITY, REVIEW, EXPERTS, FILLED):
        shutil.rmtree(folder, ignore_errors=True)
    first: dict[Path, str] = {}
    sorted_files = []
    for path in sorted(one for one in dropped.rglob("*") if one.is_file()):
        name = path.relative_to(dropped)
        place = _place(path, name)
        if place is None:
            sorted_files.append(SortedFile(str(name), UNUSED))
            continue
        if place in first:
            text = f"放进来两份“{place.name}”：{first[place]}、{name}。请只留一份。"
            raise Refusal(text)
        first[place] = str(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
        sorted_files.append(SortedFile(str(name), place.parts[0]))
    return sorted_files


def _place(path: Path, name: Path) -> Path | None:
    if name.name in OF_CITY:
        return CITY / name.name
    if f"{_RENAMED.sub('', name.stem)}{name.suffix}" in OF_REVIEW:
        return REVIEW / name.name
    folder = path.parent
    if folder.name == FOLDER and (folder.parent / PLAN).exists():
        return REVIEW / FOLDER / name.name
    if name.suffix.lower() not in ENDINGS:
        return None
    return (EXPERTS if _lists_experts(path) else FILLED) / name


def _lists_experts(path: Path) -> bool:
    try:
        found = read_lists(path, COLUMNS)
    except WorkbookUnreadable:
        return False  # reported when 评分表 are read
    return any(all(column in one.columns for column in NEEDED) for one in found)
