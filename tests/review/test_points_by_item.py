"""Points for single indicators in place of a 一级指标: from the table to the ranking."""

from pathlib import Path

import openpyxl
import pytest

from pinned import copy_tables
from review_maker import Run, expert_rows, family, fill, given
from tables import edit
from xxzz.season import Season, SeasonError
from xxzz.season.review import load_review

OLD = "points: {学习条件: 10, 学习氛围: 10,"
FOUR = {"family-1.1": 1, "family-1.2": 2, "family-1.3": 3, "family-1.4": 4}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_tables(tmp_path / "data")


def points_of(data: Path, given_points: dict[str, int]) -> None:
    said = ", ".join(f"{name}: {number}" for name, number in given_points.items())
    edit(data / "review_2023.yaml", OLD, f"points: {{{said}, 学习氛围: 10,")


def test_experts_score_each_item(run: Run, data: Path, tmp_path: Path) -> None:
    points_of(data, FOUR)
    given(tmp_path, [family(f"{n}示例家庭", 序号=str(n)) for n in (1, 2)], expert_rows(3))
    words = ("--data", data)
    assert run("review", "plan", "全市汇总", "--experts", "专家.xlsx", *words).code == 0
    assert run("review", "sheets", "全市汇总", *words).code == 0
    book = openpyxl.load_workbook("评审/评分表/评分表-E01.xlsx")
    headers = [str(cell.value) for cell in book["评分-家庭"][3] if "满分" in str(cell.value)]
    assert headers[:5] == [
        "1.1 家庭内具有相对固定的学习区域…（满分1）",
        "1.2 家庭藏书（包括电子书）、学习…（满分2）",
        "1.3 有网络宽带、电脑等信息化学习…（满分3）",
        "1.4 家庭对于公共图书馆等公共学习…（满分4）",
        "学习氛围（满分10）",
    ]
    listed = [row[2] for row in book["建设指标"].iter_rows(min_row=2, values_only=True)][:5]
    assert listed == [1, 2, 3, 4, 10]
    fill(Path("评审/评分表"), lambda *_: 1)
    result = run("review", "collect", "评审/评分表", *words)
    assert result.code == 0, result.out + result.err
    result = run("review", "rank", "--choose", "家庭=2", *words)
    assert result.code == 0, result.err


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ({"family-1.1": 5, "family-1.2": 5}, "“学习条件”逐项打分，还缺：family-1.3、family-1.4。"),
        (
            {"学习条件": 9, "family-1.1": 1},
            "“学习条件”已有分值，不能又给family-1.1，请只写一种。",
        ),
        ({"family-9.9": 10}, "建设指标里有一级指标“学习条件”，这里没有给它分值。"),
    ],
)
def test_points_that_do_not_fit(
    data: Path, season: Season, points: dict[str, int], text: str
) -> None:
    points_of(data, points)
    with pytest.raises(SeasonError) as caught:
        load_review(season, data)
    assert text in [one.message for one in caught.value.problems]
