"""Rules on telephone numbers, e-mail addresses and post codes (附件3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import answers_of, quoted
from xxzz.rules.rule import Rule, rule
from xxzz.text.contact import Fault, email_fault, mobile_fault, phone_fault, postcode_fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season

_PHONE_HINTS = {
    Fault.LOST_ZERO: "区号前面的0丢了，请补上，例如“021-54000001”；先把这一格设为文本格式。",
    Fault.SUBTRACTED: "号码被当成减法算成了负数；请把这一格设为文本格式，再写号码。",
    Fault.LENGTH: "请核对位数：手机11位；座机写区号，例如“021-54000001”（上海座机8位）。",
}
_MOBILE_ONLY = "这里填手机号码（11位）。"
_PHONE_HINT = "请写手机（11位）或带区号的座机，例如“021-54000001”；几个号码之间用“、”隔开。"
_EMAIL_HINTS = {
    Fault.FULL_WIDTH: "请把全角的“＠”“．”“。”改成半角的@和.。",
    Fault.COMMA: "邮箱里不能有逗号：网址中间是英文句点；几个邮箱之间用分号“;”隔开。",
    Fault.BLANK: "请删去邮箱中间的空格；几个邮箱之间用分号“;”隔开。",
    Fault.NO_AT: "邮箱中间要有@，例如“name@example.org”。",
    Fault.NO_DOT: "@后面要写完整，例如“name@example.org”，不能少了“.org”这一段。",
}
_EMAIL_HINT = "请核对，写成“name@example.org”这样，只用英文字母、数字和常用符号。"
_POSTCODE_HINTS = {
    Fault.LOST_ZERO: "邮编是6位数字，可能是开头的0丢了，请补上；先把这一格设为文本格式。",
    Fault.LENGTH: "邮编是6位数字，请核对位数，例如“200032”。",
    Fault.OUTSIDE: "上海的邮编以{begins}开头，请核对；单位确实在外地的，可以不改。",
}
_POSTCODE_HINT = "请只写6位数字，例如“200032”。"


def _form(season: Season) -> str:
    return season.notice.form.clause


@rule(rule_names.PHONE_FORMAT, clause=_form)
def phone_format(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """电话号码不对：位数不够、少了区号开头的0，或手机栏里写了别的。

    **为什么**：{form}要填联系电话，评审和公示期间要打得通。手机11位；座机写区号，上海的可以只写8位；
    分机、+86、括号和短横都可以；几个号码用“、”“/”或“;”隔开。

    **不通过**：`1390000001`（10位）；`2154000001`（少了0）；手机栏里的`021-54000001`。

    **通过**：`13900000001`、`021-54000001转123`、`54000001`、`+86 139 0000 0001`。

    **怎样改**：核对后重写；开头的0总是丢的，先把这一格设为文本格式再填。
    """
    answers = answers_of(season)
    mobiles, phones = season.of_kind("mobile"), season.of_kind("phone")
    for entry in entries:
        for names, judge in ((mobiles, mobile_fault), (phones, phone_fault)):
            for name in names:
                text = answers.given(entry.nomination, name)
                if text and (fault := judge(text)):
                    message = f"“{season.field(name).header}”写的是{quoted(text)}，不像电话号码。"
                    hint = _PHONE_HINTS.get(fault, _PHONE_HINT)
                    if fault is Fault.LANDLINE:
                        message = f"“{season.field(name).header}”写的是座机{quoted(text)}。"
                        hint = _landline_hint(name, season)
                    yield entry.problem(name, message, hint)


def _landline_hint(mobile: str, season: Season) -> str:
    """Name the column for a landline: the one before the mobile's, else any."""
    at, ids = season.field_ids.index(mobile), season.of_kind("phone")
    before = [one for one in ids if season.field_ids.index(one) < at]
    place = next(iter([*before[-1:], *ids]), None)
    return f"这里填手机号码；座机请填到“{season.field(place).header}”。" if place else _MOBILE_ONLY


@rule(rule_names.EMAIL_FORMAT, clause=_form)
def email_format(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """电子邮箱写错了：全角符号、中文逗号、空格，或者不完整。

    **为什么**：{form}要填E-mail，错一个符号就收不到通知。几个邮箱用分号或顿号隔开。

    **不通过**：`name＠example.org`（全角）、`name@example，org`、`name @example.org`、
    `name@example`。

    **通过**：`name@example.org`；`a@example.org;b@example.org`。

    **怎样改**：按提示改正那一处；不确定时重新输入一遍，不要用中文输入法。
    """
    answers, names = answers_of(season), season.of_kind("email")
    for entry in entries:
        for name in names:
            text = answers.given(entry.nomination, name)
            if text and (fault := email_fault(text)):
                message = f"“{season.field(name).header}”写的是{quoted(text)}，不是正确的邮箱。"
                yield entry.problem(name, message, _EMAIL_HINTS.get(fault, _EMAIL_HINT))


@rule(rule_names.POSTCODE_FORMAT, clause=_form)
def postcode_format(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """邮编不是6位数字，或不是上海的邮编（后者只是提醒）。

    **为什么**：{form}要填邮编。邮编是6位数字{local_codes}。

    **不通过**：`20003`；`20003２号`；提醒：`215000`。

    **通过**：`200032`。

    **怎样改**：核对后重写；开头的0丢了的，先把这一格设为文本格式再填。
    """
    answers = answers_of(season)
    fields = [(name, season.field(name).begins) for name in season.of_kind("postcode")]
    for entry in entries:
        for name, begins in fields:
            text = answers.given(entry.nomination, name)
            if text and (fault := postcode_fault(text, begins)):
                outside = fault is Fault.OUTSIDE
                message = f"“{season.field(name).header}”写的是{quoted(text)}，"
                message += "不是上海的邮编。" if outside else "不是6位数字。"
                hint = _POSTCODE_HINTS.get(fault, _POSTCODE_HINT).format(begins=begins)
                severity = Severity.WARNING if outside else None
                yield entry.problem(name, message, hint, severity=severity)


RULES: tuple[Rule, ...] = (phone_format, email_format, postcode_format)


def rules_of(season: Season) -> tuple[Rule, ...]:
    """Return the rules for the kinds of fields that a season has."""
    kinds = {field.kind for field in season.notice.fields}
    asked = (kinds & {"phone", "mobile"}, kinds & {"email"}, kinds & {"postcode"})
    return tuple(one for one, fields in zip(RULES, asked, strict=True) if fields)
