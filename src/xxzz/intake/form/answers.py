"""The answers of a form's fields, put together from the texts of their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.form.marks import is_sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.form.grid import Cell

_MAX_SHOWN = 20
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_NAMED_MOBILE = re.compile(
    rf"(?:(?:手机|移动电话)[:：]?\s*)?({_MOBILE.pattern})(?:\s*[(（](?:手机|移动)[^()（）]{{0,4}}[)）])?"
)
_ANSWER_SEPARATOR = re.compile(r"[/、，,;；|／\\\n()（）]|[ \t\u3000]+")
_NOT_ONLY_A_NAME = re.compile(
    r"[0-9@、，,/；;:：]|[ \t\u3000][男女]$|[(（](?!女|男|盖章|签[字名章])[^()（）]+[)）]"
    r"|(?:^|\s)[\u3400-\u9fff]{2,4}\s+[\u3400-\u9fff]{2,}$"
    r"|.[\u3400-\u9fff](?:主任|书记|主席|经理|董事长|总裁|[校院园所局处科部区镇]长|教授|同志)$"
)
_MIN_COPIES, _MAX_COPIES, _MIN_COPY = 3, 8, 3
_SEPARATORS = " \t\n/、，,;；|／\\"


class CellText(NamedTuple):
    """The text of a cell and its place; it may be a part of an answer."""

    row: int
    column: int
    text: str


@dataclass(slots=True)
class FieldAnswer:
    """The answer to one field; `owner` is the cell of its label.

    `others` are the texts of further boxes for the same field, which are not used.
    """

    owner: Cell
    row: int
    texts: list[CellText] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    others: list[CellText] = field(default_factory=list)


def join(texts: Sequence[CellText]) -> tuple[str, bool]:
    """Join the texts of several cells; the second result tells whether to have it checked."""
    lines: list[str] = []
    split = False
    for _, group in groupby(texts, key=lambda piece: piece.row):
        pieces = [piece.text for piece in group]
        lines.append(("" if is_split_word(pieces) else " ").join(pieces))
        split |= len(pieces) > 1 and not all(len(piece) == 1 for piece in pieces)
    return "\n".join(lines), split


def is_split_word(pieces: Sequence[str]) -> bool:
    """Tell whether texts are one word or number that was written over several cells."""
    single = all(len(piece) == 1 for piece in pieces)
    return single or all(piece.isascii() and piece.isalnum() for piece in pieces)


def ticks_joined_to_names(texts: Sequence[CellText]) -> list[CellText]:
    """Join ticks in a row of their own to the nearest name in the same column."""
    names = [piece for piece in texts if not is_sign(piece.text)]
    found = []
    for piece in texts:
        alone = is_sign(piece.text) and not any(one.row == piece.row for one in names)
        column = [one for one in names if alone and one.column == piece.column]
        if column:
            nearest = min(column, key=lambda one: abs(one.row - piece.row))
            at = names.index(nearest)
            gap = " " * piece.text.isalpha()  # 是 counts as a tick only where it stands alone
            names[at] = nearest._replace(text=f"{piece.text}{gap}{nearest.text}")
        elif is_sign(piece.text):
            found.append(piece)
    return sorted((*names, *found), key=lambda piece: (piece.row, piece.column))


def move_mobiles(answers: dict[str, FieldAnswer], mobile_beside: Mapping[str, str]) -> None:
    """Move mobile numbers from boxes for any telephone to empty boxes for a mobile.

    `mobile_beside` has the field for a mobile of the same person, by field.
    """
    for name, mobile in mobile_beside.items():
        answer, own = answers.get(name), answers.get(mobile)
        if name == mobile or answer is None or not answer.texts or (own and own.texts):
            continue
        pieces = [*answer.texts, *answer.others]
        number = next((match for one in pieces if (match := _NAMED_MOBILE.search(one.text))), None)
        if number is None:
            continue
        holder = next(one for one in pieces if number.string == one.text)
        rest = number.string.replace(number[0], "", 1).strip(_SEPARATORS)
        doubt = f"{row_name(holder.row)}写的“{short(holder.text)}”里有手机号码，当作手机号码。"
        target = own or FieldAnswer(answer.owner, holder.row)
        target.texts.append(holder._replace(text=number[1]))
        target.row = holder.row
        target.doubts.append(doubt)
        answers[mobile] = target
        kept = [one._replace(text=rest) if one is holder else one for one in answer.texts]
        answer.others = [one for one in answer.others if one is not holder]
        answer.texts = [one for one in kept if one.text] or answer.others[:1]
        answer.others = [one for one in answer.others if one not in answer.texts]


def split_joint_answer(text: str, count: int) -> list[str]:
    """Split the text of a box for `count` answers; return [] if it has more or fewer parts."""
    parts = [part.strip(_SEPARATORS) for part in _ANSWER_SEPARATOR.split(text)]
    filled = [part for part in parts if part]
    return filled if len(filled) == count else []


def mobile_in_place(parts: list[str], for_mobile: Sequence[bool]) -> list[str]:
    """Exchange two parts if the only mobile number is in the place of the other answer.

    `for_mobile` tells for each place whether its field is for a mobile.
    """
    is_mobile = [_MOBILE.search(part) is not None for part in parts]
    expected = list(for_mobile)
    exchanged = len(parts) == 2 and is_mobile == expected[::-1] != expected  # noqa: PLR2004  # a pair
    return parts[::-1] if exchanged else parts


def person_doubts(text: str) -> Iterator[str]:
    """Yield the reasons, if any, why a text is not exactly one person's name."""
    lines = [line for line in text.split("\n") if len(line.strip()) > 1]
    if len(lines) > 1 and not text.isascii():
        yield f"姓名写了{len(lines)}行（“{short(text)}”），像是不止一个人。"
    elif _NOT_ONLY_A_NAME.search(text.strip(_SEPARATORS)):
        yield f"“{short(text)}”里好像不只有姓名。"


def copies_of_answer(text: str) -> int:
    """Return how often a text says the same, three times or more; else 1.

    LibreOffice saves the text of some content controls several times.
    """
    for copies in range(_MAX_COPIES, _MIN_COPIES - 1, -1):
        for whole in (text, f"{text}\n"):
            one = whole[: len(whole) // copies]
            repeats = one * copies == whole and len(one) >= _MIN_COPY and not one.isascii()
            # a text that consists of one word over and over was written so
            if repeats and one not in (one * 2)[1:-1]:
                return copies
    return 1


def row_name(row: int) -> str:
    """Name a row of a table in Chinese; 0 stands for text outside tables."""
    return f"第{row}行" if row else "别处"


def short(text: str) -> str:
    """Return the beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_SHOWN else f"{line[:_MAX_SHOWN]}…"
