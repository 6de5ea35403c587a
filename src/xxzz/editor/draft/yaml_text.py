"""Builds a draft as YAML text, with comments on what a person must check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

from xxzz.season.doubts import TO_CHECK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class YamlText:
    """The lines of a table under construction; each doubt is a comment above its line."""

    def __init__(self, table: str, depth: int = 0) -> None:
        up = "../" * depth
        self._lines = [f"# yaml-language-server: $schema={up}schemas/{table}.schema.json"]
        self.doubts: list[tuple[int, str]] = []
        """Line number and text of each doubt."""

    def add(self, indent: int, text: str) -> None:
        """Add a line."""
        self._lines.append(" " * indent + text)

    def ask(self, indent: int, doubts: Iterable[str]) -> None:
        """Add a comment for each doubt."""
        for text in doubts:
            self.add(indent, f"{TO_CHECK}{text}")
            self.doubts.append((len(self._lines), text))

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join((*self._lines, ""))


def scalar(value: str | float | None, *, inline: bool = False) -> str:
    """Return a value as YAML; a text that would be parsed differently is quoted.

    `inline` is for a value in a one-line list or mapping, where a comma ends a text.
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
    """Return a mapping in flow style."""
    return f"{{{', '.join(f'{key}: {scalar(one, inline=True)}' for key, one in values.items())}}}"


def flow_list(values: Iterable[str]) -> str:
    """Return a list in flow style."""
    return f"[{', '.join(scalar(one, inline=True) for one in values)}]"
