"""Checks for texts with too little content: one sentence, or a reference (详见附件)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.rules.answers import Answers, Kind, answers_of
from xxzz.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season
    from xxzz.season.models import TextLimits

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_MAX_SHORT_WORDS = 30
_SUMMARISE = "请把做法和成效缩写成一段，写进这一格"


def short_rule(wanted: TextLimits, season: Season) -> Rule:
    """Return the rule that a text has more than one short sentence."""
    header = season.field(wanted.field).header
    doc = f"""{header}只有一句话，或者只说在别处。

**为什么**：{wanted.clause}要求写出{wanted.says or header}，评议的专家先看这一段；
一句话看不出做了什么，`详见附件`印在推荐表上等于没有写。

**不通过**：`该单位重视学习。`；`见附件`。

**通过**：写明做法和成效的几句话。

**怎样改**：{_SUMMARISE}。"""
    template = doc.replace("{", "{{").replace("}", "}}")
    least = wanted.one_sentence or 0

    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        answers = answers_of(season)
        for entry in entries:
            nomination = entry.nomination
            text = answers.given(nomination, wanted.field)
            if not text or wanted.limit(entry.category) is None:
                continue
            if answers.refers(text):
                message = f"{header}里只写着“{text}”，没有内容。"
                yield entry.problem(wanted.field, message, f"{_SUMMARISE}。")
            elif (
                _is_one_sentence(text) and (words := nomination.length(wanted.field).words) < least
            ):
                message = f"{header}只有一句话（{words}字）。"
                hint = f"{_SUMMARISE}；确实就这一句的，可以不改。"
                yield entry.problem(wanted.field, message, hint)

    name = f"{wanted.id}-short"
    return Rule(name, Severity.WARNING, lambda _: wanted.clause, check, template)


def is_no_story(text: str, answers: Answers) -> bool:
    """Tell whether a cell has only a few words that are neither a story nor a file name."""
    if answers.kind(text) is not Kind.ANSWER:
        return False
    return answers.refers(text) or (
        len(text) <= _MAX_SHORT_WORDS and not _SENTENCE_END.search(text)
    )


def no_story(entry: Entry, field: str, header: str) -> Problem:
    """Return the problem of a cell that has neither a file name nor the whole text."""
    return entry.problem(
        field,
        f"{header}里只写着“{entry.nomination.value(field)}”，不是事迹，也不是文件名。",
        "请写同一文件夹里的文件名，连同结尾，例如“事迹/名称.docx”；或者把全文贴进这一格。",
        severity=Severity.ERROR,
    )


def _is_one_sentence(text: str) -> bool:
    return sum(bool(part.strip()) for part in _SENTENCE_END.split(text)) <= 1
