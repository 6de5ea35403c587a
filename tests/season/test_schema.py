from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from xxzz.season import data_folder
from xxzz.season.schema import schemas

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = data_folder() / "schemas"
TABLES = {
    "quotas": sorted(data_folder().glob("quotas_*.yaml")),
    "notice": sorted(data_folder().glob("notice_*.yaml")),
    "indicators": sorted((data_folder() / "indicators").rglob("*.yaml")),
    "review": sorted(data_folder().glob("review_*.yaml")),
    "holidays": [data_folder() / "holidays.yaml"],
}


class _JsonLoader(yaml.SafeLoader):
    """Dates stay text, as an editor's YAML server reads them."""


_JsonLoader.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
)
_JsonLoader.add_constructor(
    "tag:yaml.org,2002:bool",
    lambda loader, node: (
        loader.construct_yaml_bool(node) if node.value in ("true", "false") else node.value
    ),
)


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize(
    ("name", "path"), [(name, path) for name, paths in TABLES.items() for path in paths]
)
def test_every_table_is_valid_and_names_its_schema(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    mark, _, target = text.partition("\n")[0].partition("$schema=")
    assert mark == "# yaml-language-server: "
    assert (path.parent / target).resolve() == (SCHEMAS / f"{name}.schema.json").resolve()
    assert list(validator(name).iter_errors(yaml.load(text, _JsonLoader))) == []  # noqa: S506  # ours


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("total: 31", 'total: "31"'),
        ("kind: district", "kind: 区"),
        ("agency: 5", "agency: -1"),
        ("    flexible: 2\n", "    flexible: 2\n    remark: 无\n"),
    ],
)
def test_an_editor_sees_what_the_loader_refuses(old: str, new: str) -> None:
    text = TABLES["quotas"][0].read_text(encoding="utf-8").replace(old, new, 1)
    assert not validator("quotas").is_valid(yaml.load(text, _JsonLoader))  # noqa: S506  # ours


def test_descriptions_are_chinese() -> None:
    def descriptions(shape: object) -> list[str]:
        if isinstance(shape, list):
            return [found for item in shape for found in descriptions(item)]
        if not isinstance(shape, dict):
            return []
        own = [shape["description"]] if isinstance(shape.get("description"), str) else []
        return own + [found for item in shape.values() for found in descriptions(item)]

    found = [text for schema in schemas().values() for text in descriptions(json.loads(schema))]
    assert len(found) > 50
    assert all(any("\u4e00" <= character <= "\u9fff" for character in text) for text in found)
