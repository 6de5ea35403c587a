"""The public contract (names and formats others depend on) as data: `python -m tools.contract`.

docs/contract.json has it as of the last release; this command updates it for a release.
`tests/test_contract.py` requires that every difference is named in the CHANGELOG (未发布).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xxzz.bundle import layout
from xxzz.cli import errors, leaves
from xxzz.cli.run import load
from xxzz.report import REPORTERS
from xxzz.rules import rules_of
from xxzz.season import load_season

ROOT = Path(__file__).parents[1]
STORED = ROOT / "docs" / "contract.json"
SCHEMAS = ROOT / "data" / "schemas"
YEAR = 2023


def contract() -> dict[str, dict[str, str]]:
    """Return the contract: each promise by kind and name, with its content."""
    season = load_season(YEAR)
    return {
        "规则": {one.name: one.severity.value for one in rules_of(season)},
        "退出码": {
            name: str(value)
            for name, value in vars(errors).items()
            if name.isupper() and isinstance(value, int)
        },
        "报告格式": dict.fromkeys(REPORTERS, ""),
        "命令": dict(sorted(_options())),
        "栏目": {field.header: field.id for field in season.notice.fields},
        "包": {
            name: value
            for name, value in sorted(vars(layout).items())
            if name.isupper() and isinstance(value, str) and not name.startswith("_")
        },
        "键": dict(sorted(_keys())),
    }


def _options() -> Iterator[tuple[str, str]]:
    for name in leaves():
        for param in load(name).params:
            shown = vars(param)
            for word in shown["opts"]:
                if word.startswith("-"):
                    yield f"{name} {word}", ""
        yield name, ""


def _keys() -> Iterator[tuple[str, str]]:
    """Yield the keys of JSON and YAML files from their schemas: notice.conditions.years."""
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".schema.json")
        yield name, ""
        for keys in _within(schema, schema.get("$defs", {}), (name,)):
            yield ".".join(keys), ""


def _within(
    node: dict[str, Any], shapes: dict[str, Any], keys: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        if len(keys) < len(shapes) + 3:
            yield from _within(shapes[name], shapes, keys)
    for key, value in node.get("properties", {}).items():
        yield (*keys, key)
        yield from _within(value, shapes, (*keys, key))
    for part in ("items", "additionalProperties"):
        if isinstance(node.get(part), dict):
            yield from _within(node[part], shapes, keys)
    for part in ("anyOf", "oneOf", "prefixItems"):
        for one in node.get(part, ()):
            yield from _within(one, shapes, keys)


def changes(before: dict[str, dict[str, str]], now: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield the names added, removed or changed; a new command or table counts as one."""
    for kind in (*before, *(kind for kind in now if kind not in before)):
        old, new = before.get(kind, {}), now.get(kind, {})
        other = {name for name in (*old, *new) if old.get(name) != new.get(name)}
        for name in dict.fromkeys((*old, *new)):
            above = {name.rpartition(sign)[0] for sign in " ."}
            if name in other and not above & other:
                yield name


def text() -> str:
    """Return the contract as stored in the file."""
    return json.dumps(contract(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    if "--changes" in sys.argv:
        print("\n".join(changes(json.loads(STORED.read_text(encoding="utf-8")), contract())))
    else:
        STORED.write_text(text(), encoding="utf-8", newline="\n")
