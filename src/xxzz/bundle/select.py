"""Selects the files of one recommender's package, and their names in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.bundle.bagit.safety import MAX_FILE_BYTES, MAX_TOTAL_BYTES, name_fault, same_names
from xxzz.bundle.layout import SOURCES
from xxzz.entry import resolve
from xxzz.intake.story.file import DocumentUnreadable, resolve_story
from xxzz.refusal import Refusal, Why
from xxzz.waivers import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.intake import Intake
    from xxzz.nomination import Submission
    from xxzz.season import Season
    from xxzz.season.models import Recommender


class NotOnePackage(Refusal):
    """The sources do not make a package; with reason and remedy in Chinese."""

    why = Why.ASKED


class NothingToPack(NotOnePackage):
    """There are no nominations."""

    why = Why.LACKING


@dataclass(frozen=True, slots=True)
class Selected:
    """One recommender's submissions, and all files to include by name in the package."""

    recommender: Recommender
    submissions: tuple[Submission, ...]
    files: dict[str, Path]


def select(intake: Intake, wanted: Recommender | None, season: Season) -> Selected:
    """Choose the submissions of a recommender, by default the only one.

    Raises:
        NothingToPack: there is no nomination.
        NotOnePackage: there are several recommenders or not the wanted one, or a file also has
            nominations of another.
    """
    named = [
        ({entry.ref.recommender for entry in resolve([one], season)}, one)
        for one in intake.submissions
    ]
    if not any(one.nominations for one in intake.submissions):
        raise NothingToPack(f"没有读到任何被推荐的{season.nominees}，没有可以打包的。请核对材料。")
    recommender = wanted or _only(set().union(*(names for names, _ in named)), season)
    chosen = [(names, one) for names, one in named if recommender.name in names]
    if not chosen:
        raise NotOnePackage(f"这些材料里没有{recommender.name}的推荐，没有可以打包的。")
    for names, one in chosen:
        _refuse_mixed(one.source, names - {recommender.name}, season.measure)
    submissions = tuple(one for _, one in chosen)
    files = dict(_files(submissions))
    _refuse_names(files)
    _refuse_sizes(files)
    return Selected(recommender, submissions, files)


def _only(names: set[str], season: Season) -> Recommender:
    known = [row for row in season.quotas.recommenders if row.name in names]
    if len(known) == 1:
        return known[0]
    if not known:
        raise NotOnePackage("这些材料里没有认得出推荐单位的推荐，没有可以打包的。")
    there = "、".join(row.name for row in known)
    raise NotOnePackage(
        f"这些材料里有{len(known)}个推荐单位（{there}），一个包只装一个，请{remedies.RECOMMENDER}。"
    )


def _refuse_mixed(source: Path, others: set[str], measure: str) -> None:
    if others:
        there = "、".join(f"“{name}”" if name else "没有写推荐单位的" for name in sorted(others))
        raise NotOnePackage(
            f"“{source.as_posix()}”里还有别的推荐：{there}。"
            f"一个包只装一个推荐单位的材料，请改正推荐单位，或把另外几{measure}移到另一个工作簿。"
        )


def _files(submissions: Sequence[Submission]) -> Iterator[tuple[str, Path]]:
    """Yield each file with its name in the package; folders stay together."""
    folders = list(dict.fromkeys(one.source.parent for one in submissions))
    for number, folder in enumerate(folders, 1):
        top = SOURCES if len(folders) == 1 else f"{SOURCES}/{number:02}"
        if (folder / FILE_NAME).is_file():
            yield f"{top}/{FILE_NAME}", folder / FILE_NAME
        for submission in submissions:
            if submission.source.parent == folder:
                yield f"{top}/{submission.source.name}", submission.source
                yield from _stories(submission, folder, top)


def _stories(submission: Submission, folder: Path, top: str) -> Iterator[tuple[str, Path]]:
    read = (one for one in submission.nominations if one.roles.story not in one.unreadable)
    for cell in dict.fromkeys(file for one in read for file in one.files):
        try:
            path = resolve_story(cell, folder)
        except DocumentUnreadable as error:
            raise NotOnePackage(f"{error.message}{error.hint}") from error
        yield f"{top}/{path.relative_to(folder).as_posix()}", path


def _refuse_names(files: Iterable[str]) -> None:
    for name in files:
        if fault := name_fault(name):
            raise NotOnePackage(f"文件名“{name}”{fault}，放不进包里，请改名。")
    for one, other in same_names(files):
        raise NotOnePackage(f"“{one}”和“{other}”在 Windows 上是同一个文件，请把一个改名。")


def _refuse_sizes(files: Mapping[str, Path]) -> None:
    """Refuse what receivers would refuse; generated files are small beside the sources."""
    sizes = {name: path.stat().st_size for name, path in files.items() if path.is_file()}
    for name, size in sizes.items():
        if size > MAX_FILE_BYTES:
            raise NotOnePackage(f"“{name}”有{size >> 20}MB，放不进包里，请压缩其中的图片。")
    if (total := sum(sizes.values())) > MAX_TOTAL_BYTES // 2:
        raise NotOnePackage(f"材料共有{total >> 20}MB，放不进一个包，请压缩其中的图片。")
