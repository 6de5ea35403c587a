"""Reads the workbooks and forms of a run; one bad file never stops the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.copies import without_copies
from xxzz.intake.find import FORM_ENDINGS, LOCK, WORD, find_sources
from xxzz.intake.nominations.submission import WorkbookReader
from xxzz.intake.unread import unread_tables
from xxzz.location import Location
from xxzz.refusal import Refusal
from xxzz.text.suggest import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xxzz.intake.find import Source
    from xxzz.nomination import Submission
    from xxzz.season import Season


class Intake(NamedTuple):
    """What reading gave: a submission for each workbook that is one, and the problems met."""

    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]


class NoSource(Refusal):
    """There is nothing to read; the message lists, in Chinese, the places searched."""


def read_sources(
    paths: Sequence[Path], season: Season, progress: Callable[[int, int], None] | None = None
) -> Intake:
    """Read all workbooks and filled forms named or found.

    Forms are looked for in folders without a filled list: beside one they are what it was made
    from, or made from it. `progress` is told how many are done, of how many.

    Raises:
        NoSource: there is no file at all to read.
    """
    books, forms = _split(paths)
    if not any(source.path.exists() for source in (*books, *forms)):
        raise NoSource(_nothing(paths))
    tell = progress or (lambda done, total: None)
    submissions, problems = _read_books(books, season, lambda n: tell(n, len(books) + len(forms)))
    if not problems and not any(one.nominations for one in submissions):
        forms = _forms(paths, [path for path in paths if path.is_dir()])
    if forms:
        from xxzz.intake.form.files import read_forms  # noqa: PLC0415  # slow to import

        read = read_forms(forms, season, progress)
        if not (books or read.files) and all(
            one.severity is Severity.INFO for one in read.problems
        ):
            raise NoSource(_nothing(paths))
        submissions += read.submissions
        problems += read.all_problems(season)
    return Intake(tuple(submissions), (*problems, *unread_tables(paths, season)))


def _read_books(
    books: Sequence[Source], season: Season, tell: Callable[[int], None]
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
            problems.append(_absent(source.path))
        tell(done)
    return without_copies(submissions, problems, season) if submissions else (submissions, problems)


def _split(paths: Sequence[Path]) -> tuple[list[Source], list[Source]]:
    """Return the sources that are workbooks and those that are forms."""
    found = find_sources(paths)
    books = [source for source in found if not (source.named and _is_word(source.path))]
    bare = [path for path in paths if path.is_dir() and not find_sources([path])]
    return books, _forms(paths, bare)


def _forms(paths: Sequence[Path], folders: Sequence[Path]) -> list[Source]:
    """Return the forms that are named, and what may be one in some of the folders."""
    named = [path for path in paths if not path.is_dir() and _is_word(path)]
    return find_sources([*named, *folders], FORM_ENDINGS)


def _is_word(path: Path) -> bool:
    return path.suffix.lower() in WORD


def _absent(path: Path) -> Problem:
    message, hint = _missing(path)
    return Problem(message, hint, Location(path.as_posix()), rule=rule_names.WORKBOOK_UNREADABLE)


def _nothing(paths: Sequence[Path]) -> str:
    missing = [path for path in paths if not path.exists()]
    if missing:
        return "\n".join(f"{path.as_posix()}：{''.join(_missing(path))}" for path in missing)
    places = "、".join("当前文件夹" if path == Path() else f"“{path.as_posix()}”" for path in paths)
    return (
        f"在{places}里没有找到工作簿（.xlsx、.xls、.ods、.et）或填好的推荐表（.docx）。\n"
        "请写明推荐名单的文件名或所在的文件夹；还没有名单的，可以用 xxzz template 生成空白表。"
    )


def _missing(path: Path) -> tuple[str, str]:
    try:
        names = sorted(other.name for other in path.parent.iterdir() if other.name[:2] != LOCK)
    except OSError:
        return f"没有“{path.parent.as_posix()}”这个文件夹。", "请核对文件夹和文件名。"
    if near := suggestion(path.name, names, most=3):
        return "没有这个文件。", f"{near}请核对文件名。"
    return "没有这个文件。", "请核对文件名和所在的文件夹。"
