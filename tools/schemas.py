"""Writes the JSON Schemas in data/schemas/: `python -m tools.schemas [FOLDER]`.

They describe the season's tables (from the models), the JSON report, xxzz.yaml, waivers.yaml and
延期.yaml.
"""

import json
import sys
from pathlib import Path
from typing import Any

from xxzz.bundle.city.register.deadline import ExtensionFile
from xxzz.finding import Severity
from xxzz.report.json_report import SCHEMA_VERSION, UNLISTED
from xxzz.repository.settings import FAIL_ON
from xxzz.rules import rules_of
from xxzz.season import load_season, seasons
from xxzz.season.schema import DIALECT, plain_schema, schemas
from xxzz.waivers.reading import WaiverFile

FOLDER = Path(__file__).parents[1] / "data" / "schemas"
TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
LEVEL: dict[str, Any] = {"enum": [str(one) for one in Severity]}


def _shape(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [shape, {"type": "null"}]}


def report() -> dict[str, Any]:
    """Return the schema of `--format json`; any further key changes the contract."""
    rare = {"paragraph": NUMBER, "line": NUMBER, "part": TEXT}
    at = {"file": TEXT, "sheet": _or_null(TEXT), "row": _or_null(NUMBER)}
    place = _shape({**at, "column": _or_null(NUMBER), "cell": _or_null(TEXT), **rare}, *rare)
    who = _shape({"recommender": TEXT, "category": _or_null(TEXT), "name": TEXT})
    waived = _shape({"severity": LEVEL, "reason": TEXT, "approved_by": TEXT, "date": TEXT})
    finding = _shape(
        {
            "rule": TEXT,
            "severity": LEVEL,
            "message": TEXT,
            "hint": TEXT,
            "clause": TEXT,
            "location": place,
            "nomination": _or_null(who),
            "related": {"type": "array", "items": place},
            "waived": waived,
        },
        "related",
        "waived",
    )
    use = {"recommender": TEXT, "category": TEXT, "count": NUMBER, "quota": _or_null(NUMBER)}
    part = {"recommender": TEXT, "subset": TEXT, "count": NUMBER, "quota": NUMBER, "over": NUMBER}
    counts = dict.fromkeys(("nominations", "errors", "warnings", "infos"), NUMBER)
    return _shape(
        {
            "schema_version": {"const": SCHEMA_VERSION},
            "season": NUMBER,
            "summary": _shape({**counts, UNLISTED: NUMBER}, UNLISTED),
            "findings": {"type": "array", "items": finding},
            "quota": {"type": "array", "items": _shape({**use, "over": NUMBER})},
            "subsets": {"type": "array", "items": _shape(part)},
            "skipped": {"type": "array", "items": _shape({"rule": TEXT, "reason": TEXT})},
        },
        "subsets",
    )


def _rules() -> list[str]:
    """Return the rule names of all seasons of the program."""
    known = (one.name for year in seasons() for one in rules_of(load_season(year)))
    return list(dict.fromkeys(known))


def settings() -> dict[str, Any]:
    """Return the schema of xxzz.yaml."""
    waivers = plain_schema(WaiverFile)
    shape = _shape(
        {
            "season": {"type": "integer", "description": "年度"},
            "fail-on": {"enum": list(FAIL_ON), "description": "从哪一级起算不通过"},
            "severities": {
                "type": "object",
                "description": "规则的级别",
                "propertyNames": {"enum": _rules()},
                "additionalProperties": LEVEL,
            },
            "waivers": {
                "description": "豁免，或写着豁免的文件",
                "anyOf": [TEXT, waivers["properties"]["waivers"]],
            },
        },
        "season",
        "fail-on",
        "severities",
        "waivers",
    )
    return {"$defs": waivers.get("$defs", {}), **shape}


def write(folder: Path) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    files = schemas()
    others = {
        "report": ("xxzz validate --format json 的输出", report()),
        "xxzz": ("共享仓库的 xxzz.yaml", settings()),
        "waivers": ("名单旁边的 waivers.yaml", plain_schema(WaiverFile)),
        "extensions": ("收件登记旁边的 延期.yaml", plain_schema(ExtensionFile)),
    }
    for name, (title, schema) in others.items():
        whole = {"$schema": DIALECT, "title": title, **schema}
        files[f"{name}.schema.json"] = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
