import pytest

from cli_runner import Xxzz
from xxzz.season import load_season


@pytest.mark.parametrize(
    ("word", "title", "items"),
    [
        ("机关", "上海市学习型机关（事业单位）建设指标（附件1，12项）", 12),
        ("enterprise", "上海市学习型企事业单位建设指标（附件1，19项）", 19),
        ("学习型社区", "上海市学习型社区建设指标（附件1，19项）", 19),
        ("家庭", "上海市学习型家庭建设指标（附件1，16项）", 16),
    ],
)
def test_one_category(xxzz: Xxzz, word: str, title: str, items: int) -> None:
    lines = xxzz("indicators", word).out.splitlines()
    assert lines[0] == title
    assert sum("-" in line.split("  ")[1] for line in lines if line.startswith("  ")) == items


def test_all_items_word_for_word(xxzz: Xxzz) -> None:
    text = xxzz("indicators").out.replace("\n    ", "")
    for table in load_season(2023).indicators.values():
        for item in table.items:
            assert f"{item.id}  {item.text}" in text.replace("\n", "\n")


def test_measure_is_shown(xxzz: Xxzz) -> None:
    expected = "  family-3.1  家庭成员人均每天学习时间不少于1小时。〔人均每天学习时间：至少1小时〕"
    assert expected in xxzz("indicators", "家庭").out.splitlines()
