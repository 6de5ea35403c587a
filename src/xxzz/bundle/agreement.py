"""Compares a Word file in a package with the one generated from the list.

Forms are compared field by field, other documents line by line. A form edited by hand may look
different and contain opinions, dates and seals; only its fields and its story are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.docx.text import DocumentUnreadable, open_document, read_text
from xxzz.zips.reading import ForeignZip, Limits, ZipRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.intake.docx.package import Document
    from xxzz.intake.form.model import Form
    from xxzz.intake.form.reader import FormReader
    from xxzz.season import Season

_MEDIA = "word/media/"
_EXCERPT_LENGTH = 20
_MISSING = "（没有）"
_EMPTY = "（空）"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The differences between a file and the list, as Chinese phrases.

    `by_hand` is true if the file was edited, even if its content agrees.
    """

    differences: tuple[str, ...] = ()
    by_hand: bool = False


class Comparer:
    """Compares files with those generated from the list."""

    def __init__(self, season: Season) -> None:
        self._season = season

    def compare(self, found: bytes, expected: bytes) -> Agreement:
        """Return how a Word file differs from the generated one; formatting is ignored."""
        if found == expected:
            return Agreement()
        try:
            here, there = _Shown.of(expected), _Shown.of(found)
        except DocumentUnreadable as error:
            return Agreement((error.message.rstrip("。"),))
        same, struck = here.lines == there.lines, _struck_otherwise(there.struck, here.struck)
        if same and not struck:
            added = here.boxed != there.boxed or _pictures(found) != _pictures(expected)
            return Agreement(by_hand=added)
        form = self._form(expected)
        if form is None:
            return Agreement((*struck, *(() if same else (_first_difference(there, here),))))
        agreement = self._compare_form(found, form)
        return agreement if agreement.differences else Agreement(struck, by_hand=True)

    def _compare_form(self, found: bytes, ours: Form) -> Agreement:
        theirs = self._form(found)
        if theirs is None:
            return Agreement(("读不出一张推荐表",))
        return Agreement(tuple(self._boxes(theirs, ours)), by_hand=True)

    def _boxes(self, theirs: Form, ours: Form) -> Iterator[str]:
        """Yield the differing fields, and doubts about the form that the generated one lacks."""
        for field in self._season.notice.fields:
            name = field.id
            there, here = (_without_spaces(one.nomination.value(name)) for one in (theirs, ours))
            if there != here:
                said = f"里是“{_excerpt(there, here)}”，按名单应当是“{_excerpt(here, there)}”"
                yield f"“{field.header}”{said}"
        known = {doubt for _, doubt in _doubts(ours)}
        for name, doubt in _doubts(theirs):
            if doubt not in known:
                where = f"“{self._season.field(name).header}”" if name else ""
                yield f"{where}{doubt.rstrip('。')}"

    def _form(self, content: bytes) -> Form | None:
        try:
            read = self._reader.read(Path(), content)
        except Exception:  # a file from outside may break the reader in any way: it is no form
            return None
        return read.forms[0] if len(read.forms) == 1 else None

    @cached_property
    def _reader(self) -> FormReader:
        from xxzz.intake.form.reader import FormReader  # noqa: PLC0415  # few forms are edited

        return FormReader(self._season)


class _Shown(NamedTuple):
    """What a Word file shows: its lines, its struck-out text, the characters in text boxes."""

    lines: list[str]
    struck: str
    boxed: int

    @classmethod
    def of(cls, content: bytes) -> _Shown:
        """Raise `DocumentUnreadable` where it can't be read."""
        document = open_document(content)
        text = read_text(document)
        lines = (line.strip() for line in text.text.splitlines())
        return cls([line for line in lines if line], _struck(document), text.boxed)


def _struck(document: Document) -> str:
    w, emphases = document.w, document.styles.emphases
    runs = (one for one in document.body.iter(f"{w}r") if emphases.of(one.find(f"{w}rPr")).struck)
    return "".join(text.text or "" for run in runs for text in run.iter(f"{w}t"))


def _struck_otherwise(there: str, here: str) -> tuple[str, ...]:
    if there == here:
        return ()
    said, wanted = _excerpt(there, here), _excerpt(here, there)
    return (f"划掉的字是“{said}”，按名单应当是“{wanted}”",)


def _doubts(form: Form) -> Iterator[tuple[str, str]]:
    for box in form.boxes:
        yield from ((box.field, doubt) for doubt in box.doubts)
    yield from (("", remark) for remark in form.remarks)


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _pictures(content: bytes) -> list[tuple[int, int]]:
    """Return the checksums and sizes of a Word file's pictures, from its zip directory."""
    try:
        entries = ForeignZip(BytesIO(content), Limits()).entries
    except ZipRefused:
        return []
    media = (one for one in entries if one.filename.startswith(_MEDIA))
    return sorted({(one.CRC, one.file_size) for one in media})


def _first_difference(there: _Shown, here: _Shown) -> str:
    theirs, ours = there.lines, here.lines
    at = next(
        (at for at, (a, b) in enumerate(zip(theirs, ours, strict=False)) if a != b),
        min(len(theirs), len(ours)),
    )
    their, our = ((one[at] if at < len(one) else _MISSING) for one in (theirs, ours))
    return f"文件里是“{_excerpt(their, our)}”，按名单应当是“{_excerpt(our, their)}”"


def _excerpt(text: str, other: str) -> str:
    """Return an excerpt of a text around its first difference from the other text."""
    if not text:
        return _EMPTY
    pairs = zip(text, other, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(text), len(other)))
    start = max(0, same - _EXCERPT_LENGTH // 2)
    end = start + _EXCERPT_LENGTH
    return f"{'…' * (start > 0)}{text[start:end]}{'…' * (len(text) > end)}"
