"""What a Word document shows, as plain values: paragraphs, pictures, tables of both.

Nothing of the document's own XML is in them: what is printed of a stranger's file is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

EMU_PER_TWIP = 635


class Emphasis(NamedTuple):
    """How a stretch of text is set off; `raised` is "superscript" or "subscript"."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    underlined: bool = False
    raised: str = ""


PLAIN = Emphasis()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one look."""

    text: str
    look: Emphasis = PLAIN


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is shown, in EMU; `crop` is what is cut off left, above, right and below.

    That is in thousandths of a percent; `turn` in sixty-thousandths of a degree.
    """

    data: bytes
    kind: str
    width: int
    height: int
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    turn: int = 0
    mirrored: bool = False

    @property
    def lies(self) -> bool:
        """Whether it is turned onto its side, so that its height is its width on the page."""
        quarter = 90 * 60_000
        return round(self.turn / quarter) % 2 == 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the number that Word writes before it, and how its lines are set.

    Pictures in it stand within a sentence.
    """

    pieces: tuple[Piece | Picture, ...]
    number: str = ""
    align: str = ""

    @property
    def text(self) -> str:
        """The paragraph as it is read, with its number."""
        texts = (piece.text for piece in self.pieces if isinstance(piece, Piece))
        return self.number + "".join(texts)

    @property
    def has_pictures(self) -> bool:
        """Whether there are pictures within its sentences."""
        return any(isinstance(piece, Picture) for piece in self.pieces)

    @property
    def is_plain(self) -> bool:
        """Whether it is text in one look."""
        return all(isinstance(piece, Piece) and piece.look == PLAIN for piece in self.pieces)

    def lines(self) -> Iterator[Paragraph]:
        """Yield each line that is not blank, without blanks at its ends."""
        line: list[Piece | Picture] = [Piece(self.number)]
        for piece in self.pieces:
            if isinstance(piece, Picture):
                line.append(piece)
                continue
            first, *others = piece.text.splitlines() or [""]
            line.append(Piece(first, piece.look))
            for text in others:
                yield from _stripped(line)
                line = [Piece(text, piece.look)]
            if piece.text.endswith("\n"):
                yield from _stripped(line)
                line = []
        yield from _stripped(line)


def _stripped(line: list[Piece | Picture]) -> Iterator[Paragraph]:
    left = list(line)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while left and isinstance(piece := left[end], Piece):
            left[end] = Piece(strip(piece.text), piece.look)
            if left[end] != Piece("", piece.look):
                break
            del left[end]
    if left:
        yield Paragraph(tuple(left))


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures that stand beside each other."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over some columns; `merged` is "restart" or "continue" where it spans rows."""

    blocks: tuple[Block, ...]
    columns: int = 1
    merged: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, with so many columns left free before them."""

    cells: tuple[Cell, ...]
    before: int = 0
    heading: bool = False

    @property
    def columns(self) -> int:
        """How many columns it reaches over."""
        return self.before + sum(cell.columns for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `widths` are those of its columns, in twentieths of a point."""

    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    lined: bool = True


Block = Paragraph | Pictures | Table


@dataclass(frozen=True, slots=True)
class Content:
    """A document's blocks; `lost` says in Chinese what else it shows, `text` what counts of it."""

    blocks: tuple[Block, ...]
    lost: tuple[str, ...]
    text: str

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but paragraphs without numbers and looks, as in a text file."""
        return all(
            isinstance(one, Paragraph) and one.is_plain and not one.number for one in self.blocks
        )
