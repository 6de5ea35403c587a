"""What a Word document shows, as plain values: paragraphs, pictures, tables of both.

Nothing of the document's own XML is in them: what is printed of a stranger's file is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass

EMU_PER_TWIP = 635


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the number that Word writes before it, and how its lines are set."""

    pieces: tuple[Piece, ...]
    number: str = ""
    align: str = ""

    @property
    def text(self) -> str:
        """The paragraph as it is read, with its number."""
        return self.number + "".join(piece.text for piece in self.pieces)


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
        """Whether there is nothing but paragraphs without numbers, as in a text file."""
        return all(isinstance(one, Paragraph) and not one.number for one in self.blocks)
