"""What is found for the fields of a form, piece by piece, and how the pieces make an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.form.marks import is_sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.form.grid import Cell

_SHOWN = 20
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_BETWEEN = re.compile(r"[/、，,;；|／\\\n()（）]|[ \t\u3000]+")
_NO_NAME = re.compile(
    r"[0-9@、，,/；;:：]|[ \t\u3000][男女]$|[(（](?!女|男|盖章|签[字名章])[^()（）]+[)）]"
)
_SEPARATORS = " \t\n/、，,;；|／\\"


class Text(NamedTuple):
    """A piece of an answer: what a cell says, and where it is."""

    row: int
    column: int
    text: str


@dataclass(slots=True)
class Found:
    """What was found for one field; `owner` is the cell of its label."""

    owner: Cell
    row: int
    texts: list[Text] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    others: list[Text] = field(default_factory=list)
    """What stands in further boxes for the same field, which is not used."""


def join(texts: Sequence[Text]) -> tuple[str, bool]:
    """Join what stands in several cells; tells whether a person should look at the result."""
    lines: list[str] = []
    split = False
    for _, group in groupby(texts, key=lambda piece: piece.row):
        pieces = [piece.text for piece in group]
        lines.append(("" if is_cut_up(pieces) else " ").join(pieces))
        split |= len(pieces) > 1 and not all(len(piece) == 1 for piece in pieces)
    return "\n".join(lines), split


def is_cut_up(pieces: Sequence[str]) -> bool:
    """Tell whether pieces are one word or number that was written over several cells."""
    single = all(len(piece) == 1 for piece in pieces)
    return single or all(piece.isascii() and piece.isalnum() for piece in pieces)


def under_names(texts: Sequence[Text]) -> list[Text]:
    """Put ticks that stand in a line of their own to the name in their column, above or below."""
    names = [piece for piece in texts if not is_sign(piece.text)]
    found = []
    for piece in texts:
        alone = is_sign(piece.text) and not any(one.row == piece.row for one in names)
        column = [one for one in names if alone and one.column == piece.column]
        if column:
            nearest = min(column, key=lambda one: abs(one.row - piece.row))
            at = names.index(nearest)
            gap = " " * piece.text.isalpha()  # 是 is a sign only where it stands alone
            names[at] = nearest._replace(text=f"{piece.text}{gap}{nearest.text}")
        elif is_sign(piece.text):
            found.append(piece)
    return sorted((*names, *found), key=lambda piece: (piece.row, piece.column))


def share_numbers(answers: dict[str, Found], mobile_beside: Mapping[str, str]) -> None:
    """Give a box for a mobile that is empty the one that stands in the box for any telephone."""
    for name, mobile in mobile_beside.items():
        answer, own = answers.get(name), answers.get(mobile)
        if name == mobile or answer is None or not answer.texts or (own and own.texts):
            continue
        pieces = [*answer.texts, *answer.others]
        number = next((match for one in pieces if (match := _MOBILE.search(one.text))), None)
        if number is None:
            continue
        holder = next(one for one in pieces if number.string == one.text)
        rest = number.string.replace(number[0], "", 1).strip(_SEPARATORS)
        doubt = f"{row_name(holder.row)}写的“{short(holder.text)}”里有手机号码，当作手机号码。"
        target = own or Found(answer.owner, holder.row)
        target.texts.append(holder._replace(text=number[0]))
        target.row = holder.row
        target.doubts.append(doubt)
        answers[mobile] = target
        kept = [one._replace(text=rest) if one is holder else one for one in answer.texts]
        answer.others = [one for one in answer.others if one is not holder]
        answer.texts = [one for one in kept if one.text] or answer.others[:1]
        answer.others = [one for one in answer.others if one not in answer.texts]


def shares(text: str, count: int) -> list[str]:
    """Divide what stands in a box for several answers; nothing where it can't be told."""
    parts = [part.strip(_SEPARATORS) for part in _BETWEEN.split(text)]
    filled = [part for part in parts if part]
    return filled if len(filled) == count else []


def mobile_in_place(parts: list[str], mobile: Sequence[bool]) -> list[str]:
    """Turn two parts round where the only mobile among them stands in the other's place."""
    is_one = [_MOBILE.search(part) is not None for part in parts]
    turned = len(parts) == 2 and is_one == list(reversed(mobile)) != list(mobile)  # noqa: PLR2004  # a pair
    return parts[::-1] if turned else parts


def person_doubts(text: str) -> Iterator[str]:
    """Yield what makes a text look like more than one person's name."""
    lines = [line for line in text.split("\n") if len(line.strip()) > 1]
    if len(lines) > 1 and not text.isascii():
        yield f"姓名写了{len(lines)}行（“{short(text)}”），像是不止一个人。"
    elif _NO_NAME.search(text.strip(_SEPARATORS)):
        yield f"“{short(text)}”里好像不只有姓名。"


def row_name(row: int) -> str:
    """Name the row of a table; 0 is what stands in no table."""
    return f"第{row}行" if row else "别处"


def short(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
