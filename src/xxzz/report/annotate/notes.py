"""Notes (comments) on cells: the list of their texts, and the drawing of their boxes."""

from __future__ import annotations

import re

from lxml import etree

from xxzz.location import column_letters
from xxzz.report.annotate.xml import child, new_root

AUTHOR = "xxzz"
TITLE = "检查结果"

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_END = "</xml>"
_SHAPE = re.compile(r"<((?:\w+:)?shape)\b(?:(?!</\1>).)*</\1>", re.DOTALL)
_ROW = re.compile(r"<(?:\w+:)?Row>\s*(\d+)\s*<")
_COLUMN = re.compile(r"<(?:\w+:)?Column>\s*(\d+)\s*<")
_LINE_HEIGHT = 15
_LETTERS_A_LINE = 20
_EMPTY_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)


def empty_comments(namespace: str) -> etree._Element:
    """Return a list of notes without any."""
    root = new_root("comments", namespace)
    etree.SubElement(root, f"{{{namespace}}}authors")
    etree.SubElement(root, f"{{{namespace}}}commentList")
    return root


class Notes:
    """The notes of one sheet; rows and columns count from 1."""

    def __init__(self, comments: etree._Element, drawing: str | None = None) -> None:
        self._space = f"{{{etree.QName(comments).namespace}}}"
        self._authors = child(comments, f"{self._space}authors")
        self._list = child(comments, f"{self._space}commentList")
        self.drawing = drawing or _EMPTY_DRAWING
        self._shapes: list[str] = []

    def clear(self) -> None:
        """Take away what an earlier check wrote, and nothing else."""
        ours = self._author()
        gone = set()
        for comment in list(self._list):
            body = child(comment, f"{self._space}text")
            for run in body.findall(f"{self._space}r"):
                text = run.findtext(f"{self._space}t") or ""
                if text.lstrip().startswith(f"【{TITLE}】"):
                    body.remove(run)
            if comment.get("authorId") == ours:
                self._list.remove(comment)
                gone.add(comment.get("ref"))
        self.drawing = _SHAPE.sub(
            lambda match: "" if _anchor(match[0]) in gone else match[0], self.drawing
        )

    def add(self, row: int, column: int, text: str) -> None:
        """Write a text on a cell, below the note that is there already, if one is."""
        name = f"{column_letters(column)}{row}"
        for comment in self._list:
            if comment.get("ref") == name:
                self._append(comment, f"\n【{TITLE}】\n{text}")
                return
        made = etree.SubElement(
            self._list, f"{self._space}comment", ref=name, authorId=self._author()
        )
        etree.SubElement(made, f"{self._space}text")
        self._append(made, f"【{TITLE}】\n{text}")
        self._shapes.append(_box(row, column, text, len(self._shapes) + 1))

    def finish(self) -> str:
        """Return the drawing with the boxes of the new notes."""
        at = self.drawing.rindex(_END)
        return self.drawing[:at] + "".join(self._shapes) + self.drawing[at:]

    def _append(self, comment: etree._Element, text: str) -> None:
        body = child(comment, f"{self._space}text")
        for plain in body.findall(f"{self._space}t"):  # a text is either plain or made of runs
            run = etree.SubElement(body, f"{self._space}r")
            run.append(plain)
        run = etree.SubElement(body, f"{self._space}r")
        made = etree.SubElement(run, f"{self._space}t")
        made.text = text
        made.set(_SPACE, "preserve")

    def _author(self) -> str:
        for number, author in enumerate(self._authors):
            if author.text == AUTHOR:
                return str(number)
        etree.SubElement(self._authors, f"{self._space}author").text = AUTHOR
        return str(len(self._authors) - 1)


def _anchor(shape: str) -> str | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return f"{column_letters(int(column[1]) + 1)}{int(row[1]) + 1}" if row and column else None


def _box(row: int, column: int, text: str, number: int) -> str:
    """Return the hidden box of a note, high enough for its text, right of the cell."""
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.splitlines()) + 2
    return (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
        f' id="_x0000_s9{number:05}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"'
        ' style="position:absolute;visibility:hidden;'
        f'width:270pt;height:{lines * _LINE_HEIGHT}pt">'
        '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox/>'
        f'<x:ClientData ObjectType="Note"><x:Anchor>{_frame(row, column, lines)}</x:Anchor>'
        "<x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _frame(row: int, column: int, lines: int) -> str:
    """Return where a box begins and ends: column, its offset, row, its offset, twice."""
    return f"{column}, 12, {max(row - 2, 0)}, 6, {column + 3}, 30, {max(row - 2, 0) + lines}, 6"
