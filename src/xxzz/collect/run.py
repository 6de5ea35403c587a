"""Collects forms into a new or existing workbook; the former version is kept as a backup."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.collect.doubts import category_of, with_doubts
from xxzz.collect.errors import CollectError
from xxzz.collect.gather import Gatherer, fingerprint
from xxzz.collect.ledger import TITLE, Ledger
from xxzz.collect.listing import Listing
from xxzz.collect.merge import Present, RowChange, merge, renamed
from xxzz.files import write_whole
from xxzz.intake.nominations.submission import WorkbookReader
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.writable import open_to_write
from xxzz.intake.story.file import DocumentUnreadable, read_story
from xxzz.workbooks.blank.book import blank_workbook
from xxzz.workbooks.stable import save_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from xxzz.collect.gather import StoryFile
    from xxzz.finding import Problem
    from xxzz.intake.form.files import FormIntake
    from xxzz.season import Season
    from xxzz.season.models import Recommender

BACKUP = ".bak"
_NUMBER = re.compile("（第[0-9]+份）$")
_WRITABLE = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a run; `recommender` overrides the forms', `in_cell` stores stories in cells."""

    recommender: Recommender | None = None
    in_cell: bool = False


class Collection:
    """A workbook that forms are collected into; nothing is written before `write`.

    Raises:
        CollectError: the existing workbook can't be added to.
    """

    def __init__(self, output: Path, season: Season, options: Options | None = None) -> None:
        options = options or Options()
        self.output = output
        self.existed = output.exists()
        self.changes: list[RowChange] = []
        self._problems: Sequence[Problem] = ()
        if self.existed:
            self._book = _opened(output, season)
        else:
            self._book = blank_workbook(season, options.recommender)
        self._season = season
        self._listing = Listing(self._book, season)
        if not self.existed:
            self._listing.blank_prepared()
        self._ledger = Ledger(self._book, season)
        self._written = self._ledger.stories()
        self._gatherer = Gatherer(season, output.parent, options.recommender, options.in_cell)

    @property
    def own_stories(self) -> frozenset[Path]:
        """Full paths of the stories written by earlier runs, which belong to no new form."""
        folder = self.output.parent
        return frozenset((folder / path).resolve() for path, _ in self._written.values())

    def take(self, intake: FormIntake) -> None:
        """Determine the changes for these forms."""
        former = self._follow_renamed(intake)
        present = self._present()
        known = {source: path for source, (path, _) in self._written.items()}
        rows = self._gatherer.rows(intake.files, known)
        rows = list(with_doubts(rows, self._listing, present, self._season))
        changes = [
            replace(change, former=former.get(change.row.source, ""))
            for change in merge(rows, present)
        ]
        for change in changes:
            if change.is_new:
                self._listing.place(change.row.source, category_of(change.row, self._season))
        self.changes = [self._with_story(change) for change in changes]
        self._problems = intake.problems

    def _present(self) -> Present:
        name = self._season.roles.name
        return Present(self._listing.rows(), self._ledger.last(), name)

    def _follow_renamed(self, intake: FormIntake) -> dict[str, str]:
        """Find forms whose files were renamed, and move their rows to the new names."""
        names = {
            self._gatherer.source(file.path, form.number): form.nomination.name
            for file in intake.files
            for form in file.forms
        }
        present = self._present()
        former = renamed(names, present, self._is_gone)
        for source, old in former.items():
            self._listing.rename(source, old)
            self._ledger.rename(source, old)
        self._written = self._ledger.stories()
        return former

    def _is_gone(self, source: str) -> bool:
        return not (self.output.parent / _NUMBER.sub("", source)).exists()

    @property
    def backup(self) -> Path:
        """Path of the backup of the workbook."""
        return _backup_of(self.output)

    def write(self) -> bool:
        """Write the stories, back up the workbook, and move the new one into place.

        Returns False, without writing anything, if nothing changes.

        Raises:
            OSError: a file can't be written; the workbook is unchanged.
        """
        files = (self._gatherer.source(Path(one.location.file)) for one in self._problems)
        changed = self._ledger.update(self.changes, zip(files, self._problems, strict=True))
        if not changed and not any(change.changes_anything for change in self.changes):
            return False
        for change in self.changes:
            if change.story:
                self._write_story(change.story)
            source = change.row.source
            if change.is_new:
                self._listing.add(source)
            self._listing.write(source, {cell.field: cell.after for cell in change.cells})
            self._listing.mark(source, [name for name, notes in change.doubts.items() if notes])
        report = self._ledger.write(self._book)
        if self.existed:
            write_whole(self.backup, self.output.read_bytes())
        save_workbook(self._book, self.output, {TITLE: report})
        return True

    def _write_story(self, story: StoryFile) -> None:
        path = self.output.parent / story.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.read_bytes() != story.content:
            path.replace(_backup_of(path))
        write_whole(path, story.content, durable=False)  # the forms still have the text

    def _with_story(self, change: RowChange) -> RowChange:
        """Add the story file to a change, unless the file was edited by hand."""
        row = change.row
        if row.story is None:
            return change
        path = self.output.parent / row.story.path
        now = fingerprint(path.read_bytes()) if path.exists() else None
        last = self._written.get(row.source, ("", now))[1]
        if now == row.story.fingerprint == last:
            return change
        if now in (None, last):
            return replace(change, story=row.story, story_before=_text_of(path) if now else "")
        if row.story.fingerprint in (now, last):
            return change
        message = f"“{row.story.path}”是手工改过的，没有覆盖；表里的事迹现在不同。"
        field = self._season.roles.story
        story = (*change.doubts.get(field, ()), message)
        return replace(change, doubts={**change.doubts, field: story})


def _backup_of(path: Path) -> Path:
    return path.with_name(path.name + BACKUP)


def _text_of(path: Path) -> str:
    try:
        return read_story(path).text
    except DocumentUnreadable:
        return ""


def _opened(path: Path, season: Season) -> Workbook:
    if path.suffix.lower() not in _WRITABLE:
        raise CollectError(
            f"只能往 .xlsx 或 .xlsm 工作簿里添加，“{path.name}”不是。"
            "请用 Excel 或 WPS 把它另存为 .xlsx，或用 -o 换一个文件名。"
        )
    try:
        book = open_to_write(path, keep_vba=path.suffix.lower() == ".xlsm")
        other = WorkbookReader(season).other_year(path)
    except WorkbookUnreadable as error:
        raise CollectError(
            f"不能往“{path.name}”里添加：{error.message}{error.hint}也可以用 -o 换一个文件名。"
        ) from error
    if other:
        raise CollectError(f"不能往“{path.name}”里添加：{other.message}{other.hint}")
    return book
