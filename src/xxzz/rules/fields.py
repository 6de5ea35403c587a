"""Rules on the single fields of 附件3: filled in, with valid values, without placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.rules.answers import Kind, answers_of, errors_shown, filled, has_column, quoted
from xxzz.rules.garbled import garbled_problems
from xxzz.rules.kinds import CHECKS
from xxzz.rules.rule import Rule, rule
from xxzz.rules.selfcheck import Answer, SelfCheck
from xxzz.rules.starts import month_problems
from xxzz.text.contact import email_fault, phone_fault
from xxzz.text.normalise import comparison_key
from xxzz.text.rank import rank_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.nomination import Category
    from xxzz.season import Season
    from xxzz.season.models import FormField


def _form(season: Season) -> str:
    return season.notice.placeholders.clause


@rule(rule_names.FIELD_REQUIRED, clause=_form)
def field_required(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """推荐表里必填的一栏是空的。

    **为什么**：{form}（推荐表）的各栏由被推荐的{nominees}填写，空着不能打印、也无法联系。哪些类型
    必须填，见每一列表头的批注；有的栏只在另一栏写着某个内容时必须填。{category_header}认不出来时，只查
    各类都要填的栏。

    **不通过**：必填的一栏空着，例如联系人的手机号码。

    **通过**：`13900000001`。

    **怎样改**：在提示的那一格补上内容。
    """
    needed = {info.id: _required(season, info.id) for info in season.notice.categories}
    common = [name for name in season.field_ids if all(name in names for names in needed.values())]
    depending = [one for one in season.notice.fields if one.required_when]
    for entry in entries:
        nomination = entry.nomination
        names = needed[entry.category] if entry.category else common
        if depending:
            names = [*names, *_because_of_others(entry, depending, names)]
        for name in names:
            if nomination.value(name) or name in nomination.unreadable:
                continue
            header = season.field(name).header
            if has_column(nomination, name):
                yield entry.problem(
                    name, f"没有填写“{header}”。", f"请填写：{season.field(name).note}"
                )
            else:
                yield entry.skip(f"表里没有“{header}”这一列")


@rule(rule_names.VALUE_INVALID, clause=_form)
def value_invalid(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """一格里的内容不是这一栏该有的：{odd}。

    **为什么**：公式出错的格子打印出来就是`#REF!`；{unordered}；{other_kinds}
    {self_check}

    **不通过**：任何一格是`#REF!`；{rank}`甲`、`0`{slip}。
    提醒：格子上有批注（`不报了`、`电话改为…`），批注不当作内容。

    **通过**：{rank}`1`{month}{self_answers}。

    **怎样改**：改成提示里的写法；公式出错的，直接填上文字或数字。
    """
    answers, check = answers_of(season), SelfCheck(season)
    persons, months = season.of_kind("person"), season.of_kind("month")
    checked = [one for one in season.notice.fields if one.kind in CHECKS]
    for entry in entries:
        yield from _formulas(entry, season)
        yield from _names(entry, persons, season)
        yield from garbled_problems(entry, season)
        if rank := answers.given(entry.nomination, season.roles.rank):
            yield from _rank(entry, rank, season)
        for name in months:
            if since := answers.given(entry.nomination, name):
                yield from month_problems(entry, season.field(name), since, season)
        for field in checked:
            if (text := answers.given(entry.nomination, field.id)) and (
                fault := CHECKS[field.kind](text, field)
            ):
                yield entry.problem(field.id, *fault)
        for item, text in check.answers(entry, Answer.UNKNOWN):
            yield entry.problem(
                item.id, f"“{item.text}”自评写的是{quoted(text)}。", check.hint(item)
            )


@rule(rule_names.PLACEHOLDER_TEXT, clause=_form)
def placeholder_text(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """格子里留着占位的文字，不是真正的内容。

    **为什么**：推荐表里的提示语、“待定”“XXX”会原样印出来。可填可不填的栏写“无”或“-”是可以的。

    **不通过**：单位地址`待补`；职务`XXX`；格里还留着表上印的提示语。

    **通过**：填上真实内容；没有荣誉时`曾获荣誉`写`无`。

    **怎样改**：换成真实的内容；可不填的栏清空即可。
    """
    answers = answers_of(season)
    needed = {info.id: _required(season, info.id) for info in season.notice.categories}
    titled = {(one.field, category) for one in season.titles for category in one.categories}
    for entry in entries:
        required = needed[entry.category] if entry.category else ()
        for name, text in filled(entry.nomination):
            if (name, entry.category) in titled:
                continue  # left to the rule about the title, whatever the words
            kind = answers.kind(text)
            if kind is Kind.PLACEHOLDER or (kind is Kind.EMPTY and name in required):
                message = f"“{season.field(name).header}”里是占位文字{quoted(text)}。"
                yield entry.problem(name, message, f"请换成真实的内容：{season.field(name).note}")


def _because_of_others(
    entry: Entry, depending: Sequence[FormField], known: Sequence[str]
) -> Iterator[str]:
    """Yield the fields that are required because of the value of another one (`required_when`)."""
    for field in depending:
        when = field.required_when
        if when and field.id not in known:
            text = comparison_key(entry.nomination.value(when.field))
            if text and text in map(comparison_key, when.values):
                yield field.id


def _required(season: Season, category: Category) -> list[str]:
    return [field.id for field in season.notice.fields if category in field.required]


def _formulas(entry: Entry, season: Season) -> Iterator[Problem]:
    for name, text in errors_shown(entry.nomination):
        message = f"“{season.field(name).header}”显示的是{quoted(text)}。"
        hint = "这是公式出错的结果，请删去公式，直接填写内容。"
        yield entry.problem(name, message, hint)


def _names(entry: Entry, persons: Sequence[str], season: Season) -> Iterator[Problem]:
    """Yield a problem for a number or address in place of a name, as in a shifted row."""
    for name in (season.roles.name, *persons):
        text = entry.nomination.value(name)
        what = ""
        if text[-1:].isdigit() and phone_fault(text) is None:
            what = "电话号码"
        elif "@" in text and email_fault(text) is None:
            what = "邮箱"
        elif text.isdecimal():
            what = "数字"
        if what:
            message = f"“{season.field(name).header}”里是{what}{quoted(text)}。"
            own = "名称" if name == season.roles.name else "姓名"
            hint = f"请填写{own}，{what.removesuffix('号码')}填在自己的一栏；这一行可能错了一列。"
            yield entry.problem(name, message, hint)


def _rank(entry: Entry, text: str, season: Season) -> Iterator[Problem]:
    if rank_number(text) is None:
        field = season.field(season.roles.rank)
        message = f"“{field.header}”写的是{quoted(text)}，应当是1、2、3这样的正整数。"
        yield entry.problem(field.id, message, f"请改成数字：{field.note}")


RULES: tuple[Rule, ...] = (
    field_required,
    value_invalid,
    placeholder_text,
)
