"""The two texts of 附件3: 简要事迹 and 详细事迹, there and of the right length.

Lengths are Word's 字数. In plain text some characters may or may not count (see
`xxzz.text.count`); the reading that is milder for the nomination decides, and where the other one
would have been more severe the message says 约.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import Answers, Kind, answers_of, excel_error, has_column
from xxzz.rules.rule import Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.nomination import Nomination
    from xxzz.season import Season
    from xxzz.season.models import StoryLimit
    from xxzz.text.count import Count

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_A_FEW_WORDS = 30
_SUMMARISE = "请把做法和成效缩写成一段，写进这一格"


def _brief(season: Season) -> str:
    return season.notice.texts.brief.clause


def _story(season: Season) -> str:
    return season.notice.texts.story.clause


@rule(rule_names.BRIEF_MISSING, clause=_brief)
def brief_missing(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """没有简要事迹。

    **为什么**：附件3“建设情况”一栏须围绕“学习型组织建设”主题填写{texts.brief.max}字以内
    简要事迹，各类都要填。

    **不通过**：`简要事迹`空着，或只写`无`。

    **通过**：一段{texts.brief.max}字以内的简要事迹。

    **怎样改**：在这一格写上简要事迹。
    """
    yield from _missing(entries, season.roles.brief, season)


@rule(rule_names.BRIEF_LENGTH, clause=_brief)
def brief_length(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """简要事迹超过{texts.brief.max}字。

    **为什么**：附件3“建设情况”要求{texts.brief.max}字以内。字数按 Word、WPS 的“字数统计”算，
    标点也算字，一个英文词或一个数字算一个字。

    **不通过**：比{texts.brief.max}字多1字。

    **通过**：正好{texts.brief.max}字。

    **怎样改**：删去提示里多出的字数；改好后可用 `xxzz count` 或 Word 的“字数统计”核对。
    """
    limit = season.notice.texts.brief.max
    answers = answers_of(season)
    for entry in entries:
        if not _written(entry.nomination, season.roles.brief, answers):
            yield entry.skip("没有可以数字数的简要事迹")
            continue
        length = entry.nomination.brief_length
        if length.words_without_hint > limit:
            message = (
                f"{_title(entry, season.roles.brief, season)}现有{length.words}字，"
                f"要求{limit}字以内，多出{length.words - limit}字。"
            )
            yield entry.problem(
                season.roles.brief, message, f"请精简到{limit}字以内（按 Word 字数统计）。"
            )


@rule(rule_names.BRIEF_SHORT, severity=Severity.WARNING, clause=_brief)
def brief_short(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """简要事迹只有一句话，或者只说在别处。

    **为什么**：附件3“建设情况”一栏须写出简要事迹，评议的专家先看这一段；一句话看不出做了什么，
    `详见附件`印在推荐表上等于没有写。

    **不通过**：`该单位重视学习。`；`见附件`。

    **通过**：写明做法和成效的几句话，{texts.brief.max}字以内。

    **怎样改**：把详细事迹缩写成一段，写进这一格。
    """
    least = season.notice.texts.brief.warn_min
    answers = answers_of(season)
    for entry in entries:
        text = entry.nomination.brief
        if not _written(entry.nomination, season.roles.brief, answers):
            yield entry.skip("没有可以数字数的简要事迹")
        elif answers.kind(text) is not Kind.ANSWER:
            continue  # a placeholder, which is said elsewhere
        elif answers.refers(text):
            message = f"简要事迹里只写着“{text}”，没有事迹。"
            yield entry.problem(season.roles.brief, message, f"{_SUMMARISE}。")
        elif (words := entry.nomination.brief_length.words) < least and _is_one_sentence(text):
            message = f"简要事迹只有一句话（{words}字）。"
            yield entry.problem(
                season.roles.brief, message, f"{_SUMMARISE}；确实就这一句的，可以不改。"
            )


@rule(rule_names.STORY_MISSING, clause=_story)
def story_missing(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """没有详细事迹。

    **为什么**：通知五（三）1要求附优秀事迹材料（{texts.story.target}字），各类都要附。

    **不通过**：`详细事迹`空着。

    **通过**：格里就是事迹全文，或写着旁边一个文件的名称，如`事迹/样张街道.docx`。

    **怎样改**：把全文贴进这一格，或写上 .docx、.txt、.md 文件的名称。
    """
    yield from _missing(entries, season.roles.story, season)


@rule(rule_names.STORY_LENGTH, clause=_story)
def story_length(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """详细事迹的字数离{texts.story.target}字太远。

    **为什么**：通知五（三）1要求优秀事迹材料{texts.story.target}字。{texts.story.warn_min}至
    {texts.story.warn_max}字合适，多些少些是提醒，不足{texts.story.error_min}字、
    超过{texts.story.error_max}字是错误。字数按 Word、WPS 的“字数统计”算。
    文中的引号、省略号等在纯文本里有两种算法，按对推荐有利的一种判断，这时提示写“约”。

    **不通过**：比{texts.story.error_max}字多1字（错误）；比{texts.story.warn_max}字多1字（提醒）。

    **通过**：正好{texts.story.warn_min}字、正好{texts.story.warn_max}字。

    **怎样改**：按提示的字数增减；改好后可用 `xxzz count` 或 Word 的“字数统计”核对。
    """
    limit = season.notice.texts.story
    answers = answers_of(season)
    for entry in entries:
        if not _written(entry.nomination, season.roles.story, answers):
            yield entry.skip("没有可以数字数的详细事迹")
            continue
        length = entry.nomination.story_length
        if length.words_without_hint > limit.warn_max:
            yield _too_long(entry, length, limit, season)
        elif length.words < limit.warn_min:
            if not entry.nomination.story_file and _is_no_story(entry.nomination.story, answers):
                yield _no_story(entry, season)
            else:
                yield _too_short(entry, length, limit, season)


def _is_no_story(text: str, answers: Answers) -> bool:
    """Tell whether a cell holds a few words that are neither a story nor a file's name."""
    if answers.kind(text) is not Kind.ANSWER:
        return False
    return answers.refers(text) or (len(text) <= _A_FEW_WORDS and not _SENTENCE_END.search(text))


def _no_story(entry: Entry, season: Season) -> Problem:
    field = season.field(season.roles.story)
    return entry.problem(
        field.id,
        f"{field.header}里只写着“{entry.nomination.story}”，不是事迹，也不是文件名。",
        "请写同一文件夹里的文件名，连同结尾，例如“事迹/某单位.docx”；或者把全文贴进这一格。",
        severity=Severity.ERROR,
    )


def _is_one_sentence(text: str) -> bool:
    return sum(bool(part.strip()) for part in _SENTENCE_END.split(text)) <= 1


def _too_long(entry: Entry, length: Count, limit: StoryLimit, season: Season) -> Problem:
    unsure = length.words_without_hint <= limit.error_max < length.words
    number = length.words_without_hint if unsure else length.words
    title = _title(entry, season.roles.story, season)
    message = (
        f"{title}现有{_about(unsure)}{number}字，要求{limit.target}字，"
        f"比{limit.warn_max}字多出{_about(unsure)}{number - limit.warn_max}字。"
    )
    hint = f"请精简到{limit.warn_max}字以内；超过{limit.error_max}字不能报送（按 Word 字数统计）。"
    far = length.words_without_hint > limit.error_max
    severity = Severity.ERROR if far else Severity.WARNING
    return entry.problem(season.roles.story, message, hint, severity=severity)


def _too_short(entry: Entry, length: Count, limit: StoryLimit, season: Season) -> Problem:
    unsure = length.words_without_hint < limit.error_min <= length.words
    message = (
        f"{_title(entry, season.roles.story, season)}现有{_about(unsure)}{length.words}字，"
        f"要求{limit.target}字，距{limit.warn_min}字还差"
        f"{_about(unsure)}{limit.warn_min - length.words}字。"
    )
    hint = f"请充实到{limit.warn_min}字以上；不足{limit.error_min}字不能报送（按 Word 字数统计）。"
    severity = Severity.ERROR if length.words < limit.error_min else Severity.WARNING
    return entry.problem(season.roles.story, message, hint, severity=severity)


def _about(unsure: bool) -> str:
    return "约" if unsure else ""


def _title(entry: Entry, name: str, season: Season) -> str:
    file = entry.nomination.story_file if name == season.roles.story else ""
    header = season.field(name).header
    return f"{header}（{file}）" if file else header


def _missing(entries: Sequence[Entry], name: str, season: Season) -> Iterator[Problem | Skip]:
    answers, header = answers_of(season), season.field(name).header
    hint = f"请补上{header}：{season.field(name).note}"
    for entry in entries:
        nomination = entry.nomination
        if name in nomination.unreadable or not answers.is_empty(nomination.value(name)):
            continue
        if has_column(nomination, name):
            yield entry.problem(name, f"没有{header}。", hint)
        else:
            yield entry.skip(f"表里没有“{header}”这一列")


def _written(nomination: Nomination, name: str, answers: Answers) -> bool:
    text = nomination.value(name)
    if name in nomination.unreadable or excel_error(text):
        return False
    return not answers.is_empty(text)


RULES: tuple[Rule, ...] = (brief_missing, brief_length, brief_short, story_missing, story_length)
