"""Tells of lists that were read from a folder whose name says that it holds old ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.location import Location
from xxzz.season.years import years_in
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xxzz.nomination import Submission
    from xxzz.season import Season


def old_folders(
    paths: Sequence[Path], submissions: Sequence[Submission], season: Season
) -> Iterator[Problem]:
    """Yield a warning for each folder below `paths` that has an old name and counted lists."""
    found: dict[Path, list[Submission]] = {}
    for one in submissions:
        if one.nominations and (folder := _old_folder(one.source, paths, season)):
            found.setdefault(folder, []).append(one)
    for folder, inside in found.items():
        count = sum(len(one.nominations) for one in inside)
        yield Problem(
            f"文件夹“{folder.as_posix()}”里的名单也读了，里面的{count}{season.measure}都算推荐。",
            f"是以前的，请把这个文件夹移到别处；是{season.year}年要报的，请给文件夹换个名字。",
            Location(inside[0].source.as_posix()),
            rule=rule_names.SEASON_MISMATCH,
            severity=Severity.WARNING,
            related=tuple(Location(one.source.as_posix()) for one in inside[1:]),
        )


def _old_folder(source: Path, paths: Sequence[Path], season: Season) -> Path | None:
    """Return the uppermost folder with an old name above a file, below a folder that was named."""
    for path in paths:
        if path != source and source.is_relative_to(path):
            folder = path
            for name in source.relative_to(path).parts[:-1]:
                folder /= name
                if _is_old(name, season):
                    return folder
    return None


def _is_old(name: str, season: Season) -> bool:
    years = list(years_in(f"{name}年" if name.isdecimal() else name))
    if years:
        return not any(season.year in span for span in years)
    key = comparison_key(name)
    words = map(comparison_key, season.notice.sheets.old_folders)
    return any(word == key or (len(word) > 1 and word in key) for word in words)
