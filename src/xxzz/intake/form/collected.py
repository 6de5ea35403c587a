"""What the boxes of one form say, gathered field by field, and what belongs to none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.form.answers import (
    Found,
    Text,
    is_cut_up,
    join,
    mobile_in_place,
    person_doubts,
    row_name,
    share_numbers,
    shares,
    short,
    under_names,
)
from xxzz.intake.form.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.intake.form.grid import Cell
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.labels import Labels

PART_OF_A_LABEL = 4
"""Characters that a cell has at most where a label is written over several cells."""


class Collected:
    """The answers of a form.

    `unlabelled` are texts that belong to no label, `unused` the names of boxes that 附件3 lacks.
    """

    def __init__(self, labels: Labels) -> None:
        self.unlabelled: list[str] = []
        self.unused: dict[str, None] = {}
        self._labels = labels
        self._answers: dict[str, Found] = {}
        self._filled: set[tuple[int, int]] = set()  # boxes that 附件3 lacks and that have content
        self._unused_rows: set[int] = set()  # rows with text that no box took

    def put(self, label: Label, owner: Cell, piece: Text, *, last: bool) -> None:
        """Take what stands in a label's box; `owner` is the label's cell.

        `last` says that no further text follows before the next label.
        """
        if label.joint:
            self._put_joint(label, owner, piece)
            return
        if label.other:
            self._pass_over(label, owner, piece)
        if not label.field or (label.section and not piece.text):
            if label.vague and piece.text:
                self.leave(piece.text, piece)
            return
        answer = self._answers.setdefault(label.field, Found(owner, piece.row))
        if piece.text:
            self._answer(answer, label, owner, piece, last=last)

    def has(self, field: str) -> bool:
        """Tell whether a field has an answer."""
        known = self._answers.get(field)
        return known is not None and bool(known.texts)

    def doubt(self, field: str, said: str) -> None:
        """Add a doubt to a field that was found."""
        self._answers[field].doubts.append(said)

    def leave(self, text: str, place: Text | Cell) -> None:
        """Keep in mind a text that belongs to no box."""
        self.unlabelled.append(short(text))
        self._unused_rows.add(place.row)

    def found(self) -> Iterator[Box]:
        """Yield what was found, a box for each field."""
        share_numbers(self._answers, self._labels.mobile_beside)
        for name, answer in self._answers.items():
            value, split = join(
                under_names(answer.texts) if name == self._labels.category else answer.texts
            )
            if split and name != self._labels.category:
                answer.doubts.append("这一栏的内容分在几格里，已合在一起。")
            if name not in (self._labels.category, *self._labels.long_fields):
                if name in self._labels.persons:
                    answer.doubts += person_doubts(value)
                value = self._labels.tidy(value)
            for row, _, text in answer.others:
                answer.doubts.append(f"{row_name(row)}还写着“{short(text)}”，没有采用。")
            if not value and {answer.row, answer.row + 1} & self._unused_rows:
                answer.doubts.append("这一栏没有读到内容，它旁边有没有采用的文字。")
            place = f"第{answer.row}行" if answer.row else "表格上方"
            yield Box(name, value, place, tuple(answer.doubts))

    def _put_joint(self, label: Label, owner: Cell, piece: Text) -> None:
        """Divide what stands in a box for several answers; where nobody can, the first has it."""
        mobile = [one.field in self._labels.mobiles for one in label.joint]
        parts = mobile_in_place(shares(piece.text, len(label.joint)), mobile)
        for at, one in enumerate(label.joint):
            text = parts[at] if parts else piece.text * (at == 0)
            self.put(one, owner, piece._replace(text=text), last=True)
            if piece.text and one.field:
                how = "是按次序分的" if parts else "分不清，都放在前一栏"
                self.doubt(one.field, f"几栏写在一格里（“{short(piece.text)}”），{how}。")

    def _pass_over(self, label: Label, owner: Cell, piece: Text) -> None:
        """Name a box that 附件3 lacks; a second text behind it may be another box's answer."""
        self.unused[label.other] = None
        if piece.text and (owner.row, owner.column) in self._filled:
            self.leave(piece.text, piece)
        elif piece.text:
            self._filled.add((owner.row, owner.column))

    def _answer(self, answer: Found, label: Label, owner: Cell, piece: Text, *, last: bool) -> None:
        if not answer.texts:
            answer.owner, answer.row = owner, piece.row
        rows = {one.row for one in answer.texts}
        if label.field in self._labels.long_fields and piece.row in rows:
            self._unused_rows.add(piece.row)  # it may be the answer of a box that looks empty
        if answer.owner is owner and self._is_more(label, answer, piece, last=last):
            answer.texts.append(piece)
        elif piece.text not in (known.text for known in answer.texts):
            answer.others.append(piece)
        if label.vague:
            answer.doubts.append("这一格没有归到负责人或联系人下面，看不出是谁的。")

    def _is_more(self, label: Label, answer: Found, piece: Text, *, last: bool) -> bool:
        """Tell whether a cell goes on with an answer, and is no box of its own without a label."""
        beside = [one.text for one in answer.texts if one.row == piece.row]
        if len(piece.text) > 1 and piece.text in beside:
            return False
        behind_another = any(one.row == piece.row for one in answer.others)
        return (
            not beside
            or label.field in (self._labels.category, *self._labels.long_fields)
            or is_cut_up([*beside, piece.text])
            or (last and not behind_another and len(piece.text) > PART_OF_A_LABEL)
        )
