"""What the page's worker answers, without a browser: plain values, the files of a command."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from families import FAMILY, write_families
from pinned import copy_tables
from review_maker import fill, some_points
from xxzz.desk.browser import FOLDERS, Desk
from xxzz.desk.wording import for_the_page
from xxzz.rules import rules_of
from xxzz.season import load_season

if TYPE_CHECKING:
    from cli_runner import Xxzz

ROOT = Path(__file__).parents[2]
NUMBERS = {"family": "3", "community": "2", "enterprise": "5", "agency": "2"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("xxzz.desk.browser.load_season", lambda: load_season(2023))
    return Desk(str(tmp_path / "desk"))


def put(side: str, *paths: Path) -> None:
    """Lay files where the page lays those that a person drops."""
    for path in paths:
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, Path("desk", FOLDERS[side], path.name))


def step(desk: Desk, name: str, **answers: Any) -> dict[str, Any]:
    done = desk.answer("step", [name, answers])
    assert "refused" not in done, done
    return done


def test_a_sender_takes_away_the_package_of_the_command_line(desk: Desk, xxzz: Xxzz) -> None:
    assert desk.answer("download", ["package", "", ""]) == {"refused": "请先把材料拖进来检查。"}
    write_families(Path("推荐名单.xlsx"), [{}])
    put("check", Path("推荐名单.xlsx"))
    checked = desk.answer("check", [{}])
    assert "可以上报" in checked["verdict"]
    assert (checked["nominations"], checked["annotate"], checked["collect"]) == (1, True, False)
    taken = desk.answer("download", ["package", FAMILY["推荐单位"], "王示例"])
    assert xxzz("pack", "推荐名单.xlsx", "-o", "报", "--contact", "王示例").code == 0
    assert Path("报", taken["name"]).read_bytes() == taken["content"]
    for what, ending in (("annotate", ".xlsx"), ("forms", ".zip"), ("blank", ".xlsx")):
        assert desk.answer("download", [what, "徐汇区", ""])["name"].endswith(ending)


STORY = "我们家每周共读一本书，" * 170


def put_list_and_story(*cells: str) -> None:
    rows = [
        {"序号": str(at), "单位（集体）名称": f"样张{at}家庭", "详细事迹": cell}
        for at, cell in enumerate(cells, 1)
    ]
    write_families(Path("推荐名单.xlsx"), rows)
    Path("甲.txt").write_text(STORY, encoding="utf-8")
    put("check", Path("推荐名单.xlsx"), Path("甲.txt"))


def test_a_file_dropped_alone_is_put_where_the_list_names_it(desk: Desk) -> None:
    put_list_and_story("事迹\\甲.txt")
    checked = desk.answer("check", [{}])
    assert "“甲.txt”是单独拖进来的，按名单当作“事迹/甲.txt”。" in checked["details"]
    assert "找不到文件" not in checked["details"]
    assert "可以上报" in checked["verdict"]
    assert desk.answer("download", ["package", FAMILY["推荐单位"], "王示例"])["content"]


@pytest.mark.parametrize("cells", [("一/甲.txt", "二/甲.txt"), ("甲.txt", "二/甲.txt")])
def test_a_file_that_two_cells_may_mean_stays(cells: tuple[str, ...], desk: Desk) -> None:
    put_list_and_story(*cells)
    details = desk.answer("check", [{}])["details"]
    assert "是单独拖进来的" not in details
    assert f"找不到文件“{cells[1]}”。" in details


def test_the_findings_name_the_steps_of_the_page(desk: Desk) -> None:
    book = Workbook()
    book.create_sheet("推荐名单").append(["没有表头"])
    book.save(Path("desk", FOLDERS["check"], "推荐名单.xlsx"))
    details = desk.answer("check", [{}])["details"]
    assert "也可以用“取空白名单”生成空白表，把内容复制过去。" in details


def test_the_documentation_of_rules_names_no_command() -> None:
    season = load_season(2023)
    texts = [for_the_page(rule.doc(season)) for rule in rules_of(season)]
    assert [text for text in texts if re.search(r"xxzz [a-z]|`--|加 --", text)] == []


def test_a_file_over_which_reading_ended_is_named(desk: Desk) -> None:
    checked = desk.answer("check", [{"坏.xlsx": "读到这里就停了。"}])
    assert "坏.xlsx" in checked["details"]
    assert "读到这里就停了。" in checked["details"]


def test_a_receiver_merges_and_writes_letters(desk: Desk, xxzz: Xxzz) -> None:
    assert desk.answer("receive", [{}])["refused"]
    write_families(Path("推荐名单.xlsx"), [{}])
    assert xxzz("pack", "推荐名单.xlsx", "-o", "报").code == 0
    put("receive", *Path("报").iterdir())
    received = desk.answer("receive", [{}])
    assert "徐汇区" in received["details"]
    assert set(received["files"]) == {"全市汇总/全市汇总.xlsx", "全市汇总/收件登记.xlsx"}
    assert desk.answer("merged", [])["name"] == "全市汇总.zip"
    letters = desk.answer("letters", ["2023-09-25"])
    assert "催报：静安区" in letters["notes"]


def test_a_review_is_that_of_the_command_line(desk: Desk, xxzz: Xxzz) -> None:
    example = ROOT / "examples/评审"
    put("review", example / "全市汇总.xlsx")
    assert desk.answer("review", [{}])["method"] == "mean"
    assert "还没有专家名单" in desk.answer("step", ["plan", {}])["refused"]
    put("review", example / "全市汇总.xlsx", example / "专家.xlsx")
    desk.answer("review", [{}])
    for name in ("plan", "sheets"):
        assert step(desk, name)["files"]
    fill(Path("desk/接收/评审/评分表"), some_points)
    step(desk, "collect")
    wrong = desk.answer("step", ["rank", {"method": "", "chosen": NUMBERS | {"family": "3.5"}}])
    assert wrong == {"refused": "选多少要写整数，现在是“3.5”。请改好再做这一步。"}
    step(desk, "rank", method="", chosen=NUMBERS)
    assert desk.answer("step", ["publicity", {"first": ""}]) == {"refused": "请先选日期。"}
    step(desk, "publicity", first="2023-11-01")
    step(desk, "publish", date="2023-11-15", forced="")
    assert "不一致" not in step(desk, "audit")["html"]
    assert desk.answer("everything", [])["name"] == "评审到公布.zip"

    shutil.copytree(example, "材料")
    assert xxzz("review", "plan", "材料", "--experts", "材料/专家.xlsx").code == 0
    there = Path("desk/接收/评审/评审方案.xlsx")
    assert there.read_bytes() == Path("评审/评审方案.xlsx").read_bytes()


def test_an_editor_sees_what_is_wrong_with_the_tables(desk: Desk) -> None:
    assert "没有规则表" in desk.answer("edit", [{}])["refused"]
    data = copy_tables(Path("data"))
    put("edit", *data.iterdir())
    assert desk.answer("edit", [{}])["usable"]
    table = Path("desk", FOLDERS["edit"], "quotas_2023.yaml")
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("total: 476", "total: 477"), encoding="utf-8")
    found = desk.answer("edit", [{}])
    assert not found["usable"]
    assert "477" in found["details"]
