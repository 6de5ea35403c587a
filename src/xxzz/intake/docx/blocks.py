"""The visible content of a Word document as plain values: paragraphs, pictures and tables.

They hold nothing of the document's own XML, so that a foreign file is never copied into one that
xxzz prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

EMU_PER_TWIP = 635
_WIDTHS = {"\u3000": 2, "\t": 4}
_LEAST_PUSH = 20
"""Blanks, in halves of a Chinese character, that push a line over to the right."""
_LONGEST_PUSHED = 30
_DASHES = "—–―-－"


class Emphasis(NamedTuple):
    """How text is set off; `raised` is "superscript" or "subscript"."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    underlined: bool = False
    raised: str = ""


PLAIN = Emphasis()


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a paragraph that is formatted alike."""

    text: str
    look: Emphasis = PLAIN


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and how it is shown, in the units of DrawingML.

    `kind` is png, jpg, gif or bmp; `width` and `height` are in EMU. `crop` is cut off at the left,
    top, right and bottom, in thousandths of a percent. `rotation` is clockwise, in units of 1/60000
    of a degree; `mirrored` exchanges left and right.
    """

    data: bytes
    kind: str
    width: int
    height: int
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    rotation: int = 0
    mirrored: bool = False

    @property
    def is_on_its_side(self) -> bool:
        """Whether the rotation exchanges width and height on the page."""
        quarter = 90 * 60_000
        return round(self.rotation / quarter) % 2 == 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its automatic number and its alignment (center, right, left or "").

    Pictures in it stand within a sentence.
    """

    spans: tuple[Span | Picture, ...]
    number: str = ""
    alignment: str = ""

    @property
    def text(self) -> str:
        """The paragraph as it is read, with its number."""
        texts = (span.text for span in self.spans if isinstance(span, Span))
        return self.number + "".join(texts)

    @property
    def has_pictures(self) -> bool:
        """Whether there are pictures within its sentences."""
        return any(isinstance(span, Picture) for span in self.spans)

    @property
    def is_plain(self) -> bool:
        """Whether it is text in one look that begins at the left."""
        return self.alignment not in ("center", "right") and self.has_one_look

    @property
    def has_one_look(self) -> bool:
        """Whether it is text without words that are set off."""
        return all(isinstance(span, Span) and span.look == PLAIN for span in self.spans)

    def lines(self) -> Iterator[Paragraph]:
        """Yield each line that is not blank, without blanks at its ends."""
        line: list[Span | Picture] = [Span(self.number)]
        for span in self.spans:
            if isinstance(span, Picture):
                line.append(span)
                continue
            first, *others = span.text.splitlines() or [""]
            line.append(Span(first, span.look))
            for text in others:
                yield from _stripped(line, self.alignment)
                line = [Span(text, span.look)]
            if span.text.endswith("\n"):
                yield from _stripped(line, self.alignment)
                line = []
        yield from _stripped(line, self.alignment)


def is_pushed_right(line: str) -> bool:
    """Tell whether blanks push a short line to the right, as people write a signature.

    A subtitle (——记…), which they move to the middle so, does not count.
    """
    blanks = takewhile(str.isspace, line)
    pushed = sum(_WIDTHS.get(one, 1) for one in blanks) >= _LEAST_PUSH
    text = line.strip()
    return pushed and 0 < len(text) <= _LONGEST_PUSHED and text[0] not in _DASHES


def _stripped(line: list[Span | Picture], alignment: str) -> Iterator[Paragraph]:
    left = list(line)
    pushed = is_pushed_right("".join(one.text for one in line if isinstance(one, Span)))
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while left and isinstance(span := left[end], Span):
            left[end] = Span(strip(span.text), span.look)
            if left[end] != Span("", span.look):
                break
            del left[end]
    if left:
        yield Paragraph(tuple(left), alignment="right" if pushed else alignment)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures in one line."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that spans `columns` columns.

    `merged` is Word's `vMerge`: "restart" where cells are merged downwards from this one,
    "continue" for those below it, else "".
    """

    blocks: tuple[Block, ...]
    columns: int = 1
    merged: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; it skips `columns_before` columns, and `heading` rows repeat on each page."""

    cells: tuple[Cell, ...]
    columns_before: int = 0
    heading: bool = False

    @property
    def columns(self) -> int:
        """The number of columns up to the end of the last cell."""
        return self.columns_before + sum(cell.columns for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `widths` are those of its columns, in twentieths of a point."""

    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    has_borders: bool = True


Block = Paragraph | Pictures | Table


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a document.

    `lost` lists, in Chinese, what the document shows and `blocks` can't hold. `text` is the text
    that counts towards 字数, a line per paragraph.
    """

    blocks: tuple[Block, ...]
    lost: tuple[str, ...]
    text: str

    @property
    def is_plain(self) -> bool:
        """Whether all blocks are paragraphs at the left in one look, without automatic numbers."""
        return all(
            isinstance(one, Paragraph) and one.is_plain and not one.number for one in self.blocks
        )
