"""Writes docs/rules.md, and the text of `xxzz rules`, from the rules' documentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.rules import themes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.rules.rule import Rule
    from xxzz.season import Season

_LATIN_BREAK = re.compile(r"(?<=[!-~])\n(?=[!-~])")
_CODE = re.compile("`([^`]*)`")
_INNER_QUOTES = str.maketrans("“”", "‘’")


def markdown(season: Season) -> str:
    """Return the text of docs/rules.md: all rules by theme, with severity and clause."""
    return "\n\n".join(_page(season))


def rule_text(one: Rule, season: Season) -> str:
    """Return the documentation of one rule as plain text, for a terminal."""
    title, *body = _paragraphs(one, season)
    head = f"{one.name}（{_severity(one, season)}）\n{title}"
    text = "\n\n".join((head, *body)).replace("**", "")
    return _CODE.sub(lambda code: f"“{code[1].translate(_INNER_QUOTES)}”", text)


def _page(season: Season) -> Iterator[str]:
    yield "# 检查规则"
    yield (
        f"`xxzz validate` 按{season.notice.title}（{season.notice.number}）检查的全部内容。"
        "有“错误”的不能上报；“提醒”请逐条看过；“提示”不用改。"
    )
    yield "本页由 `xxzz rules --markdown` 生成，请改 `src/xxzz/rules/` 里的说明，不要改这里。"
    for theme, rules in themes(season):
        yield f"## {theme}"
        for one in rules:
            title, *body = _paragraphs(one, season)
            yield f"### {one.name}"
            yield title
            yield _severity(one, season)
            yield from body


def _severity(one: Rule, season: Season) -> str:
    clause = one.clause(season)
    return f"{one.severity.word}；依据：{clause}" if clause else one.severity.word


def _paragraphs(one: Rule, season: Season) -> list[str]:
    """Split a rule's documentation into lines; Markdown shows line breaks in Chinese as blanks."""
    parts = one.doc(season).strip().split("\n\n")
    return [_LATIN_BREAK.sub(" ", part).replace("\n", "") for part in parts]
