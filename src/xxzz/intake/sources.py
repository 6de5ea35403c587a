"""Reads the workbooks and forms of a run; an unreadable file doesn't stop the others."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xxzz import remedies, rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.beside import forms_beside
from xxzz.intake.copies import without_copies
from xxzz.intake.find import FORM_ENDINGS, LOCK, WORD, find_sources, passed_over
from xxzz.intake.nominations.submission import WorkbookReader
from xxzz.intake.old_folders import old_folders
from xxzz.intake.unread import unread_files
from xxzz.location import Location
from xxzz.refusal import Refusal
from xxzz.text.suggest import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xxzz.intake.find import Source
    from xxzz.nomination import Submission
    from xxzz.season import Season

_MAX_UNREAD = 5
_COMMA = re.compile("[，,、；;]")


class Intake(NamedTuple):
    """The submissions that were read, and the problems of all files."""

    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]


class NoSource(Refusal):
    """There is no file to read; the message lists, in Chinese, the places that were searched."""


def read_sources(
    paths: Sequence[Path], season: Season, progress: Callable[[int, int], None] | None = None
) -> Intake:
    """Read the workbooks and filled forms that are named, and those in the named folders.

    In a folder with a filled list, forms are not read, since the list was made from them, or they
    from it. `progress` is called with the number of files done, and of all.

    Raises:
        NoSource: there is no file to read.
    """
    books, forms = _split(paths)
    if not any(source.path.exists() for source in (*books, *forms)):
        raise NoSource(_nothing_found(paths, season))
    report = progress or (lambda done, total: None)
    total = len(books) + len(forms)
    submissions, problems = _read_books(books, season, lambda done: report(done, total))
    if not problems and not any(one.nominations for one in submissions):
        forms = _forms(paths, [path for path in paths if path.is_dir()])
    if forms:
        from xxzz.intake.form.files import read_forms  # noqa: PLC0415  # slow to import

        read = read_forms(forms, season, progress)
        if not (books or read.files) and all(
            one.severity is Severity.INFO for one in read.problems
        ):
            raise NoSource(_nothing_found(paths, season))
        submissions += read.submissions
        problems += read.all_problems(season)
    elif any(path.is_dir() for path in paths):
        problems += forms_beside(paths, submissions, season)
    problems += old_folders(paths, submissions, season)
    return Intake(tuple(submissions), (*problems, *unread_files(paths, season)))


def _read_books(
    books: Sequence[Source], season: Season, progress: Callable[[int], None]
) -> tuple[list[Submission], list[Problem]]:
    reader = WorkbookReader(season)
    submissions: list[Submission] = []
    problems: list[Problem] = []
    for done, source in enumerate(books, 1):
        if source.path.exists():
            submission, found = reader.read(source.path, named=source.named)
            submissions += [submission] if submission else []
            problems += found
        else:
            problems.append(_missing_file(source.path))
        progress(done)
    return without_copies(submissions, problems, season) if submissions else (submissions, problems)


def _split(paths: Sequence[Path]) -> tuple[list[Source], list[Source]]:
    """Return the sources that are workbooks and those that are forms."""
    found = find_sources(paths)
    books = [source for source in found if not (source.named and _is_word(source.path))]
    without_books = [path for path in paths if path.is_dir() and not find_sources([path])]
    return books, _forms(paths, without_books)


def _forms(paths: Sequence[Path], folders: Sequence[Path]) -> list[Source]:
    """Return the forms that are named, and all files in some folders that can be one."""
    named = [path for path in paths if not path.is_dir() and _is_word(path)]
    return find_sources([*named, *folders], FORM_ENDINGS)


def _is_word(path: Path) -> bool:
    return path.suffix.lower() in WORD


def _missing_file(path: Path) -> Problem:
    message, hint = _why_missing(path)
    return Problem(message, hint, Location(path.as_posix()), rule=rule_names.WORKBOOK_UNREADABLE)


def _nothing_found(paths: Sequence[Path], season: Season) -> str:
    missing = [path for path in paths if not path.exists()]
    if missing:
        return "\n".join(f"{path.as_posix()}：{''.join(_why_missing(path))}" for path in missing)
    places = "、".join("当前文件夹" if path == Path() else f"“{path.as_posix()}”" for path in paths)
    unread = [
        f"{problem.location.file}：{problem.message}{problem.hint}\n"
        for problem in islice(unread_files(paths, season), _MAX_UNREAD)
    ]
    made = "、".join(f"“{path.as_posix()}”" for path in passed_over(paths)[:_MAX_UNREAD])
    if made:
        unread.append(f"{made}的名字是汇总、评审的结果或往年名单，所以没有读；是名单的请改名。\n")
    return (
        f"在{places}里没有找到工作簿（.xlsx、.xls、.ods、.et）或填好的推荐表（.docx）。\n"
        f"{''.join(unread)}"
        "请写明推荐名单的文件名或所在的文件夹；"
        f"还没有名单的，可以用 {remedies.TEMPLATE} 生成空白表。"
    )


def _why_missing(path: Path) -> tuple[str, str]:
    """Return the message and the hint about a path that doesn't exist."""
    try:
        names = sorted(other.name for other in path.parent.iterdir() if other.name[:2] != LOCK)
    except OSError:
        return f"没有“{path.parent.as_posix()}”这个文件夹。", "请核对文件夹和文件名。"
    parts = [part.strip() for part in _COMMA.split(path.name)]
    if len(parts) > 1 and not set(names).isdisjoint(parts):
        return "没有这个文件。", "写几个文件的，文件名之间请用空格隔开，不用逗号、顿号。"
    if near := suggestion(path.name, names, most=3):
        return "没有这个文件。", f"{near}请核对文件名。"
    return "没有这个文件。", "请核对文件名和所在的文件夹。"
