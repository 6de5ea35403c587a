"""What looks like a telephone number, an e-mail or a street address, and what only might."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxzz.text.private import hide


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
    ],
)
def test_telephone_numbers_are_hidden_however_they_are_grouped(text: str) -> None:
    assert hide(f"写的是“{text}”，不对。") == "写的是“[电话]”，不对。"


@pytest.mark.parametrize(
    "text",
    [
        "li.shi_li@example.org",
        "li＠example.org",
        "li @ example.org",
        "li@example，org",
        "li@example",
        "ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ",
    ],
)
def test_addresses_are_hidden_though_they_are_misspelt(text: str) -> None:
    assert hide(f"写的是{text}。") == "写的是[邮箱]。"


@pytest.mark.parametrize(
    "text",
    [
        "徐汇区示例路1号",
        "上海市徐汇区示例北路21号1号楼313室",
        "示例西路一二三弄12号301室",
        "示例大道１００号甲楼",
        "示例小区5幢301室",
    ],
)
def test_street_addresses_are_hidden(text: str) -> None:
    assert hide(f"住在“{text}”，附近") == "住在“[地址]”，附近"


@pytest.mark.parametrize(
    "text",
    [
        "2023-09-20",
        "20230920",
        "2020-2023",
        "2020/9/1",
        "2019-03 2023-09",
        "详细事迹有2100字，多出100字",
        "邮编“200032”",
        "推荐名单!R7",
        "五（三）1；附件3",
        "第3号 名单里1号",
        "要求到2023-09-20不少于3年",
        "徐汇区示例街道",
    ],
)
def test_dates_and_counts_stay(text: str) -> None:
    assert hide(text) == text


@given(st.text(alphabet="0123456789 -（）", max_size=4), st.integers(10**6, 10**14))
def test_no_long_number_survives_unless_it_is_a_date(before: str, number: int) -> None:
    shown = hide(f"{before}号码{number}")
    assert str(number) not in shown or 19000101 <= number <= 20991231


@given(st.text(max_size=60))
def test_hiding_twice_changes_nothing(text: str) -> None:
    assert hide(hide(text)) == hide(text)
