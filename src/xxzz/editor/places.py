"""A value's place in a table in the words of the notice, from the models' own descriptions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xxzz.season.schema import TABLES, plain_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.strictyaml.problems import Keys
    from xxzz.strictyaml.tree import Tree

_NAMES = ("header", "name", "title", "text", "recommender", "field", "category", "kind", "id")
"""By which of its values an entry of a list is called, the first that is there."""
_FIRST = re.compile(r"[，；：（。]")
_LONGEST = 24


class Places:
    """The places of one table; `words` says what identifiers mean (agency, district)."""

    def __init__(self, table: str, tree: Tree, words: Mapping[str, str]) -> None:
        self._schema = plain_schema(TABLES[table][1])
        self._data = tree.data
        self._words = words

    def named(self, keys: Keys) -> tuple[str, ...]:
        """Return the way to a value, step by step; an entry of a list by its own name."""
        return tuple(self._steps(keys))

    def _steps(self, keys: Keys) -> Iterator[str]:
        shapes, value = [self._schema], self._data
        for key in keys:
            shapes = [one for shape in shapes for one in self._resolved(shape)]
            value = value[key]
            if isinstance(key, int):
                shapes = [shape["items"] for shape in shapes if "items" in shape]
                if name := self._name(value):
                    yield name
                continue
            inner = [
                shape["properties"][key] for shape in shapes if key in shape.get("properties", ())
            ]
            said = next((one["description"] for one in inner if "description" in one), "")
            others = [shape.get("additionalProperties") for shape in shapes]
            shapes = inner or [one for one in others if isinstance(one, dict)]
            yield _FIRST.split(said)[0] or (key if inner else self.word(key))

    def word(self, text: str) -> str:
        """Return what an identifier means, any other text as it is."""
        return self._words.get(text, text)

    def _name(self, entry: Any) -> str:
        if not isinstance(entry, dict):
            return ""
        found = next((entry[key] for key in _NAMES if isinstance(entry.get(key), str)), "")
        found = self.word(found)
        found = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"
        return f"“{found}”" if found else ""

    def _resolved(self, shape: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the shapes that a shape may stand for."""
        if "$ref" in shape:
            yield from self._resolved(self._schema["$defs"][shape["$ref"].rpartition("/")[2]])
            return
        variants = [one for key in ("anyOf", "oneOf", "allOf") for one in shape.get(key, ())]
        for one in variants:
            yield from self._resolved(one)
        if not variants:
            yield shape


def meanings(notice: Tree) -> dict[str, str]:
    """Return what the identifiers of a notice stand for: its categories, fields, kinds."""
    found = {"district": "各区", "municipal": "市级推荐单位"}
    for entries, name in (("categories", "name"), ("fields", "header")):
        found |= {one["id"]: one[name] for one in notice.data[entries]}
    return found
