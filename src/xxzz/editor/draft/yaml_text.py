"""A draft as YAML text: values, and notes of what a person must look at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

from xxzz.season.doubts import TO_CHECK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class YamlText:
    """Lines of a table in the making; every doubt stands above the line that it is about."""

    def __init__(self, table: str, depth: int = 0) -> None:
        up = "../" * depth
        self._lines = [f"# yaml-language-server: $schema={up}schemas/{table}.schema.json"]
        self.doubts: list[tuple[int, str]] = []
        """The number of each doubt's line, and what it says."""

    def add(self, indent: int, text: str) -> None:
        """Add a line."""
        self._lines.append(" " * indent + text)

    def ask(self, indent: int, doubts: Iterable[str]) -> None:
        """Add a note to look at for each doubt."""
        for text in doubts:
            self.add(indent, f"{TO_CHECK}{text}")
            self.doubts.append((len(self._lines), text))

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join((*self._lines, ""))


def scalar(value: str | float | None, *, inline: bool = False) -> str:
    """Return a value as YAML, a text in quotes where it could be taken wrong.

    `inline` says that it stands in a list or mapping on one line, where a comma ends a text.
    """
    if not isinstance(value, str):
        number = f"{value:g}" if isinstance(value, float) else f"{value}"
        return "null" if value is None else number
    try:
        read = yaml.safe_load(f"[{value}]" if inline else f"- {value}")
    except yaml.YAMLError:
        read = None
    return value if read == [value] else json.dumps(value, ensure_ascii=False)


def flow(values: Mapping[str, int | str | float | None]) -> str:
    """Return a mapping on one line."""
    return f"{{{', '.join(f'{key}: {scalar(one, inline=True)}' for key, one in values.items())}}}"


def flow_list(values: Iterable[str]) -> str:
    """Return a list on one line."""
    return f"[{', '.join(scalar(one, inline=True) for one in values)}]"
