"""Finds, reads and checks a season's tables; the only reader of data/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from xxzz.location import Location
from xxzz.nomination import Category
from xxzz.season.checks import check_tables
from xxzz.season.models import IndicatorSet, Model, Notice, QuotaTable
from xxzz.season.tables import Season
from xxzz.season.tree import SeasonError, TableProblem, Tree, read_tree

_M = TypeVar("_M", bound=Model)

_MESSAGES = {
    "missing": "缺少“{key}”。",
    "extra_forbidden": "不认识的键“{key}”。",
    "int_type": "“{key}”应当是整数，现在是{input}。",
    "int_parsing": "“{key}”应当是整数，现在是{input}。",
    "int_from_float": "“{key}”应当是整数，现在是{input}。",
    "float_type": "“{key}”应当是数字，现在是{input}。",
    "float_parsing": "“{key}”应当是数字，现在是{input}。",
    "string_type": "“{key}”应当是文字，现在是{input}；如果是数字，请加引号。",
    "string_too_short": "“{key}”不能为空。",
    "tuple_type": "“{key}”应当是列表。",
    "too_short": "“{key}”不能为空。",
    "model_type": "“{key}”应当是一组“键: 值”。",
    "enum": "“{key}”不能是{input}，只能是 agency、enterprise、community、family 之一。",
    "literal_error": "“{key}”不能是{input}。",
    "date_type": "“{key}”应当是日期，例如 2023-09-20。",
    "date_from_datetime_parsing": "“{key}”应当是日期，例如 2023-09-20。",
    "greater_than_equal": "“{key}”太小：{input}。",
    "bool_type": "“{key}”应当是 true 或 false。",
    "bool_parsing": "“{key}”应当是 true 或 false。",
}


def data_folder() -> Path:
    """Return the folder of the tables that come with xxzz: in the package, else in the checkout."""
    packaged = Path(__file__).parents[1] / "data"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "data"


def seasons(data: Path | None = None) -> tuple[int, ...]:
    """Return the years for which a folder has tables, in order."""
    folder = data or data_folder()
    names = (re.fullmatch(r"notice_(\d{4})", path.stem) for path in folder.glob("notice_*.yaml"))
    return tuple(sorted(int(match[1]) for match in names if match))


def load_season(year: int | None = None, data: Path | None = None) -> Season:
    """Load a year's tables, the newest where no year is given, from `data` or those that come along.

    Raises:
        SeasonError: there are no such tables, or they do not fit together; with file and line.
    """
    folder = data or data_folder()
    known = seasons(folder)
    if year is None and known:
        year = known[-1]
    if year not in known:
        there = "、".join(map(str, known)) or "没有任何年度"
        wanted = f"{year}年" if year else ""
        message = f"没有{wanted}的规则表（notice_年份.yaml）；这个文件夹里有：{there}。"
        raise SeasonError([TableProblem(Location(folder.as_posix()), message)])
    trees = {
        "quotas": read_tree(folder / f"quotas_{year}.yaml"),
        "notice": read_tree(folder / f"notice_{year}.yaml"),
    }
    trees |= {f"indicators/{c}": read_tree(folder / "indicators" / f"{c}.yaml") for c in Category}
    return _build(year, trees)


def _build(year: int, trees: dict[str, Tree]) -> Season:
    problems: list[TableProblem] = []
    quotas = _model(QuotaTable, trees["quotas"], problems)
    notice = _model(Notice, trees["notice"], problems)
    indicators = {c: _model(IndicatorSet, trees[f"indicators/{c}"], problems) for c in Category}
    if problems or quotas is None or notice is None:
        raise SeasonError(problems)
    season = Season(
        year=year,
        quotas=quotas,
        notice=notice,
        indicators={c: table for c, table in indicators.items() if table},
    )
    problems += [trees[name].problem(keys, text) for name, keys, text in check_tables(season)]
    if problems:
        raise SeasonError(problems)
    return season


def _model(model: type[_M], tree: Tree, problems: list[TableProblem]) -> _M | None:
    try:
        return model.model_validate(tree.data)
    except ValidationError as error:
        problems += _translate(error, tree, model)
        return None


def _translate(error: ValidationError, tree: Tree, model: type[Model]) -> Iterator[TableProblem]:
    for detail in error.errors(include_url=False, include_context=False):
        yield tree.problem(detail["loc"], _message(detail, model))


def _message(detail: ErrorDetails, model: type[Model]) -> str:
    keys = [str(key) for key in detail["loc"]]
    template = _MESSAGES.get(detail["type"], "“{key}”的值不对：{input}。")
    text = template.format(key=".".join(keys) or "整个文件", input=_shown(detail["input"]))
    if detail["type"] == "extra_forbidden":
        near = get_close_matches(keys[-1], _keys_of(model), n=1)
        text += f"是不是“{near[0]}”？" if near else ""
    return text


def _shown(value: Any) -> str:
    shown = str(value)
    return f"“{shown if len(shown) <= 40 else shown[:40] + '…'}”"  # noqa: PLR2004  # a line's width


def _keys_of(model: type[Model]) -> list[str]:
    schema = model.model_json_schema()
    shapes = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for shape in shapes for key in shape.get("properties", {})})
