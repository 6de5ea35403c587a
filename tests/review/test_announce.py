"""`xxzz publicity` and `publish`: working days, objections, what the public reads, certificates."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from review_maker import Once, Run, edit, expert_rows, family, fill, given, plan, some_points, table
from xxzz.review.announce.names import numeral
from xxzz.review.announce.period import period
from xxzz.season import Season
from xxzz.season.review import load_holidays

FOLDER = Path("评审")


def words(name: str) -> list[str]:
    return [paragraph.text for paragraph in Document(str(FOLDER / name)).paragraphs]


@pytest.fixture
def chosen(run: Run, once: Once, tmp_path: Path) -> Any:
    """Have three of four families chosen, and one of two communities."""
    once("chosen", lambda: choose(run, tmp_path))
    return [r for r in table(FOLDER / "评审结果.xlsx", "评审结果") if r["结果"] == "入选"]


def choose(run: Run, tmp_path: Path) -> None:
    rows = [family(f"{n}示例家庭", 序号=str(n)) for n in range(1, 5)]
    rows += [
        family(f"静安区样张{n}街道", 推荐单位="静安区", 序号=str(n), 申报类型="学习型社区")
        for n in (1, 2)
    ]
    given(tmp_path, rows, expert_rows(3))
    assert plan(run).code == 0
    assert run("review", "sheets", "全市汇总").code == 0
    fill(FOLDER / "评分表", some_points)
    assert run("review", "collect", "评审/评分表").code == 0
    assert run("review", "rank", "--choose", "家庭=3", "--choose", "社区=1").code == 0


@pytest.mark.parametrize(
    ("first", "days", "last"),
    [
        ("2023-11-01", 5, "2023-11-07"),
        ("2023-11-01", 1, "2023-11-01"),
        # the holidays end on 6 October, and the weekend after them is worked
        ("2023-09-28", 3, "2023-10-08"),
        ("2023-09-30", 1, "2023-10-07"),
        ("2023-12-29", 2, "2024-01-02"),
    ],
)
def test_working_days(season: Season, first: str, days: int, last: str) -> None:
    found = period(dt.date.fromisoformat(first), days, load_holidays(season))
    assert found.last == dt.date.fromisoformat(last)


def test_numerals() -> None:
    assert [numeral(n) for n in (1, 9, 10, 11, 20, 21, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
    ]


def test_the_text_of_the_publicity(run: Run, chosen: Any) -> None:
    result = run("publicity", "--from", "2023-11-01")
    assert result.code == 0, result.err
    assert "4家，公示时间2023年11月1日至2023年11月7日。" in result.out
    text = words("公示.docx")
    assert text[0] == "关于2023年上海市优秀学习型组织拟公布名单的公示"
    assert "公示时间：2023年11月1日至2023年11月7日（5个工作日）。" in text
    assert "联系人：市教科院　国卉男　64166634" in text
    at = text.index("一、学习型社区（1家）")
    assert text[at + 2] == "二、学习型家庭（3家）"
    names = sorted(row["单位（集体）名称"] for row in chosen)
    assert sorted([text[at + 1], *text[at + 3 : at + 6]]) == names
    assert not any("徐汇区" in line or "E01" in line for line in text[at:])
    assert [row["编号"] for row in table(FOLDER / "公示名单.xlsx", "公示")] == sorted(
        (row["编号"] for row in chosen), key=lambda number: ("静安" not in number, number)
    )


def test_a_register_of_objections_is_never_overwritten(run: Run, chosen: Any) -> None:
    run("publicity", "--from", "2023-11-01")
    edit(FOLDER / "异议登记.xlsx", {"A2": "2023-11-02"}, "异议登记")
    before = (FOLDER / "异议登记.xlsx").read_bytes()
    run("publicity", "--from", "2023-11-02")
    assert (FOLDER / "异议登记.xlsx").read_bytes() == before


def test_a_year_without_holidays(run: Run, chosen: Any) -> None:
    result = run("publicity", "--from", "2031-11-01")
    assert result.code == 1
    assert "【错误】holidays.yaml：没有2031年的节假日，算不出5个工作日到哪一天。" in result.err
    assert not (FOLDER / "公示.docx").exists()
    assert run("publicity", "--from", "11月1日").code == 2


def test_certificates_and_lists(run: Run, chosen: Any) -> None:
    run("publicity", "--from", "2023-11-01")
    result = run("publish", "--date", "2023-11-08")
    assert result.code == 0, result.err
    assert "共4家，一家一张证书。" in result.out
    certificates = words("证书.docx")
    assert certificates.count("荣誉证书") == 4
    community = next(row for row in chosen if row["推荐单位"] == "静安区")["单位（集体）名称"]
    at = certificates.index(f"{community}：")
    assert certificates[at + 1].startswith("被评为2023年上海市优秀学习型社区，")
    assert "2023年11月8日" in certificates
    assert "证书编号：沪学优〔2023〕0001号" in certificates[at:]
    winners = table(FOLDER / "获奖名单.xlsx", "获奖名单")
    assert [row["证书编号"] for row in winners] == [f"沪学优〔2023〕000{n}号" for n in (1, 2, 3, 4)]
    assert winners[0]["单位（集体）名称"] == community
    assert {row["年度"] for row in winners} == {"2023"}
    text = words("公布.docx")
    assert text[0] == "关于公布2023年上海市优秀学习型组织名单的通知"
    assert "各有关成员单位，各有关区学习办：" in text
    assert "二、学习型家庭（3家）" in text


def test_not_before_the_period_is_over(run: Run, chosen: Any) -> None:
    run("publicity", "--from", "2023-11-01")
    result = run("publish", "--date", "2023-11-07")
    assert result.code == 1
    assert "公示到2023年11月7日为止，2023年11月7日还没有期满，不能公布。" in result.err
    assert not (FOLDER / "公布.docx").exists()
    forced = run("publish", "--date", "2023-11-07", "--force", "会议同意")
    assert forced.code == 0
    trail = {row["项目"]: row["内容"] for row in table(FOLDER / "获奖名单.xlsx", "依据")}
    assert trail["设置：破例理由"] == "会议同意"


def test_not_without_a_publicity(run: Run, chosen: Any) -> None:
    result = run("publish", "--date", "2023-11-08")
    assert result.code == 1
    assert "公示名单.xlsx：" in result.err


def test_objections(run: Run, chosen: Any) -> None:
    run("publicity", "--from", "2023-11-01")
    number = next(row["编号"] for row in chosen if row["推荐单位"] == "徐汇区")
    register = FOLDER / "异议登记.xlsx"
    edit(register, {"B2": number, "F2": "不符合条件"}, "异议登记")
    still_open = run("publish", "--date", "2023-11-08")
    assert still_open.code == 1
    assert f"异议登记!H2：对{number}的异议还没有结论，不能公布。" in still_open.err
    edit(register, {"H2": "也许"}, "异议登记")
    assert "结论写的是“也许”。" in run("publish", "--date", "2023-11-08").err
    edit(register, {"H2": "成立"}, "异议登记")
    upheld = run("publish", "--date", "2023-11-08")
    assert f"对{number}的异议成立，它却还在名单里。" in upheld.err
    decisions = {"A2": number, "D2": "不入选", "E2": "异议成立"}
    edit(FOLDER / "会议决定.xlsx", decisions, "会议决定")
    run("review", "rank", "--choose", "家庭=3", "--choose", "社区=1")
    assert run("publish", "--date", "2023-11-08").code == 0
    assert number not in [r["编号"] for r in table(FOLDER / "获奖名单.xlsx", "获奖名单")]
    edit(register, {"H2": "不成立"}, "异议登记")
    assert run("publish", "--date", "2023-11-08").code == 0


def test_who_was_not_made_public_is_not_announced(run: Run, chosen: Any) -> None:
    run("publicity", "--from", "2023-11-01")
    run("review", "rank", "--choose", "家庭=4", "--choose", "社区=1")
    result = run("publish", "--date", "2023-11-08")
    assert result.code == 1
    assert "没有公示过，不能公布。怎样改：请重新公示：xxzz publicity。" in result.err


def test_the_same_files_give_the_same_bytes(run: Run, chosen: Any) -> None:
    made = []
    for _ in range(2):
        run("publicity", "--from", "2023-11-01")
        run("publish", "--date", "2023-11-08")
        made.append({p.name: p.read_bytes() for p in sorted(FOLDER.glob("*.*"))})
    assert made[0] == made[1]


def test_what_was_announced_can_be_kept_as_former_winners(run: Run, chosen: Any) -> None:
    assert run("publicity", "--from", "2023-11-01").code == 0
    assert run("publish", "--date", "2023-11-08").code == 0
    for name in ("公布.docx", "获奖名单.xlsx"):
        result = run("winners", FOLDER / name, "-o", f"往年-{name}.xlsx")
        assert (result.code, result.err) == (0, "")
        rows = table(Path(f"往年-{name}.xlsx"), "往年名单")
        assert {(row["年度"], row["单位（集体）名称"]) for row in rows} == {
            ("2023", row["单位（集体）名称"]) for row in chosen
        }
