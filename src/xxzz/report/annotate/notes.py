"""Cell notes (comments): the comments part and the VML drawing of their boxes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from xxzz.location import column_letters
from xxzz.report.annotate.xml import child, new_root
from xxzz.text.cell_text import line_count
from xxzz.workbooks.marks import CHECKED
from xxzz.xml.names import namespace

AUTHOR = "xxzz"

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_END = "</xml>"
_SHAPE = re.compile(r"<((?:\w+:)?shape)\b(?:(?!</\1>).)*</\1>", re.DOTALL)
_ROW = re.compile(r"<(?:\w+:)?Row>\s*(\d+)\s*<")
_COLUMN = re.compile(r"<(?:\w+:)?Column>\s*(\d+)\s*<")
_FRAME = re.compile(r"(<(?:\w+:)?Anchor>)[^<]*")
_HEIGHT = re.compile(r"(?<![\w-])(height:)[^;\"']*")
_LINE_HEIGHT = 15
_COLUMNS = 40
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_EMPTY_DRAWING = f"<xml {_SPACES}></xml>"
_TYPE = "_x0000_t202"
_ID = "_x0000_s9"
_NUMBER = re.compile(rf'"{_ID}(\d{{5}})"')
_TYPE_OF_BOXES = (
    f'<v:shapetype {_SPACES} id="{_TYPE}" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def empty_comments(namespace: str) -> ET.Element:
    """Return an empty comments part."""
    root = new_root("comments", namespace)
    ET.SubElement(root, f"{{{namespace}}}authors")
    ET.SubElement(root, f"{{{namespace}}}commentList")
    return root


class Notes:
    """The notes of one sheet; rows and columns count from 1."""

    def __init__(self, comments: ET.Element, drawing: str | None = None) -> None:
        self._space = f"{{{namespace(comments.tag)}}}"
        self._authors = child(comments, f"{self._space}authors")
        self._list = child(comments, f"{self._space}commentList")
        self._drawing = drawing or _EMPTY_DRAWING
        self._shapes: list[str] = []
        self._last = max(map(int, _NUMBER.findall(self._drawing)), default=0)
        self._extended: dict[str, tuple[int, int, int]] = {}

    def clear(self) -> None:
        """Remove what an earlier check wrote, and nothing else."""
        gone = set()
        for comment in list(self._list):
            body = child(comment, f"{self._space}text")
            if self._cut(body) and not self._text_of(body).strip():
                self._list.remove(comment)
                gone.add(comment.get("ref"))
        self._drawing = _SHAPE.sub(
            lambda match: "" if _anchor(match[0]) in gone else match[0], self._drawing
        )

    def add(self, row: int, column: int, text: str) -> None:
        """Add a note to a cell, or append to the existing one."""
        name = f"{column_letters(column)}{row}"
        for comment in self._list:
            if comment.get("ref") == name:
                self._append(comment, f"\n{CHECKED}\n{text}")
                whole = self._text_of(child(comment, f"{self._space}text"))
                self._extended[name] = row, column, _lines(whole)
                return
        made = ET.SubElement(self._list, f"{self._space}comment", ref=name, authorId=self._author())
        ET.SubElement(made, f"{self._space}text")
        self._append(made, f"{CHECKED}\n{text}")
        self._shapes.append(_box(row, column, text, self._last + len(self._shapes) + 1))

    def finish(self) -> str:
        """Return the drawing with boxes for new notes and enlarged boxes for extended ones."""
        drawing = _SHAPE.sub(self._room, self._drawing) if self._extended else self._drawing
        at = drawing.rindex(_END)
        types = "" if f'"{_TYPE}"' in drawing else _TYPE_OF_BOXES
        return "".join((drawing[:at], types, *self._shapes, drawing[at:]))

    def _room(self, match: re.Match[str]) -> str:
        shape = match[0]
        if extended := self._extended.get(_anchor(shape) or ""):
            row, column, lines = extended
            shape = _FRAME.sub(rf"\g<1>{_frame(row, column, lines)}", shape)
            shape = _HEIGHT.sub(rf"\g<1>{lines * _LINE_HEIGHT}pt", shape, count=1)
        return shape

    def _cut(self, body: ET.Element) -> bool:
        """Cut a text at our heading, even if a program has since split it into other runs."""
        found = False
        for part in list(body):
            text = part if part.tag == f"{self._space}t" else part.find(f"{self._space}t")
            if found and text is not None:
                body.remove(part)
            elif text is not None and CHECKED in (text.text or ""):
                found = True
                text.text = (text.text or "").partition(CHECKED)[0].rstrip("\n")
                if not text.text:
                    body.remove(part)
        return found

    def _text_of(self, body: ET.Element) -> str:
        return "".join(text.text or "" for text in body.iter(f"{self._space}t"))

    def _append(self, comment: ET.Element, text: str) -> None:
        body = child(comment, f"{self._space}text")
        for plain in body.findall(f"{self._space}t"):  # a text is either plain or made of runs
            run = ET.SubElement(body, f"{self._space}r")
            body.remove(plain)
            run.append(plain)
        run = ET.SubElement(body, f"{self._space}r")
        made = ET.SubElement(run, f"{self._space}t")
        made.text = text
        made.set(_SPACE, "preserve")

    def _author(self) -> str:
        for number, author in enumerate(self._authors):
            if author.text == AUTHOR:
                return str(number)
        ET.SubElement(self._authors, f"{self._space}author").text = AUTHOR
        return str(len(self._authors) - 1)


def _anchor(shape: str) -> str | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return f"{column_letters(int(column[1]) + 1)}{int(row[1]) + 1}" if row and column else None


def _box(row: int, column: int, text: str, number: int) -> str:
    """Return the hidden box of a note, to the right of the cell and high enough for its text."""
    lines = _lines(text)
    return (
        f'<v:shape {_SPACES} id="{_ID}{number:05}" type="#{_TYPE}"'
        ' fillcolor="#ffffe1" o:insetmode="auto" style="position:absolute;visibility:hidden;'
        f'width:270pt;height:{lines * _LINE_HEIGHT}pt">'
        '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox/>'
        f'<x:ClientData ObjectType="Note"><x:Anchor>{_frame(row, column, lines)}</x:Anchor>'
        "<x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _lines(text: str) -> int:
    """Return the number of lines of a note, including its heading and a blank one."""
    return line_count(text.rstrip("\n"), _COLUMNS) + 2


def _frame(row: int, column: int, lines: int) -> str:
    """Return a box's anchor: column, offset, row, offset, for its start and its end."""
    return f"{column}, 12, {max(row - 2, 0)}, 6, {column + 3}, 30, {max(row - 2, 0) + lines}, 6"
