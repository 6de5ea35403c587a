"""`xxzz review rank`: exact scores, ties, the selection, and what the meeting decides."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from review_maker import Once, Run, edit, expert_rows, family, fill, given, plan, table
from xxzz.review.result.arithmetic import (
    factor,
    half_up,
    mean,
    median,
    second_mean,
    shifts,
    trimmed,
)

SHEETS, RESULT = Path("评审/评分表"), Path("评审/评审结果.xlsx")
GROUPS = ["学习条件", "学习氛围", "学习投入", "学习活动", "学习效果"]


def fractions(*values: float) -> list[Fraction]:
    return [Fraction(str(value)) for value in values]


def test_the_published_factors() -> None:
    # two panels of an examination in 高安市: means 1620.66/22 and 1452.89/20, of all 3365.34/46
    total = Fraction("3365.34") / 46
    one, two = Fraction("1620.66") / 22, Fraction("1452.89") / 20
    assert [half_up(value, 4) for value in (one, two, total)] == [
        Decimal("73.6664"),
        Decimal("72.6445"),
        Decimal("73.1596"),
    ]
    assert half_up(factor(total, one), 4) == Decimal("0.9931")
    assert half_up(factor(total, two), 4) == Decimal("1.0071")


def test_second_mean_and_shift_give_all_experts_one_mean() -> None:
    scores = dict(
        zip(
            [("1", "A"), ("2", "A"), ("2", "B"), ("3", "B")],
            fractions(80, 90, 60, 70),
            strict=True,
        )
    )
    assert second_mean(scores) == {"A": Fraction(75, 85), "B": Fraction(75, 65)}
    assert shifts(scores) == {"A": -10, "B": 10}


def test_means() -> None:
    assert mean(fractions(1, 2)) == Fraction(3, 2)
    assert median(fractions(9, 1, 5)) == 5
    assert median(fractions(1, 2)) == Fraction(3, 2)
    assert trimmed(fractions(1, 8, 8.5, 9, 10)) == Fraction(17, 2)


@for_all(st.fractions(-1000, 1000), st.integers(0, 6))
def test_rounding_is_half_up(value: Fraction, decimals: int) -> None:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    step = Decimal(1).scaleb(-decimals)
    distance = abs(Fraction(half_up(value, decimals)) - value)
    assert distance <= Fraction(step) / 2
    if value.denominator in (1, 2, 4, 5, 8):
        assert half_up(value, decimals) == exact.quantize(step, ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("text", "printed"), [("0.125", "0.13"), ("2.675", "2.68"), ("-0.125", "-0.13")]
)
def test_rounding_at_the_half(text: str, printed: str) -> None:
    assert str(half_up(Fraction(text), 2)) == printed


Marks = Mapping[str, Mapping[str, list[float]]]


@pytest.fixture
def scored(run: Run, once: Once, tmp_path: Path) -> Any:
    """Have four families scored; marks give each number's points by expert, else 8 everywhere."""

    def go(marks: Marks, *, experts: int = 3, families: int = 4) -> None:
        def steps() -> None:
            rows = [family(f"{n}示例家庭", 序号=str(n)) for n in range(1, families + 1)]
            given(tmp_path, rows, expert_rows(experts))
            assert plan(run).code == 0
            assert run("review", "sheets", "全市汇总").code == 0

        once(f"{families} families for {experts} experts", steps)

        def points(number: str, expert: str, group: str) -> float:
            own = marks.get(number[-2:], {})
            line = own.get(expert, own.get("", [8.0] * len(GROUPS)))
            return line[GROUPS.index(group)]

        fill(SHEETS, points)
        result = run("review", "collect", SHEETS)
        assert result.code == 0, result.err

    return go


def rank(run: Run, *words: str) -> Any:
    return run("review", "rank", "--choose", "家庭=2", *words)


def outcomes() -> dict[str, tuple[int, str]]:
    return {row["编号"][-2:]: (row["名次"], row["结果"]) for row in table(RESULT, "评审结果")}


def test_the_best_are_chosen_and_the_next_wait(run: Run, scored: Any) -> None:
    marks = {"01": {"": [5.0] * 5}, "02": {"": [9.0] * 5}, "03": {"": [7.0] * 5}}
    scored(marks, families=7)
    result = run("review", "rank", "--choose", "家庭=5")
    # four of 8 points are 并列 from place 2 to 5, which are all chosen
    assert result.code == 0, result.err
    assert "家庭：7家，选5家；入选5，备选2。" in result.out
    assert outcomes()["02"] == (1, "入选")
    assert outcomes()["04"] == (2, "入选")
    assert outcomes()["03"] == (6, "备选")
    row = table(RESULT, "评审结果")[0]
    assert (row["得分"], row["原始平均"], row["评分数"], row["并列"]) == (45, 45, 3, None)


def test_ties_are_told_apart_by_the_stated_indicators(run: Run, scored: Any) -> None:
    # the same sum; 学习效果 decides first, then 学习氛围
    marks = {
        "01": {"": [8, 8, 8, 8, 8.0]},
        "02": {"": [8, 8, 8, 7, 9.0]},
        "03": {"": [7, 9, 8, 8, 8.0]},
        "04": {"": [1, 1, 1, 1, 1.0]},
    }
    scored(marks)
    assert rank(run).code == 0
    assert outcomes() == {
        "02": (1, "入选"),
        "03": (2, "入选"),
        "01": (3, "备选"),
        "04": (4, "备选"),
    }


def test_a_tie_at_the_limit_is_put_to_the_meeting(run: Run, scored: Any) -> None:
    scored({"04": {"": [9.0] * 5}})
    result = rank(run)
    assert result.code == 1
    assert "家庭：2023-徐汇区-01（1示例家庭）、" in result.err
    assert "并列，只剩1个名额，要由会议决定。" in result.err
    assert outcomes() == {
        "04": (1, "入选"),
        "01": (2, "并列待定"),
        "02": (2, "并列待定"),
        "03": (2, "并列待定"),
    }
    decisions = Path("评审/会议决定.xlsx")
    assert [row["编号"][-2:] for row in table(decisions, "会议决定")] == ["01", "02", "03"]
    edit(decisions, {"D2": "入选", "E2": "街道典型", "D3": "备选", "E3": "次之"}, "会议决定")
    edit(decisions, {"D4": "不入选", "E4": "再次之"}, "会议决定")
    second = rank(run)
    assert second.code == 0, second.err
    assert outcomes()["01"] == (2, "入选")
    assert outcomes()["03"] == (2, "不入选")
    (first, *_) = table(RESULT, "会议决定")
    assert (first["按名次"], first["会议决定"], first["理由"]) == ("并列待定", "入选", "街道典型")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"D2": "入选"}, "会议决定!E2：2023-徐汇区-01的决定没有写理由。"),
        ({"D2": "算了", "E2": "因为"}, "会议决定!D2：决定写的是“算了”。"),
        (
            {"A2": "2023-徐汇区-99", "D2": "入选", "E2": "因为"},
            "会议决定!A2：没有编号“2023-徐汇区-99”。",
        ),
    ],
)
def test_a_wrong_decision(run: Run, scored: Any, changes: dict[str, object], message: str) -> None:
    scored({"04": {"": [9.0] * 5}})
    rank(run)
    before = RESULT.read_bytes()
    edit(Path("评审/会议决定.xlsx"), changes, "会议决定")
    result = rank(run)
    assert result.code == 1
    assert message in result.err
    assert RESULT.read_bytes() == before


def test_a_decision_that_makes_too_many(run: Run, scored: Any) -> None:
    scored(
        {"01": {"": [9.0] * 5}, "02": {"": [8.5] * 5}, "03": {"": [7.0] * 5}, "04": {"": [6.0] * 5}}
    )
    rank(run)
    path = Path("评审/会议决定.xlsx")
    edit(path, {"A2": "2023-徐汇区-04", "D2": "入选", "E2": "补充材料"}, "会议决定")
    result = rank(run)
    assert result.code == 0
    assert "【提醒】" in result.err
    assert "家庭入选3家，比要选的2家多1家。" in result.err


def test_corrections_stand_beside_the_raw_scores(run: Run, scored: Any) -> None:
    marks = {f"{n:02}": {"E01": [4.0] * 5, "": [8.0] * 5} for n in range(1, 5)}
    marks["02"] = {"E01": [5.0] * 5, "": [9.0] * 5}
    marks["01"] = {"E01": [5.0] * 5, "": [8.0] * 5}
    scored(marks)
    assert rank(run, "--method", "shift").code == 0
    rows = {(r["编号"][-2:], r["专家代码"]): r for r in table(RESULT, "每份评分")}
    means = {"E01": Fraction(22.5), "E02": Fraction(41.25), "E03": Fraction(41.25)}
    expected = 25 + mean(list(means.values())) - means["E01"]
    assert rows["02", "E01"]["原始得分"] == 25
    assert rows["02", "E01"]["修正后"] == float(half_up(expected, 2))
    assert rows["02", "E01"]["修正后（分数）"] == str(expected)
    assert rank(run, "--method", "second-mean").code == 0
    weights = {r["专家代码"]: r["修正（分数）"] for r in table(RESULT, "专家")}
    assert weights["E01"] == str(mean(list(means.values())) / means["E01"])


def test_trimming_needs_five_scores(run: Run, scored: Any) -> None:
    scored({"01": {"": [9.0] * 5}})
    result = rank(run, "--method", "trimmed")
    assert result.code == 1
    assert "最少的一家只有3份评分，不能去掉最高和最低：至少要5份。" in result.err
    assert not RESULT.exists()


def test_experts_far_apart_look_again(run: Run, scored: Any) -> None:
    # 20 per cent of 50 points are 10: exactly that is not yet too far
    marks = {
        "01": {"E01": [9, 9, 9, 9, 10.0], "E02": [7, 7, 7, 7, 7.5], "": [8.0] * 5},
        "02": {"E01": [9, 9, 9, 9, 9.0], "E02": [7, 7, 7, 7, 7.0], "": [8.0] * 5},
        "03": {"": [5.0] * 5},
        "04": {"": [4.0] * 5},
    }
    scored(marks)
    result = rank(run)
    assert "复议：1家的专家相差超过满分的20%" in result.out
    (row,) = table(RESULT, "复议")
    assert (row["编号"], row["相差（满分的%）"]) == ("2023-徐汇区-01", 21)
    assert row["各专家得分"] == "E01 46.00，E02 35.50，E03 40.00"


def test_nothing_is_ranked_while_scores_are_missing(run: Run, scored: Any) -> None:
    scored({})
    edit(SHEETS / "评分表-E01.xlsx", {"E4": None})
    run("review", "collect", SHEETS)
    result = rank(run)
    assert result.code == 1
    assert "有1家的评分不到3份：2023-徐汇区-0" in result.err
    assert "（2份）；不能排名。" in result.err
    assert not RESULT.exists()


def test_the_number_to_be_chosen_must_be_said(run: Run, scored: Any) -> None:
    scored({})
    result = run("review", "rank")
    assert result.code == 1
    assert "没有写家庭各选几家，通知里也没有这个数。怎样改：请加 --choose 家庭=数，" in result.err
    wrong = run("review", "rank", "--choose", "家庭:2")
    assert wrong.code == 2
    assert "--choose 要写成“类别=数”" in wrong.err
    assert run("review", "rank", "--method", "median").code == 2


def test_the_report_and_the_same_bytes(run: Run, scored: Any) -> None:
    marks = {f"{n:02}": {"": [float(n)] * 5} for n in range(1, 5)}
    scored(marks)
    assert rank(run).code == 0
    page = Path("评审/评审报告.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 4 + 3 + 1
    assert "推荐4家，入选2家" in page
    assert 'cx="40.00"' in page
    first = RESULT.read_bytes()
    assert "（原有" not in rank(run).out
    assert RESULT.read_bytes() == first
