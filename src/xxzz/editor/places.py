"""Names a value's place in a table with the descriptions of the models."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xxzz.season.schema import TABLES, plain_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.strictyaml.problems import Keys
    from xxzz.strictyaml.tree import Tree

_NAMES = ("header", "name", "title", "text", "recommender", "field", "category", "kind", "id")
"""Keys whose value names an entry of a list; the first present wins."""
_FIRST = re.compile(r"[，；：（。]")
_LONGEST = 24


class Places:
    """The places of one table; `words` maps identifiers (agency, district) to their meaning."""

    def __init__(self, table: str, tree: Tree, words: Mapping[str, str]) -> None:
        self._schema = plain_schema(TABLES[table][1])
        self._data = tree.data
        self._words = words

    def named(self, keys: Keys) -> tuple[str, ...]:
        """Return the path to a value as words; an entry of a list is named by its own name."""
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
            description = next((one["description"] for one in inner if "description" in one), "")
            others = [shape.get("additionalProperties") for shape in shapes]
            shapes = inner or [one for one in others if isinstance(one, dict)]
            yield _FIRST.split(description)[0] or (key if inner else self.word(key))

    def word(self, text: str) -> str:
        """Return the meaning of an identifier; other texts are returned as they are."""
        return self._words.get(text, text)

    def _name(self, entry: Any) -> str:
        if not isinstance(entry, dict):
            return ""
        found = next((entry[key] for key in _NAMES if isinstance(entry.get(key), str)), "")
        found = self.word(found)
        found = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"
        return f"“{found}”" if found else ""

    def _resolved(self, shape: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the schemas that a schema refers to or combines."""
        if "$ref" in shape:
            yield from self._resolved(self._schema["$defs"][shape["$ref"].rpartition("/")[2]])
            return
        variants = [one for key in ("anyOf", "oneOf", "allOf") for one in shape.get(key, ())]
        for one in variants:
            yield from self._resolved(one)
        if not variants:
            yield shape


def meanings(notice: Tree) -> dict[str, str]:
    """Return the meanings of a notice's identifiers: categories, fields, kinds."""
    found = {"district": "各区", "municipal": "市级推荐单位"}
    for entries, name in (("categories", "name"), ("fields", "header")):
        found |= {one["id"]: one[name] for one in notice.data[entries]}
    return found
