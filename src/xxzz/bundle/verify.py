"""`xxzz verify`: whether a package is safe, whole, complete, valid and consistent."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.bundle.bagit.bag import Bag, check_bag
from xxzz.bundle.bagit.container import READ_ERRORS, Container, open_container
from xxzz.bundle.bagit.profile import profile_faults
from xxzz.bundle.bagit.safety import PackageUnsafe, name_fault
from xxzz.bundle.consistency import consistent
from xxzz.bundle.inside import Inside, extract, read_inside, table_notes
from xxzz.bundle.layout import RECOMMENDER, SEASON, TABLES
from xxzz.bundle.verdict import (
    CHECKS,
    COMPLETE,
    CONSISTENT,
    NOT_CHECKED,
    SAFE,
    VALID,
    WHOLE,
    Line,
    Verdict,
    unchecked,
)
from xxzz.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.season import Season

_UNREADABLE = "包里的名单或事迹读不出来，或者临时文件夹写不进，没有检查"


def verify(package: Path, season: Season, data: Path | None = None) -> Verdict:
    """Check a package, which is a zip or a folder; never raises for a bad one.

    Rules and tables are the receiver's: `season`, optionally from the custom folder `data`.
    """
    try:
        with open_container(package) as container:
            return _verify(package, container, season, data)
    except PackageUnsafe as error:
        lines = [Line(SAFE, (str(error).rstrip("。"),)), *unchecked(CHECKS[1:])]
        return Verdict(package, tuple(lines))


def verify_bag(package: Path) -> Verdict:
    """Check only what BagIt requires of any bag."""
    try:
        with open_container(package) as container:
            bag = check_bag(container)
            return Verdict(package, (Line(SAFE), _whole(bag)), bag)
    except PackageUnsafe as error:
        lines = [Line(SAFE, (str(error).rstrip("。"),)), *unchecked([WHOLE])]
        return Verdict(package, tuple(lines))


def _missing_indicators(container: Container, season: Season) -> Iterator[str]:
    """Yield the folder of indicators if it is missing; the profile can't require it."""
    folder = f"{TABLES}/indicators/"
    if season.indicators and not any(name.startswith(folder) for name in container.sizes):
        yield f"缺少“{folder}”"


def _verify(package: Path, container: Container, season: Season, data: Path | None) -> Verdict:
    bag = check_bag(container)
    safe = Line(SAFE, tuple(_unsafe_names(container)))
    lines = [safe, _whole(bag)]
    if not safe.passed or not bag.version:
        lines += unchecked([COMPLETE, VALID, CONSISTENT])
        return Verdict(package, tuple(lines), bag)
    faults = (*profile_faults(bag, container.sizes), *_missing_indicators(container, season))
    lines.append(Line(COMPLETE, faults))
    if other := _other_year(bag, season):
        lines += [Line(VALID, (other,)), *unchecked([CONSISTENT])]
        return Verdict(package, tuple(lines), bag)
    with tempfile.TemporaryDirectory(prefix="xxzz-") as folder:
        try:
            extract(container, Path(folder))
        except READ_ERRORS:
            lines += [Line(VALID, (_UNREADABLE,)), *unchecked([CONSISTENT])]
            return Verdict(package, tuple(lines), bag)
        inside = read_inside(Path(folder), season)
        lines.append(_valid(inside, bag, (*table_notes(container, season, data),)))
        lines.append(_consistent(container, inside, bag))  # reads the stories again
    return Verdict(package, tuple(lines), bag, inside.submissions, inside.checked)


def _other_year(bag: Bag, season: Season) -> str:
    year = bag.value(SEASON)
    if not year:
        return f"bag-info.txt 没有写明是哪一年度的材料（{SEASON}）"
    if year != str(season.year):
        return (
            f"包里是{year}年度的材料，这次按{season.year}年的规则检查；"
            f"要按{year}年的检查，请{remedies.SEASON.about(year=year)}"
        )
    return ""


def _unsafe_names(container: Container) -> Iterator[str]:
    """Yield unsafe names in a folder; those in a zip are checked on opening."""
    for name in container.sizes:
        if fault := name_fault(name):
            yield f"“{name}”{fault}"


def _whole(bag: Bag) -> Line:
    return Line(WHOLE, tuple(dict.fromkeys(bag.errors)), tuple(dict.fromkeys(bag.warnings)))


def _valid(inside: Inside, bag: Bag, notes: tuple[str, ...]) -> Line:
    report = inside.checked.report
    faults = [
        f"{one.location}：{one.message.rstrip('。')}" for one in report.at_least(Severity.ERROR)
    ]
    if report.crashed:
        faults.append("程序内部出错，没有检查完")
    if not inside.submissions:
        faults.append("没有读到推荐名单")
    named = bag.value(RECOMMENDER)
    season = inside.checked.season
    if season.recommender(named) is None:
        faults.append(season.no_recommender(named))
    faults += [
        f"{one.location}：这一{season.measure}的推荐单位是“{one.ref.recommender}”，包是{named}的"
        for one in report.listed
        if one.ref.recommender != named
    ]
    agreed = [
        f"豁免：{one.message.rstrip('。')}（{one.waived.reason}，{one.waived.approved_by}批准）"
        for one in report.findings
        if one.waived
    ]
    return Line(VALID, tuple(faults), (*agreed, *notes))


def _consistent(container: Container, inside: Inside, bag: Bag) -> Line:
    if inside.checked.report.crashed or not inside.submissions:
        return Line(CONSISTENT, (NOT_CHECKED,))
    return consistent(container, inside, bag)
