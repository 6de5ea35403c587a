"""JSON Schemas of data/*.yaml, with which editors complete and validate the tables.

Written to data/schemas/ by `python -m tools.schemas`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xxzz.season.models import IndicatorSet, Notice, QuotaTable
from xxzz.season.models.holidays import HolidayTable
from xxzz.season.models.review import ReviewTable

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
    """Return the text of every schema by file name."""
    return {
        f"{name}.schema.json": json.dumps(_schema(title, model), ensure_ascii=False, indent=2)
        + "\n"
        for name, (title, model) in TABLES.items()
    }


def _schema(title: str, model: type[Model]) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": title, **plain_schema(model)}


def plain_schema(model: type[Model]) -> dict[str, Any]:
    """Return a model's schema with only the descriptions written for editors of the tables."""
    generated = model.model_json_schema()
    for shape in _shapes(generated):
        # generated from identifiers and English docstrings; the fields' descriptions are kept
        shape.pop("description", None)
        shape.pop("title", None)
        for value in shape.get("properties", {}).values():
            value.pop("title", None)
    return generated


def _shapes(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    yield from schema.get("$defs", {}).values()
