"""Telephone numbers, e-mail addresses and post codes, through the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xxzz.finding import Severity
from xxzz.rules.contacts import email_format, phone_format, postcode_format

if TYPE_CHECKING:
    from conftest import Judge, Nominate

MOBILES = [
    "13900000001",
    "139 0000 0001",
    "139-0000-0001",
    "1390000-0001",
    "+86 13900000001",
    "86-13900000001",
    "008613900000001",
    "１３９００００００１".replace("９", "９０"),
    "13900000001、13900000002",
    "13900000001/13900000002",
    "13900000001；13900000002",
    "13900000001 13900000002",
    "13900000001（微信同号）",
    "张：13900000001",
    "M: 13900000001",
    "①13900000001②13900000002",
]
LANDLINES = [
    "TEL:021-54000001",
    "T: 021-54000001 M: 13900000001",
    "021-54000001",
    "02154000001",
    "（021）54000001",
    "021 5400 0001",
    "021—54000001",
    "54000001",
    "021-54000001转123",
    "021-54000001-123",
    "021-54000001（转123）",
    "021-54000001 ext. 8",
    "54000001#8001",
    "+86-21-54000001",
    "0512-65000001",
    "400-820-0001",
    "021-54000001、13900000001",
    "021-54000001（办公室）",
    "021-54000001 54000002",
]


MOBILES += ["张示例13900000001", "手机：13900000001", "张示例 13900000001 李示例 13900000002"]
LANDLINES += ["办公室021-54000001", "电话021-54000001转801", "021-54000001（办）", "021-54000001办"]


@pytest.mark.parametrize("text", MOBILES)
def test_mobiles(judge: Judge, nominate: Nominate, text: str) -> None:
    row = nominate(contact_mobile=text, leader_phone=text, contact_landline=text)
    assert not judge(phone_format, row).findings


@pytest.mark.parametrize("text", LANDLINES)
def test_landlines(judge: Judge, nominate: Nominate, text: str) -> None:
    assert not judge(phone_format, nominate(leader_phone=text, contact_landline=text)).findings


@pytest.mark.parametrize(
    ("change", "cell", "hint"),
    [
        ({"contact_mobile": "1390000001"}, "M4", "核对位数"),
        ({"contact_mobile": "139000000011"}, "M4", "核对位数"),
        ({"contact_mobile": "12900000001"}, "M4", "核对位数"),
        ({"contact_mobile": "021-54000001"}, "M4", "请填到“联系人座机电话”"),
        ({"contact_mobile": "13900000001、139"}, "M4", "核对位数"),
        ({"contact_mobile": "见附件"}, "M4", "请写手机"),
        ({"contact_landline": "2154000001"}, "L4", "0丢了"),
        ({"contact_landline": "21-54000001"}, "L4", "0丢了"),
        ({"contact_landline": "51265000001"}, "L4", "0丢了"),
        ({"leader_phone": "5400001"}, "H4", "核对位数"),
        ({"leader_phone": "021-5400001"}, "H4", "核对位数"),
        ({"leader_phone": "54000001张"}, "H4", "请写手机"),
        ({"leader_phone": "（办公室）"}, "H4", "请写手机"),
        ({"leader_phone": "54000001 139"}, "H4", "核对位数"),
        ({"contact_mobile": "原手机13900000001"}, "M4", "请写手机"),
        ({"leader_phone": "空号021-54000001"}, "H4", "请写手机"),
        ({"leader_phone": "-54099979"}, "H4", "号码被当成减法算成了负数"),
        ({"contact_mobile": "-13899999980"}, "M4", "号码被当成减法算成了负数"),
    ],
)
def test_bad_numbers(
    judge: Judge, nominate: Nominate, change: dict[str, str], cell: str, hint: str
) -> None:
    (finding,) = judge(phone_format, nominate(**change)).findings
    assert finding.rule == "phone-format"
    assert finding.severity is Severity.ERROR
    assert finding.location.cell == cell
    for text in change.values():
        assert f"“{text}”" in finding.message
    assert hint in finding.hint


@pytest.mark.parametrize("text", ["", "无", "-", "待定", "#N/A"])
def test_no_answer_is_for_other_rules(judge: Judge, nominate: Nominate, text: str) -> None:
    row = nominate(contact_mobile=text, contact_email=text, postcode=text)
    for one in (phone_format, email_format, postcode_format):
        assert not judge(one, row).findings


@pytest.mark.parametrize(
    "text",
    [
        "name@example.org",
        "first.last+tag_1@mail.example.com.cn",
        "a@example.org;b@example.org",
        "a@example.org； b@example.org",
        "a@example.org、b@example.org",
    ],
)
def test_addresses(judge: Judge, nominate: Nominate, text: str) -> None:
    assert not judge(email_format, nominate(contact_email=text, leader_email=text)).findings


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("name＠example.org", "全角"),
        ("name@example．org", "全角"),
        ("name@example。org", "全角"),
        ("name@example，org", "不能有逗号"),
        ("a@example.org,b@example.org", "不能有逗号"),
        ("name @example.org", "空格"),
        ("name example.org", "空格"),
        ("name.example.org", "中间要有@"),
        ("name@example", "不能少了"),
        ("name@.org", "请核对"),
        ("名字@example.org", "请核对"),
        ("a..b@example.org", "请核对"),
        ("a@example.org;b", "中间要有@"),
    ],
)
def test_bad_addresses(judge: Judge, nominate: Nominate, text: str, hint: str) -> None:
    (finding,) = judge(email_format, nominate(contact_email=text)).findings
    assert finding.rule == "email-format"
    assert finding.severity is Severity.ERROR
    assert finding.location.cell == "O4"
    assert f"“{text}”" in finding.message
    assert hint in finding.hint


@pytest.mark.parametrize("text", ["200032", "201800", "２０００３２"])
def test_postcodes(judge: Judge, nominate: Nominate, text: str) -> None:
    assert not judge(postcode_format, nominate(postcode=text)).findings


@pytest.mark.parametrize(
    ("text", "severity", "hint"),
    [
        ("20003", Severity.ERROR, "核对位数"),
        ("2000320", Severity.ERROR, "核对位数"),
        ("10000", Severity.ERROR, "开头的0丢了"),
        ("20003A", Severity.ERROR, "只写6位数字"),
        ("215000", Severity.WARNING, "上海的邮编以20开头"),
    ],
)
def test_bad_postcodes(
    judge: Judge, nominate: Nominate, text: str, severity: Severity, hint: str
) -> None:
    (finding,) = judge(postcode_format, nominate(postcode=text)).findings
    assert finding.rule == "postcode-format"
    assert finding.severity is severity
    assert finding.location.cell == "P4"
    what = "上海的邮编" if severity is Severity.WARNING else "6位数字"
    assert finding.message == f"“邮编”写的是“{text}”，不是{what}。"
    assert hint in finding.hint


def test_a_landline_in_the_box_of_a_mobile_is_called_one(judge: Judge, nominate: Nominate) -> None:
    (finding,) = judge(phone_format, nominate(contact_mobile="021-54000001")).findings
    assert finding.message == "“联系人手机号码”写的是座机“021-54000001”。"
    (finding,) = judge(phone_format, nominate(contact_mobile="1390000001")).findings
    assert finding.message == "“联系人手机号码”写的是“1390000001”，不像电话号码。"
