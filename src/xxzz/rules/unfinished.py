"""Texts with parts that nobody meant to hand in: blanks left open, prompts, signs of programs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import answers_of
from xxzz.rules.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season

_BRACKETS = "（([【"
_UNIT = "街道|镇|乡|社区|村|区|单位|公司|集团|学校|大学|医院|中心|局|年|月|人|次|万|元|%"
_BODY = "街道|镇|社区|单位|公司|集团|学校|大学|医院|中心|局|区"
_OPEN_ENDS = "，、（《"
_PRINTED, _OF_WEB = "会原样印出来的符号", "网页的代码"
_TAG = re.compile(r"</?(?:p|br|div|span|b|strong|img|td|tr|table)\b[^<>]*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^#{1,6} \S|#(?:REF|NAME|VALUE|N/A|DIV/0)[!?]?", re.MULTILINE)
_SIGNS = (
    (("__", "＿＿"), re.compile("[_＿]{3,}"), "空着没填"),
    (("XX", "xx", "××", "ＸＸ"), re.compile(f"[XxＸ×]{{2,}}(?={_UNIT})"), "没换成真的"),
    (("某某",), re.compile(f"某某(?={_BODY})"), "没换成真的"),
    (("）", ")", "】", "]"), re.compile(r"（\s*）|\(\s*\)|【\s*】|\[\s*\]"), "括号里没填"),
    (("**",), re.compile(r"\*\*[^*\n]+\*\*"), _PRINTED),
    (("#",), _MARKDOWN, _PRINTED),
    (("<",), _TAG, _OF_WEB),
    (("&",), re.compile(r"&(?:[lr][sd]quo|nbsp|mdash|hellip|amp|lt|gt|quot|#\d+);"), _OF_WEB),
    (("_x000",), re.compile(r"_x000[0-9A-D]_"), "程序留下的代码"),
)
"""Texts of which one must be there, what is looked for then, and what it is."""
_LEAST_REPEATED = 30
_AROUND = 8
_MOST_SHOWN = 3


def _clause(season: Season) -> str:
    return season.notice.texts[0].clause if season.notice.texts else ""


@rule(rule_names.TEXT_UNFINISHED, severity=Severity.WARNING, clause=_clause)
def text_unfinished(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """文字里有像是没写完、忘了删掉的地方。

    **为什么**：事迹照原样印在推荐表上，评议的专家看得到；字数够了，不等于写好了。

    **不通过**：`参与居民____人次`；`XX街道`；`（待补充）`；写作软件的话、`**`、`<br>`；同一段贴了两遍；
    末尾停在逗号上。

    **通过**：从头到尾都是要报送的文字。

    **怎样改**：补上空着的，删去多出来的；确实要这样写的，可以不改。
    """
    answers = answers_of(season)
    for entry in entries:
        for text in season.notice.texts:
            given = answers.given(entry.nomination, text.field)
            if given and text.limit(entry.category) and (left := _left_in(given, season)):
                header = season.field(text.field).header
                more = f"等{len(left)}处" if len(left) > _MOST_SHOWN else ""
                yield entry.problem(
                    text.field,
                    f"{header}里有像是没写完、忘了删掉的地方：{'、'.join(left[:_MOST_SHOWN])}{more}。",
                    "请补上空着的，删去多出来的；确实要这样写的，可以不改。",
                )


def _left_in(text: str, season: Season) -> list[str]:
    found = [
        (match, what)
        for marks, pattern, what in _SIGNS
        if any(mark in text for mark in marks) and (match := pattern.search(text))
    ]
    left = [f"{_excerpt(text, *match.span())}（{what}）" for match, what in found]
    if drafted := _drafted(text, season):
        left.append(f"{_excerpt(text, *drafted)}（提示、草稿的话）")
    if twice := _repeated(text):
        left.append(f"“{twice[: 2 * _AROUND]}……”（这一段有两遍）")
    if text[-1] in _OPEN_ENDS:
        left.append(f"“……{text[-2 * _AROUND :]}”（末尾没写完）")
    return left


def _excerpt(text: str, start: int, end: int) -> str:
    """Return the characters around a place, within its line."""
    before = text[max(start - _AROUND, 0) : start].rpartition("\n")[2]
    behind = text[end : end + _AROUND].partition("\n")[0]
    return f"“{before}{' '.join(text[start:end].split())}{behind}”"


def _repeated(text: str) -> str:
    seen: set[str] = set()
    for line in map(str.strip, text.split("\n")):
        if len(line) >= _LEAST_REPEATED and line in seen:
            return line
        seen.add(line)
    return ""


def _drafted(text: str, season: Season) -> tuple[int, int] | None:
    """Return the place of the first words of a prompt, a draft or a program."""
    words, bracketed = _words(season)
    if match := bracketed.search(text):
        return match.span()
    return next(((at, at + len(one)) for one in words if (at := text.find(one)) >= 0), None)


@lru_cache(maxsize=4)
def _words(season: Season) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the words to look for, and a pattern of those behind a bracket of any kind."""
    words = season.notice.placeholders.unfinished
    inside = "|".join(re.escape(word[1:]) for word in words if word[0] in _BRACKETS) or "(?!)"
    plain = tuple(word for word in words if word[0] not in _BRACKETS)
    return plain, re.compile(rf"[{re.escape(_BRACKETS)}](?:{inside})")
