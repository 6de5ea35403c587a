"""Reads the workbook inside a package and checks it again."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.bundle.bagit.container import READ_ERRORS, read_whole
from xxzz.bundle.content import check_against
from xxzz.bundle.layout import SOURCES, TABLES
from xxzz.bundle.path_rewriter import PathRewriter
from xxzz.bundle.tables import table_files
from xxzz.intake import Intake, NoSource, read_sources
from xxzz.intake.story.file import DocumentUnreadable, resolve_story
from xxzz.waivers import FILE_NAME
from xxzz.waivers.reading import read_waivers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xxzz.bundle.bagit.container import Container
    from xxzz.checked import Checked
    from xxzz.nomination import Submission
    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class Inside:
    """The submissions of a package, with paths inside it, and the result of the check."""

    submissions: tuple[Submission, ...]
    checked: Checked
    used: frozenset[str]
    """The files that the submissions refer to: workbooks, stories, waivers."""


def extract(container: Container, folder: Path) -> None:
    """Unpack the submitted files; their names must have been checked.

    Raises:
        OSError, BadZipFile and others of `READ_ERRORS`: a file can't be read or written.
    """
    for name in container.sizes:
        if name.startswith(f"{SOURCES}/"):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with container.open(name) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file)


def read_inside(folder: Path, season: Season) -> Inside:
    """Read and check the files unpacked by `extract`."""
    try:
        intake = read_sources([folder / SOURCES], season)
    except NoSource:
        return Inside((), check_against((), (), read_waivers((), season), season), frozenset())
    names = {path.as_posix(): path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    rewriter = PathRewriter(names)
    submissions = tuple(map(rewriter.submission, intake.submissions))
    waivers = rewriter.waivers(read_waivers(intake.submissions, season))
    problems = [rewriter.problem(one) for one in intake.problems]
    used = frozenset(names.get(path.as_posix(), "") for path in _used(intake))
    return Inside(submissions, check_against(submissions, problems, waivers, season), used)


def _used(intake: Intake) -> Iterator[Path]:
    for submission in intake.submissions:
        folder = submission.source.parent
        yield from (submission.source, folder / FILE_NAME)
        for cell in (file for one in submission.nominations for file in one.files):
            with suppress(DocumentUnreadable):
                yield resolve_story(cell, folder)


def table_notes(container: Container, season: Season, data: Path | None) -> Iterator[str]:
    """Yield the package's tables that differ from the ones used for checking."""
    for name, ours in table_files(season, data).items():
        path = f"{TABLES}/{name}"
        if path not in container.sizes:
            continue
        try:
            theirs = read_whole(container, path)
        except READ_ERRORS:
            continue
        if theirs.replace(b"\r\n", b"\n") != ours:
            yield f"包里的规则表 {name} 与这里的不同，已按这里的检查"
