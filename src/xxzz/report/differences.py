"""Differences as text: deletions in [- -] and insertions in {+ +}, as wdiff prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.diff import Kind, pieces
from xxzz.text.columns import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.diff import Difference, FieldChange, Piece
    from xxzz.nomination import Nomination
    from xxzz.season import Season

LEGEND = "[-删去的文字-]  {+加上的文字+}"

_AROUND = 12
"""Characters of context on each side of a change in a long text."""
_SHORT = 40
_WHOLE = 20
"""Up to this length, both versions are shown completely: a name, a telephone number."""
_RED, _GREEN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def difference_lines(found: Difference, season: Season, *, color: bool) -> Iterator[str]:
    """Yield the lines of a comparison, nomination by nomination."""
    for one in found.removed:
        yield f"- {_title(one, season)}"
    for one in found.added:
        yield f"+ {_title(one, season)}"
    for changed in found.changed:
        yield f"* {_title(changed.after, season)}"
        for field in changed.fields:
            yield f"    {change_line(field, season, color=color)}"
    words = ("新增", "减少", "改动", "未变")
    counts = (len(found.added), len(found.removed), len(found.changed), found.same)
    yield "，".join(map(f"{{}}{{}}{season.measure}".format, words, counts)) + "。"


def change_line(change: FieldChange, season: Season, *, color: bool) -> str:
    """Return one field's change as a line; of a long text, only the changes with context."""
    known = {field.id: field.header for field in season.notice.fields}
    items = {item.id: item.id for table in season.indicators.values() for item in table.items}
    name = known.get(change.field) or items.get(change.field, change.field)
    before, after = one_line(change.before), one_line(change.after)
    if max(len(before), len(after)) <= _WHOLE or not (before and after):
        return f"{name}：{_cut(before) or '（空）'} → {_cut(after) or '（空）'}"
    return f"{name}：{''.join(_shown(pieces(before, after), color=color))}"


def _shown(parts: Sequence[Piece], *, color: bool) -> Iterator[str]:
    for at, part in enumerate(parts):
        if part.kind is Kind.SAME:
            yield _context(part.text, first=at == 0, last=at == len(parts) - 1)
        elif part.kind is Kind.REMOVED:
            yield f"{_RED}{part.text}{_PLAIN}" if color else f"[-{part.text}-]"
        else:
            yield f"{_GREEN}{part.text}{_PLAIN}" if color else f"{{+{part.text}+}}"


def _context(text: str, *, first: bool, last: bool) -> str:
    head = "" if first else text[:_AROUND]
    tail = "" if last else text[-_AROUND:]
    if len(text) <= len(head) + len(tail):
        return text
    return f"{head}……{tail}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}……（{len(text)}字符）"


def _title(one: Nomination, season: Season) -> str:
    category = season.category(one.category)
    kind = season.info(category).short if category else one.category or season.unknown_category
    who = one.recommender or "推荐单位不明"
    return one_line(f"{one.name or '（没有名称）'}（{who}，{kind}）")
