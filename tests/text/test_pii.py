"""What looks like a telephone number, an e-mail or a street address, and what only might."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxzz.text.pii import mask


@pytest.mark.parametrize(
    "text",
    [
        "13900000001",
        "139 0000 0001",
        "139-0000-0001",
        "１３９００００００01",
        "+86 139 0000 0001",
        "1390000001",
        "54000001",
        "(021)54000001",
        "021-54000001",
        "400-800-0001",
        "2023-1108",
        "139 - 0000 - 0001",
        "139–0000‑0001",
        "139\u200b0000\u200b0001",
        "139/0000/0001",
        "139、0000、0001",
        "139_0000_0001",
        "021/5400/0001",
        "一三九零零零零零零零一",
    ],
)
def test_telephone_numbers_are_hidden_however_they_are_grouped(text: str) -> None:
    assert mask(f"写的是“{text}”，不对。") == "写的是“[电话]”，不对。"


@pytest.mark.parametrize(
    "text",
    [
        "li.shi_li@example.org",
        "li＠example.org",
        "li @ example.org",
        "li@example，org",
        "li@example",
        "ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ",
        "li&shi@example.org",
        "li  @  example.org",
        "li(at)example.org",
        "li@示例.中国",
    ],
)
def test_addresses_are_hidden_though_they_are_misspelt(text: str) -> None:
    assert mask(f"写的是{text}。") == "写的是[邮箱]。"


@pytest.mark.parametrize(
    "text",
    [
        "徐汇区示例路1号",
        "上海市徐汇区示例北路21号1号楼313室",
        "示例西路一二三弄12号301室",
        "示例大道１００号甲楼",
        "示例小区5幢301室",
        "示例路99-101号",
        "示例路99之1号",
        "示例路东99号",
        "示例路甲99号",
        "示例路（近样路）99号",
        "示例北路3663",
        "示例路99#",
        "示例新村12号",
        "示例小区12号602室",
        "示例大厦1201室",
        "示例镇样例村3组12号",
        "5号602室",
        "No. 99 Shili Rd",
        "Shili Road 99",
    ],
)
def test_street_addresses_are_hidden(text: str) -> None:
    assert mask(f"住在“{text}”，附近") == "住在“[地址]”，附近"


@pytest.mark.parametrize(
    "text",
    [
        "2023-09-20",
        "20230920",
        "2020-2023",
        "2023-09-18 10:20",
        "2020/9/1",
        "2019-03 2023-09",
        "详细事迹有2100字，多出100字",
        "邮编“200032”",
        "推荐名单!R7",
        "五（三）1；附件3",
        "第3号 名单里1号",
        "要求到2023-09-20不少于3年",
        "徐汇区示例街道",
        "第3、5、8、12、15、20行",
        "1000、1800、2000、2200",
        "走过示例路3年",
    ],
)
def test_dates_and_counts_stay(text: str) -> None:
    assert mask(text) == text


def test_letters_before_a_number_or_a_name_before_an_at_are_no_cover() -> None:
    assert mask("QQ13900000001，wx_13900000001") == "QQ[电话]，wx_[电话]"
    assert mask("写的是“李示例@example.org”。") == "写的是“[邮箱]”。"


@given(st.text(alphabet="0123456789 -（）", max_size=4), st.integers(10**6, 10**14))
def test_no_long_number_survives_unless_it_is_a_date(before: str, number: int) -> None:
    shown = mask(f"{before}号码{number}")
    assert str(number) not in shown or 19000101 <= number <= 20991231


@given(st.text(max_size=60))
def test_hiding_twice_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)
