"""The texts that a season asks for (简要事迹, 详细事迹): there, and of the right length.

Lengths are Word's 字数. In plain text some characters may or may not count (see
`xxzz.text.count`); the reading that is milder for the nomination decides, and where the other one
would have been more severe the message says 约.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.rules.answers import Answers, answers_of, excel_error, has_column
from xxzz.rules.rule import Rule
from xxzz.rules.thin import is_no_story, no_story, short_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.nomination import Nomination
    from xxzz.rules.rule import Check
    from xxzz.season import Season
    from xxzz.season.models import Limit, TextLimits
    from xxzz.text.count import Count

_COUNTED = "（按 Word 字数统计）"


def rules_of(season: Season) -> tuple[Rule, ...]:
    """Return the rules for each text of a season: that it is there, how long, how thin."""
    return tuple(
        made
        for wanted in season.notice.texts
        for made in (
            _missing(wanted, season),
            _length(wanted, season),
            *([short_rule(wanted, season)] if wanted.one_sentence else ()),
        )
    )


def _missing(wanted: TextLimits, season: Season) -> Rule:
    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        answers, field = answers_of(season), season.field(wanted.field)
        hint = f"请补上{field.header}：{field.note}"
        for entry in entries:
            nomination = entry.nomination
            if wanted.limit(entry.category) is None or field.id in nomination.unreadable:
                continue
            if not answers.is_empty(nomination.value(field.id)):
                continue
            if has_column(nomination, field.id):
                yield entry.problem(field.id, f"没有{field.header}。", hint)
            else:
                yield entry.skip(f"表里没有“{field.header}”这一列")

    header = season.field(wanted.field).header
    by_file = (
        "，或写着旁边一个文件的名称，如`事迹/样张街道.docx`" if _is_story(wanted, season) else ""
    )
    doc = f"""没有{header}。

**为什么**：{_asked(wanted, season)}，{_who(wanted, season)}。

**不通过**：`{header}`空着，或只写`无`。

**通过**：格里就是{header}全文{by_file}。

**怎样改**：在这一格写上{header}{"，或写上 .docx、.txt、.md 文件的名称" if by_file else ""}。"""
    return _rule(wanted, "missing", check, doc)


def _length(wanted: TextLimits, season: Season) -> Rule:
    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        answers, field = answers_of(season), season.field(wanted.field)
        for entry in entries:
            limit = wanted.limit(entry.category)
            if limit is None:
                continue
            if not _written(entry.nomination, field.id, answers):
                yield entry.skip(f"没有可以数字数的{field.header}")
                continue
            length = entry.nomination.length(field.id)
            file = entry.nomination.story_file if field.role == "story" else ""
            title = f"{field.header}（{file}）" if file else field.header
            most, least = _most(limit), _least(limit)
            if most is not None and length.words_without_hint > most:
                yield _too_long(entry, field.id, title, length, limit)
            elif least is None or length.words >= least:
                continue
            elif (
                field.role == "story" and not file and is_no_story(entry.nomination.story, answers)
            ):
                yield no_story(entry, field.id, field.header)
            else:
                yield _too_short(entry, field.id, title, length, limit)

    return _rule(wanted, "length", check, _length_doc(wanted, season))


def _rule(wanted: TextLimits, what: str, check: Check, doc: str) -> Rule:
    template = doc.replace("{", "{{").replace("}", "}}")
    name = f"{wanted.id}-{what}"
    return Rule(name, Severity.ERROR, lambda _: wanted.clause, check, template)


def _too_long(entry: Entry, field: str, title: str, length: Count, limit: Limit) -> Problem:
    most = _most(limit) or 0
    unsure = limit.max is not None and length.words_without_hint <= limit.max < length.words
    number = length.words_without_hint if unsure else length.words
    beyond = f"比{most}字" if limit.target else ""
    message = (
        f"{title}现有{_about(unsure)}{number}字，要求{need(limit)}，"
        f"{beyond}多出{_about(unsure)}{number - most}字。"
    )
    end = f"；超过{limit.max}字不能报送" if limit.max is not None and limit.max > most else ""
    far = limit.max is not None and length.words_without_hint > limit.max
    return entry.problem(
        field,
        message,
        f"请精简到{most}字以内{end}{_COUNTED}。",
        severity=Severity.ERROR if far else Severity.WARNING,
    )


def _too_short(entry: Entry, field: str, title: str, length: Count, limit: Limit) -> Problem:
    least = _least(limit) or 0
    unsure = limit.min is not None and length.words_without_hint < limit.min <= length.words
    short = f"距{least}字还差" if limit.target else "还差"
    message = (
        f"{title}现有{_about(unsure)}{length.words}字，要求{need(limit)}，"
        f"{short}{_about(unsure)}{least - length.words}字。"
    )
    end = f"；不足{limit.min}字不能报送" if limit.min is not None and limit.min < least else ""
    far = limit.min is not None and length.words < limit.min
    return entry.problem(
        field,
        message,
        f"请充实到{least}字以上{end}{_COUNTED}。",
        severity=Severity.ERROR if far else Severity.WARNING,
    )


def need(limit: Limit) -> str:
    """Say how long a text should be, as a notice says it."""
    if limit.target is not None:
        return f"{limit.target}字"
    if limit.max is None:
        return f"不少于{limit.min}字" if limit.min is not None else "不限字数"
    return f"{limit.min}至{limit.max}字" if limit.min is not None else f"{limit.max}字以内"


def _most(limit: Limit) -> int | None:
    return limit.max if limit.warn_max is None else limit.warn_max


def _least(limit: Limit) -> int | None:
    return limit.min if limit.warn_min is None else limit.warn_min


def _about(unsure: bool) -> str:
    return "约" if unsure else ""


def _written(nomination: Nomination, name: str, answers: Answers) -> bool:
    text = nomination.value(name)
    if name in nomination.unreadable or excel_error(text):
        return False
    return not answers.is_empty(text)


def _is_story(wanted: TextLimits, season: Season) -> bool:
    return wanted.field == season.roles.story


def _asked(wanted: TextLimits, season: Season) -> str:
    header = season.field(wanted.field).header
    return f"{wanted.clause}要求{wanted.says or header}（{_needs(wanted, season)}）"


def _who(wanted: TextLimits, season: Season) -> str:
    names = [season.info(one).short for one in season.categories if wanted.limit(one)]
    return "各类都要写" if len(names) == len(season.categories) else f"{'、'.join(names)}要写"


def _needs(wanted: TextLimits, season: Season) -> str:
    """Say how long a text should be, category by category where that differs."""
    if len(wanted.limits) == 1:
        return need(wanted.limits[0])
    return "，".join(
        f"{'、'.join(season.info(one).short for one in limit.categories) or '其他'}{need(limit)}"
        for limit in wanted.limits
    )


def _length_doc(wanted: TextLimits, season: Season) -> str:
    header = season.field(wanted.field).header
    limit = next((one for one in wanted.limits if one.steps), wanted.limits[0])
    fails, passes = [], []
    if limit.max is not None:
        fails.append(f"比{limit.max}字多1字（错误）")
        passes.append(f"正好{_most(limit)}字")
    if limit.warn_max is not None:
        fails.append(f"比{limit.warn_max}字多1字（提醒）")
    if limit.min is not None:
        fails.append(f"不足{limit.min}字（错误）")
    if (least := _least(limit)) is not None:
        passes.append(f"正好{least}字")
    told = wanted.says or header
    return f"""{header}的字数不合要求（{_needs(wanted, season)}）。

**为什么**：{wanted.clause}要求{told}（{_needs(wanted, season)}）。字数按 Word、WPS 的“字数统计”算，
标点也算字，一个英文词或一个数字算一个字。文中的引号、省略号等在纯文本里有两种算法，按对推荐有利的一种判断，
这时提示写“约”。

**不通过**：{"；".join(fails) or "没有不通过的"}。

**通过**：{"、".join(passes) or "写了就可以"}。

**怎样改**：按提示的字数增减；改好后可用 `xxzz count` 或 Word 的“字数统计”核对。"""
