"""The published schemas hold for what the program writes and reads."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from nomination_maker import SEASON
from xxzz.__main__ import main
from xxzz.waivers.reading import read_file

ROOT = Path(__file__).parents[2]


def validator(name: str) -> Draft202012Validator:
    path = ROOT / "data" / "schemas" / f"{name}.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("example", ["徐汇区", "有错误的名单"])
def test_the_json_report(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["validate", str(ROOT / "examples" / example), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert list(validator("report").iter_errors(report)) == []
    report["findings"] += [{"rule": "no-such-shape"}]
    assert list(validator("report").iter_errors(report))


def test_the_settings_of_a_repository() -> None:
    text = (ROOT / "examples/submissions-repo/xxzz.yaml").read_text(encoding="utf-8")
    settings = yaml.safe_load(text)
    assert list(validator("xxzz").iter_errors(settings)) == []
    assert list(validator("xxzz").iter_errors(settings | {"sesaon": 2023}))
    assert list(validator("xxzz").iter_errors(settings | {"severities": {"no-such-rule": "error"}}))


AGREED = """\
waivers:
  - {rule: story-length, nomination: 甲, reason: 乙, approved_by: 丙, date: "2023-09-01"}
"""


def test_waivers(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(AGREED, encoding="utf-8")
    assert read_file(path, SEASON).problems == ()
    assert list(validator("waivers").iter_errors(yaml.safe_load(AGREED))) == []
    wrong = yaml.safe_load(AGREED.replace("reason", "resaon"))
    assert list(validator("waivers").iter_errors(wrong))
