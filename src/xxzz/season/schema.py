"""JSON Schemas of data/*.yaml, so that an editor completes and checks the tables while typing.

`python -m xxzz.season.schema FOLDER` writes them; they are kept in data/schemas/.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xxzz.season.models import IndicatorSet, Notice, QuotaTable
from xxzz.season.models.review import HolidayTable, ReviewTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.season.models import Model

DIALECT = "https://json-schema.org/draft/2020-12/schema"

TABLES: Mapping[str, tuple[str, type[Model]]] = {
    "quotas": ("名额分配表（附件2）", QuotaTable),
    "notice": ("通知正文", Notice),
    "indicators": ("一个类别的建设指标（附件1）", IndicatorSet),
    "review": ("评议、遴选、公示和公布", ReviewTable),
    "holidays": ("法定节假日和调休", HolidayTable),
}


def schemas() -> dict[str, str]:
    """Return the text of every schema by its file name."""
    return {
        f"{name}.schema.json": json.dumps(_schema(title, model), ensure_ascii=False, indent=2)
        + "\n"
        for name, (title, model) in TABLES.items()
    }


def write_schemas(folder: Path) -> None:
    """Write the schemas into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _schema(title: str, model: type[Model]) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": title, **plain_schema(model)}


def plain_schema(model: type[Model]) -> dict[str, Any]:
    """Return a model's schema with the descriptions that are meant for editors of the tables."""
    generated = model.model_json_schema()
    for shape in _shapes(generated):
        # generated from identifiers and English docstrings; the fields' own descriptions stay
        shape.pop("description", None)
        shape.pop("title", None)
        for value in shape.get("properties", {}).values():
            value.pop("title", None)
    return generated


def _shapes(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    yield from schema.get("$defs", {}).values()


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
