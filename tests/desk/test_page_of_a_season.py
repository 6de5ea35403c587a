"""The page made for another season by --data: it speaks of that season and makes its files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from season_maker import YEAR, add_form, add_review, credit_code, season_folder, text_of, write_list
from xxzz.desk.page import Ingredients, default_runtime, single_file
from xxzz.season import load_season

from .conftest import PATIENCE, Clerk, command, digests, digests_below

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMON = {"recommender": "徐汇区", "mobile": "13900000001"}
LEADER = {"rank": "1", "category": "带头人", "name": "慕样甲", "born": "1980-05-01"}
SITE = {"rank": "2", "category": "学习点", "name": "徐汇乙样街道学习点", "code": credit_code(2)}
FOREIGN = re.compile(
    "学习型机关|企事业|最美|学习型组织|申报类型|2023|详细事迹|简要事迹|一家|几家|附件4"
)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = season_folder("masters", tmp_path / "规则表")
    season = load_season(YEAR, folder)
    add_form(folder, season)
    add_review(folder, season)
    return folder


@pytest.fixture
def clerk(opened: Clerk, tables: Path, tmp_path: Path) -> Iterator[Clerk]:
    if not default_runtime().exists():
        pytest.skip("desk/runtime.zip is missing: python desk/build")
    file = tmp_path / "推荐.html"
    file.write_bytes(single_file(Ingredients(data=tables)))
    page = opened.page.context.new_page()
    page.goto(file.as_uri(), timeout=PATIENCE)
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    yield Clerk(page)
    page.close()


def test_it_speaks_of_its_season_and_makes_its_files(
    clerk: Clerk, tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    season = load_season(YEAR, tables)
    rows = [
        COMMON | row | {"deed": text_of(300, str(row["name"]))}
        for row in (LEADER, SITE, SITE | {"rank": "3", "name": "", "code": credit_code(3)})
    ]
    clerk.put(write_list(tmp_path / "推荐名单.xlsx", season, rows))
    said = clerk.page.inner_text("body")
    assert "关于开展2024年学习带头人和学习点推荐工作的通知" in said
    assert "没有填写“姓名或名称”。" in said
    assert FOREIGN.findall(said) == []
    clerk.forget()
    clerk.put(write_list(tmp_path / "推荐名单.xlsx", season, rows[:2]))
    assert "可以上报" in clerk.page.inner_text("body")
    forms = digests(clerk.take("forms"))
    assert command("render", "推荐名单.xlsx", "-o", "出", "--data", str(tables)) == 0
    assert forms == digests_below(tmp_path / "出")
    clerk.turn_to("receive")
    clerk.turn_to("review")
    assert FOREIGN.findall(clerk.page.inner_text("body")) == []
