"""Converts the lines of a table to another year, and selects those a person must check."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from xxzz.season.doubts import CHECKED, TO_CHECK
from xxzz.season.years import shifted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from xxzz.editor.places import Places
    from xxzz.strictyaml.problems import Keys
    from xxzz.strictyaml.tree import Tree

_COMMENT = re.compile(r"""^((?:[^"'#]|"[^"]*"|'[^']*'|(?<=[^\s])#)*?)((?:^|(?<=\s))\#.*)$""")
_YEAR_KEY = re.compile(r"(?<![\w-])(year:\s*)([0-9]{4})(?![0-9])")
_SETTLED = re.compile(rf"\s*#?\s*{CHECKED}[^#]*")
_SOURCES = ("clause", "source")
_OURS = ("id", "role", "kind", "width", "long", "timezone", "example")
"""Keys internal to the program, which no notice determines."""


class Look(Enum):
    """Why a person should check a line."""

    MOVED = "按年度改过，请与通知核对"
    FIGURE = "每年可能不同"
    WORDING = "通知里这一句改了才要改"


class Line(NamedTuple):
    """A line to check: position, clause, old and new text, and the reason."""

    file: str
    number: int
    place: str
    clause: str
    was: str
    now: str
    look: Look


@dataclass(frozen=True, slots=True)
class Moved:
    """A table converted to the new year, and the lines to check."""

    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Mover:
    """Converts tables of one year to another."""

    old: int
    new: int
    categories: Collection[str]

    def move(self, tree: Tree, file: str, places: Places, note: str) -> Moved:
        """Return a table converted to the new year; `note` is the comment that asks for a check."""
        places_of = {
            line: list(group)
            for line, group in groupby(tree.leaves(), key=lambda leaf: tree.line(leaf[0]))
        }
        made: list[str] = []
        found: list[Line] = []
        leaves: list[tuple[Keys, Any]] = []
        for number, raw in enumerate(tree.text.splitlines(), 1):
            if raw.lstrip().startswith(TO_CHECK):
                continue
            if number in places_of:
                if not any(line.startswith(TO_CHECK) for line in made):
                    made.append(f"{TO_CHECK}{note}")
                leaves = places_of[number]
            code, comment = _parted(raw)
            moved = self._moved(code)
            made.append(f"{moved}{_SETTLED.sub('', comment)}".rstrip())
            look = Look.MOVED if moved != code else self._look(leaves)
            if look and (moved != code or number in places_of):
                place = _place(leaves, places)
                clause = _clause(tree.data, leaves[0][0]) if leaves else ""
                was, now = code.strip(), moved.strip()
                found.append(Line(file, len(made), place, clause, was, now, look))
        return Moved("\n".join(made) + "\n", tuple(found))

    def _moved(self, code: str) -> str:
        def year(match: re.Match[str]) -> str:
            return f"{match[1]}{self.new}" if match[2] == str(self.old) else match[0]

        return _YEAR_KEY.sub(year, shifted(code, self.old, self.new))

    def _look(self, leaves: list[tuple[Keys, Any]]) -> Look | None:
        """Return why a line should be checked, or None if no notice determines its values."""
        looks = {self._look_at(keys, value) for keys, value in leaves}
        return next((one for one in Look if one in looks), None)

    def _look_at(self, keys: Keys, value: Any) -> Look | None:
        if keys[-1] in _OURS or value == "":
            return None
        if keys[-1] in _SOURCES:
            return Look.WORDING
        if not isinstance(value, str) or re.search("[0-9]", value) or value in self.categories:
            return Look.FIGURE
        # accepted spellings do not come from the notice, unless they repeat its numbers
        return None if isinstance(keys[-1], int) else Look.WORDING


def weekday(text: str) -> str:
    """Return the weekdays of the dates in a line, or "" if it has none."""
    found = []
    for match in re.finditer(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])", text):
        day = dt.date.fromisoformat(match[0])
        found.append(f"{day.month}月{day.day}日是星期{'一二三四五六日'[day.weekday()]}")
    return "，".join(found)


def _parted(raw: str) -> tuple[str, str]:
    match = _COMMENT.match(raw)
    return (match[1], match[2]) if match else (raw, "")


def _place(leaves: list[tuple[Keys, Any]], places: Places) -> str:
    """Return the place of a line: the common part of its values' paths."""
    if not leaves:
        return ""
    ways = [places.named(keys) for keys, _ in leaves]
    common = [steps[0] for steps in zip(*ways, strict=False) if len(set(steps)) == 1]
    return " › ".join(common)


def _clause(data: Any, keys: Keys) -> str:
    """Return the clause of a value: the nearest one on the path to it."""
    found = ""
    for key in (*keys, None):
        if isinstance(data, dict):
            found = next((str(data[one]) for one in _SOURCES if one in data), found)
        if key is not None:
            data = data[key]
    return found


def to_look_at(lines: Collection[Line], *, wording: bool) -> Iterator[Line]:
    """Yield the lines that may change every year, or those that only change with the wording."""
    return (one for one in lines if (one.look is Look.WORDING) == wording)
