"""Where each file of a receiver belongs: by its name where xxzz wrote it, else by what is in it."""

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
"""The files that each step of the review writes, but for the sheets of scores."""
OF_REVIEW = tuple(name for names in RESULTS.values() for name in names)
_KEPT_ASIDE = re.compile(r"（原有\d+）$")


class Shelved(NamedTuple):
    """A file by the name under which it came in, and what it was taken for."""

    name: str
    kind: str


def shelve(pile: Path) -> Sequence[Shelved]:
    """Move the files of a pile to where the steps of the review look for them.

    They are looked for below the current folder.

    Raises:
        Refusal: there are two of what there can only be one.
    """
    for folder in (CITY, REVIEW, EXPERTS, FILLED):
        shutil.rmtree(folder, ignore_errors=True)
    first: dict[Path, str] = {}
    shelved = []
    for path in sorted(one for one in pile.rglob("*") if one.is_file()):
        name = path.relative_to(pile)
        place = _place(path, name)
        if place is None:
            shelved.append(Shelved(str(name), UNUSED))
            continue
        if place in first:
            text = f"放进来两份“{place.name}”：{first[place]}、{name}。请只留一份。"
            raise Refusal(text)
        first[place] = str(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
        shelved.append(Shelved(str(name), place.parts[0]))
    return shelved


def _place(path: Path, name: Path) -> Path | None:
    if name.name in OF_CITY:
        return CITY / name.name
    if f"{_KEPT_ASIDE.sub('', name.stem)}{name.suffix}" in OF_REVIEW:
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
        return False  # what is wrong with it is said where sheets of scores are read
    return any(all(column in one.columns for column in NEEDED) for one in found)
