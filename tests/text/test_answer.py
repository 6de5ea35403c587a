"""Answers without the rests of the printed form around them."""

import pytest

from xxzz.season import load_season
from xxzz.text.answer import AnswerTidier


@pytest.fixture(scope="module")
def tidier() -> AnswerTidier:
    form = load_season(2023).notice.form
    return AnswerTidier(form.seals, form.asides)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("__张样张__", "张样张"),
        ("——张样张——", "张样张"),
        ("……张样张......", "张样张"),
        ("：张样张", "张样张"),
        ("主任，", "主任"),
        ("上海市样张路1号。", "上海市样张路1号"),
        ("全称：样张街道", "样张街道"),
        ("请填写：样张街道", "样张街道"),
        ("（全称）样张街道", "样张街道"),
        ("（单位全称）样张街道", "样张街道"),
        ("样张街道（盖章处）", "样张街道"),
        ("样张街道（单位公章）", "样张街道"),
        ("样张街道　　公章", "样张街道"),
        ("样张街道\n签章：", "样张街道"),
        ("样张街道\n（盖章）\n年   月   日", "样张街道"),
        ("徐汇区\n样张街道", "徐汇区样张街道"),
        ("139000\n00001", "13900000001"),
        ("021-\n54000002", "021-54000002"),
        ("contact@\nexample.org", "contact@example.org"),
        ("____", ""),
        ("（盖章）", ""),
    ],
)
def test_rests_of_the_form_go(text: str, tidied: str, tidier: AnswerTidier) -> None:
    assert tidier.tidy(text) == tidied


@pytest.mark.parametrize(
    "text",
    [
        "学习型企事业单位（含教育类）",
        "样张中心（应急管理）",
        "样张站（供应科）",
        "样张社（围填海）",
        "上海公章厂",
        "2019年3月1日",
        "2023年9月",
        "——",
        "--",
        "-",
        "/",
        "A.B.",
        "021-54000001 13900000001",
    ],
)
def test_what_somebody_wrote_stays(text: str, tidier: AnswerTidier) -> None:
    assert tidier.tidy(text) == text


def test_two_numbers_on_two_lines_stay_two(tidier: AnswerTidier) -> None:
    assert tidier.tidy("54000001\n13900000001") == "54000001 13900000001"
