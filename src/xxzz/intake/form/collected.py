"""Collects the answers of one form by field, and the texts that belong to no field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.form.answers import (
    CellText,
    FieldAnswer,
    copies_of_answer,
    is_split_word,
    join,
    mobile_in_place,
    move_mobiles,
    person_doubts,
    row_name,
    short,
    split_joint_answer,
    ticks_joined_to_names,
)
from xxzz.intake.form.in_one import split_people
from xxzz.intake.form.line_labels import MAX_LABEL_PART
from xxzz.intake.form.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.intake.form.grid import Cell
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.labels import Labels


_MIN_ANSWER = 4
"""The least characters of a line that may be an answer of its own."""
_GOES_ON = tuple("、，,和及与/兼")


class Collected:
    """The answers of a form.

    `unlabelled` are the texts without a label, `unused` the names of boxes that 附件3 does not
    have.
    """

    def __init__(self, labels: Labels) -> None:
        self.unlabelled: list[str] = []
        self.unused: dict[str, None] = {}
        self._labels = labels
        self._answers: dict[str, FieldAnswer] = {}
        self._filled: set[tuple[int, int]] = set()
        """The boxes, by their labels' places, that 附件3 does not have and that are filled in."""
        self._unused_rows: set[int] = set()
        """The rows with text that belongs to no box."""

    def add(self, label: Label, owner: Cell, piece: CellText, *, last: bool) -> None:
        """Add a text to the answer of a label; `owner` is the label's cell.

        `last` tells that it is the last text before the next label.
        """
        if label.joint:
            self._add_joint(label, owner, piece)
            return
        if label.other:
            self._add_unused(label, owner, piece)
        if not label.field or (label.section and not piece.text):
            if label.vague and piece.text:
                self.add_unlabelled(piece.text, piece)
            return
        answer = self._answers.setdefault(label.field, FieldAnswer(owner, piece.row))
        if piece.text:
            self._extend(answer, label, owner, piece, last=last)

    def has(self, field: str) -> bool:
        """Tell whether a field has an answer with text."""
        known = self._answers.get(field)
        return known is not None and bool(known.texts)

    def doubt(self, field: str, doubt: str) -> None:
        """Add a doubt to the answer of a field that was found."""
        self._answers[field].doubts.append(doubt)

    def add_unlabelled(self, text: str, place: CellText | Cell) -> None:
        """Add a text that belongs to no box."""
        self.unlabelled.append(short(text))
        self._unused_rows.add(place.row)

    def boxes(self) -> Iterator[Box]:
        """Yield a box for each field that was found."""
        split_people(self._answers, self._labels.fields_beside)
        move_mobiles(self._answers, self._labels.mobile_beside)
        for name, answer in self._answers.items():
            is_category = name == self._labels.category
            texts = ticks_joined_to_names(answer.texts) if is_category else answer.texts
            value, split = join(texts)
            if split and not is_category:
                answer.doubts.append("这一栏的内容分在几格里，已合在一起。")
            if (copies := copies_of_answer(value)) > 1:
                answer.doubts.append(f"同样的内容写了{copies}遍，只取一遍。")
                value = value[: len(value) // copies].strip()
            if name not in (self._labels.category, *self._labels.long_fields):
                answer.doubts += self._doubts_about(name, value)
                value = self._labels.tidy(value)
            for row, _, text in answer.others:
                answer.doubts.append(f"{row_name(row)}还写着“{short(text)}”，没有采用。")
            if not value and {answer.row, answer.row + 1} & self._unused_rows:
                answer.doubts.append("这一栏没有读到内容，它旁边有没有采用的文字。")
            place = f"第{answer.row}行" if answer.row else "表格上方"
            yield Box(name, value, place, tuple(answer.doubts))

    def _doubts_about(self, name: str, text: str) -> Iterator[str]:
        """Yield what makes a short answer look like more than one."""
        if name in self._labels.persons:
            yield from person_doubts(text)
        if name == self._labels.name:
            yield from self._labels.name_doubts(text)
        alike = name in self._labels.addresses
        may_be_two = alike or name in self._labels.several_lines
        if may_be_two and _are_two_answers(text, alike=alike):
            yield f"写成几行（“{short(text)}”），已合在一起。"

    def _add_joint(self, label: Label, owner: Cell, piece: CellText) -> None:
        """Split the text of a box for several answers; if it can't be split, the first gets it."""
        for_mobile = [one.field in self._labels.mobiles for one in label.joint]
        parts = mobile_in_place(split_joint_answer(piece.text, len(label.joint)), for_mobile)
        for at, one in enumerate(label.joint):
            text = parts[at] if parts else piece.text * (at == 0)
            self.add(one, owner, piece._replace(text=text), last=True)
            if piece.text and one.field:
                how = "是按次序分的" if parts else "分不清，都放在前一栏"
                self.doubt(one.field, f"几栏写在一格里（“{short(piece.text)}”），{how}。")

    def _add_unused(self, label: Label, owner: Cell, piece: CellText) -> None:
        """Note a box that 附件3 does not have.

        A second text in it is kept as unlabelled, since it may be the answer of another box.
        """
        self.unused[label.other] = None
        if piece.text and (owner.row, owner.column) in self._filled:
            self.add_unlabelled(piece.text, piece)
        elif piece.text:
            self._filled.add((owner.row, owner.column))

    def _extend(
        self, answer: FieldAnswer, label: Label, owner: Cell, piece: CellText, *, last: bool
    ) -> None:
        if not answer.texts:
            answer.owner, answer.row = owner, piece.row
        rows = {one.row for one in answer.texts}
        if label.field in self._labels.long_fields and piece.row in rows:
            self._unused_rows.add(piece.row)  # it may be the answer of another, empty box
        if answer.owner is owner and self._continues(label, answer, piece, last=last):
            answer.texts.append(piece)
        elif piece.text not in (known.text for known in answer.texts):
            answer.others.append(piece)
        if label.vague:
            answer.doubts.append("这一格没有归到负责人或联系人下面，看不出是谁的。")

    def _continues(self, label: Label, answer: FieldAnswer, piece: CellText, *, last: bool) -> bool:
        """Tell whether a cell continues an answer, and is not a box of its own without a label."""
        beside = [one.text for one in answer.texts if one.row == piece.row]
        if len(piece.text) > 1 and piece.text in beside:
            return False
        behind_another = any(one.row == piece.row for one in answer.others)
        return (
            not beside
            or label.field in (self._labels.category, *self._labels.long_fields)
            or is_split_word([*beside, piece.text])
            or (last and not behind_another and len(piece.text) > MAX_LABEL_PART)
        )


def _are_two_answers(text: str, *, alike: bool) -> bool:
    """Tell whether lines may be answers of their own (two offices), not one broken in two.

    Two that are `alike`, addresses of one city, begin alike.
    """
    lines = [line.strip() for line in text.split("\n")]
    if alike and len({line[:2] for line in lines}) > 1:
        return False
    complete = all(len(line) >= _MIN_ANSWER for line in lines)
    return len(lines) > 1 and complete and not lines[0].endswith(_GOES_ON)
