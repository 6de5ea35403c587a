"""Puts files that were dropped one by one where the lists name them.

A browser tells no folder of such a file, and the list's cell says 照片/甲.jpg.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.story.folder import find_name
from xxzz.intake.story.path import story_place
from xxzz.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xxzz.nomination import Submission


def put_in_place(submissions: Sequence[Submission]) -> Iterator[Problem]:
    """Move each loose file to the only place that lists name for it; yield a note for each."""
    for loose, places in _named(submissions).items():
        place = places.pop()
        if not places and place != loose and _moved(loose, place):
            shown = place.relative_to(loose.parent).as_posix()
            yield Problem(
                f"“{loose.name}”是单独拖进来的，按名单当作“{shown}”。",
                "不是同一个文件的，请把放材料的整个文件夹拖进来，再检查一次。",
                Location(loose.as_posix()),
                rule=rule_names.WORKBOOK_UNREADABLE,
                severity=Severity.INFO,
            )


def _named(submissions: Sequence[Submission]) -> dict[Path, set[Path]]:
    """Return the files beside lists, with all places of that name that the lists mean."""
    found: dict[Path, set[Path]] = {}
    for submission in submissions:
        folder = submission.source.parent
        names = {name for one in submission.nominations for name in one.files}
        for place in filter(None, (story_place(name, folder) for name in names)):
            loose = find_name(folder, place.name)
            if loose and loose.is_file():
                found.setdefault(loose, set()).add(place)
    return found


def _moved(loose: Path, place: Path) -> bool:
    with suppress(OSError):
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            loose.rename(place)
            return True
    return False
