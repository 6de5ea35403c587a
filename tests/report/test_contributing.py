"""The format that CONTRIBUTING adds as an example: its two blocks are enough."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from report_samples import FULL
from xxzz.report import REPORTERS, Reporter, Style, render
from xxzz.season import Season

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"


def test_example_of_a_format(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    section = GUIDE.read_text(encoding="utf-8").split("## 加一种报告格式")[1].split("## ")[0]
    module, line = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    made = ModuleType("xxzz.report.csv_report")
    exec(module, vars(made))  # noqa: S102  # it is our own guide
    monkeypatch.setitem(sys.modules, made.__name__, made)
    (entry,) = eval(f"{{{line}}}", {"Reporter": Reporter}).items()  # noqa: S307  # our own guide
    monkeypatch.setitem(REPORTERS, *entry)
    shown = render("csv", FULL, season, Style())
    assert isinstance(shown, str)
    assert shown.splitlines()[1] == "family-title,名单.xlsx!推荐名单!S7,称号是“徐汇区最美家庭”。"
    assert len(shown.splitlines()) == len(FULL.findings)
    assert REPORTERS["csv"].public
