"""The rule that a workbook in the folder of a recommender has only that one's nominations."""

from __future__ import annotations

from collections import Counter
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import quoted
from xxzz.rules.mixed import is_on_own_sheet
from xxzz.rules.rule import Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season
    from xxzz.season.models import Recommender


_NEARLY_ALL = 0.8


@rule(rule_names.FOLDER_MISMATCH, clause=lambda season: season.notice.submission.clause)
def folder_mismatch(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """文件放在一个推荐单位的文件夹里，里面的推荐单位却是另一个。

    **为什么**：材料按推荐单位分别报送。几家共用一个文件夹时，各放各的
    （`submissions/徐汇区/nominations.xlsx`）；放错了地方，名额就会算到别人头上。以离文件最近、
    名称是推荐单位的一层文件夹为准；名称不是推荐单位的文件夹不作判断。

    **不通过**：`submissions/徐汇区/nominations.xlsx`里的推荐单位写着`静安区`。
    提醒：一份名单几乎都是一个推荐单位的，混进了一两{measure}别的。

    **通过**：`submissions/徐汇区/nominations.xlsx`里写`徐汇区`；`材料/nominations.xlsx`里写什么都行。

    **怎样改**：推荐单位写错的，改这一格；文件放错的，移到对应的文件夹。
    """
    owners: dict[str, tuple[str, Recommender] | None] = {}
    mains = _mains(entries)
    for entry in entries:
        file = entry.nomination.origin.base.file
        if file not in owners:
            owners[file] = _owner(file, season)
        owner = owners[file]
        if owner is None:
            main = mains.get(file)
            is_stray = main and entry.recommender and entry.recommender.name != main
            if main and is_stray and not is_on_own_sheet(entry, season):
                yield _stray(entry, main, season)
            continue
        folder, expected = owner
        if entry.recommender is None:
            yield entry.skip("认不出推荐单位，没有与文件夹核对")
        elif entry.recommender.name != expected.name:
            written = quoted(entry.nomination.recommender)
            message = f"文件放在“{folder}”文件夹里，推荐单位写的是{written}。"
            hint = (
                f"推荐单位写错的，请改成“{expected.name}”；"
                f"文件放错的，请移到“{entry.recommender.name}”文件夹。"
            )
            yield entry.problem(season.roles.recommender, message, hint)


def _mains(entries: Sequence[Entry]) -> dict[str, str]:
    """Return for each file the recommender of nearly all of its nominations."""
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        if entry.recommender:
            file = entry.nomination.origin.base.file
            counts.setdefault(file, Counter()).update((entry.recommender.name,))
    return {
        file: name
        for file, count in counts.items()
        for name, most in count.items()
        if most >= _NEARLY_ALL * count.total()
    }


def _stray(entry: Entry, main: str, season: Season) -> Problem:
    written = quoted(entry.nomination.recommender)
    return entry.problem(
        season.roles.recommender,
        f"这份名单几乎都是{main}的，这一{season.measure}的推荐单位写的是{written}。",
        f"推荐单位写错的，请改成“{main}”；确是别的推荐单位的，请从这份名单里移走。",
        severity=Severity.WARNING,
    )


def _owner(file: str, season: Season) -> tuple[str, Recommender] | None:
    """Return the nearest folder that is named after a recommender, and that recommender.

    Both kinds of slash separate, whatever the system.
    """
    for folder in reversed(PureWindowsPath(file).parts[:-1]):
        if recommender := season.recommender(folder):
            return folder, recommender
    return None


RULES: tuple[Rule, ...] = (folder_mismatch,)
