"""Turns forms into workbook rows: the value of each cell, and where the story is stored."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from xxzz.intake.story.file import DocumentUnreadable, looks_like_path, read_bytes, resolve_story
from xxzz.text.cell_text import LONGEST
from xxzz.text.file_names import Names, safe_name
from xxzz.text.forbidden import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xxzz.intake.form.model import Form, FormFile
    from xxzz.season import Season
    from xxzz.season.models import Recommender

STORIES = "stories"
"""Folder beside the workbook for copied stories."""

_COPIED = (".docx", ".md")
_FINGERPRINT = 16
_UNWRITABLE = re.compile(f"[{CONTROLS}\v\f]")


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story file to write; `path` is relative to the workbook."""

    path: PurePosixPath
    content: bytes

    @property
    def fingerprint(self) -> str:
        """Short digest, by which a later run notices edits by hand."""
        return fingerprint(self.content)


@dataclass(frozen=True, slots=True)
class Row:
    """A form as a row: `source` is its key (来源文件), `values` its cells by field.

    `doubts` has notes for a person to check, by field; those about the whole form are under "".
    """

    source: str
    form: Form
    values: Mapping[str, str]
    doubts: Mapping[str, tuple[str, ...]]
    story: StoryFile | None = None


def fingerprint(content: bytes) -> str:
    """Return a short digest of a file's content."""
    return sha256(content).hexdigest()[:_FINGERPRINT]


@dataclass(slots=True)
class Gatherer:
    """Makes the rows for a workbook in `folder`.

    `recommender` overrides the 推荐单位 on the forms. `in_cell` stores stories in cells.
    """

    season: Season
    folder: Path
    recommender: Recommender | None = None
    in_cell: bool = False
    _known: Mapping[str, str] = field(default_factory=dict)
    _names: Names = field(default_factory=Names)

    def rows(self, files: Iterable[FormFile], known: Mapping[str, str]) -> list[Row]:
        """Return a row for each form, in order.

        `known` are the story paths of an earlier run, by source: a story keeps its file.
        """
        self._known = known
        for path in map(PurePosixPath, known.values()):
            self._names.give(path.parent, path.stem, path.suffix)
        return [self._row(file.path, form) for file in files for form in file.forms]

    def source(self, path: Path, number: int = 0) -> str:
        """Return the key of a form: its path relative to the workbook, and its number there."""
        which = f"（第{number}份）" if number else ""
        return f"{relative(path, self.folder)}{which}"

    def _row(self, path: Path, form: Form) -> Row:
        source = self.source(path, form.number)
        values = {box.field: box.value for box in form.boxes if box.place}
        doubts = {box.field: box.doubts for box in form.boxes if box.doubts}
        doubts[""] = form.remarks
        self._set_recommender(values, doubts)
        story = None
        if form.nomination.story:
            values[self.season.roles.story], story = self._story(source, form)
        ordered = {name: values[name] for name in self.season.field_ids if name in values}
        return Row(source, form, ordered, doubts, story)

    def _set_recommender(self, values: dict[str, str], doubts: dict[str, tuple[str, ...]]) -> None:
        if self.recommender is None:
            return
        field = self.season.roles.recommender
        written = self.season.recommender(values.get(field, ""))
        doubts.pop(field, None)
        if written not in (None, self.recommender):
            doubts[field] = (f"表上写的是“{values[field]}”。",)
        values[field] = self.recommender.name

    def _story(self, source: str, form: Form) -> tuple[str, StoryFile | None]:
        text, path = form.nomination.story, form.story_path
        if self.in_cell and len(text) <= LONGEST:
            return text, None
        if path and (cell := self._cell_of(path)):
            return cell, None
        target = PurePosixPath(self._known.get(source) or self._new_path(form))
        return str(target), StoryFile(target, _content(form, target.suffix))

    def _cell_of(self, path: Path) -> str | None:
        """Return a path relative to the workbook for a story file in its folder, else None."""
        cell = relative(path, self.folder)
        try:
            found = looks_like_path(cell) and resolve_story(cell, self.folder).samefile(path)
        except (DocumentUnreadable, OSError):
            return None
        return cell if found else None

    def _new_path(self, form: Form) -> PurePosixPath:
        suffix = form.story_path.suffix.lower() if form.story_path else ""
        # the text of an old format, converted for reading, is copied as .txt
        suffix = suffix if suffix in _COPIED else ".txt"
        stem = safe_name(form.nomination.name, "事迹")
        content = _content(form, suffix)
        while True:
            path = self._names.give(PurePosixPath(STORIES), stem, suffix)
            target = self.folder / path
            if not target.exists() or read_bytes(target) == content:
                return path


def _content(form: Form, suffix: str) -> bytes:
    path = form.story_path
    if path and path.suffix.lower() == suffix.lower():
        return read_bytes(path)
    return f"{form.nomination.story}\n".encode()


def relative(path: Path, folder: Path) -> str:
    """Return a path relative to a folder, with /, or only its name if it is on another drive."""
    try:
        return without_forbidden(Path(os.path.relpath(path, folder)).as_posix())
    except ValueError:
        return without_forbidden(path.name)


def without_forbidden(text: str) -> str:
    """Return a text with characters that no document can hold as %XX; Linux has such file names."""
    return _UNWRITABLE.sub(lambda match: f"%{ord(match[0]) & 0xFFFF:02X}", text)
