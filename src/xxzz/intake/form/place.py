"""The place that the reading of a form has reached, and the answers so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.form.answers import CellText

if TYPE_CHECKING:
    from xxzz.intake.form.collected import Collected
    from xxzz.intake.form.grid import Cell
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.labels import Labels


@dataclass(slots=True)
class FormPlace:
    """The current section of a form; the readers of its lines and tables share it."""

    labels: Labels
    collected: Collected
    section: str = ""

    def enter(self, label: Label) -> None:
        """Enter the section of a label's box, if it has one."""
        self.section = self.labels.section_of(label) or self.section

    def put(self, label: Label, owner: Cell, cell: Cell, text: str, *, last: bool = True) -> None:
        """Add the text of a cell to the answer of a label; `owner` is the label's cell.

        `last` tells that it is the last text before the next label.
        """
        piece = CellText(cell.row, cell.column, text)
        self.collected.add(label, owner, piece, last=last)
        if cell.has_picture and cell is not owner and label.field and not label.section:
            self.collected.doubt(label.field, "这一格里有图片，没有采集。")
