"""What the columns of 附件2 are, from their headers, which may stand on several levels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.editor.draft.word import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.editor.draft.categories import Categories
    from xxzz.editor.draft.word import WordTable
    from xxzz.season import Season

NO, NAME, FLEXIBLE, TOTAL, REMARK = "no", "name", "flexible", "total", "remark"
LEAST, PART, QUOTA, UNUSED = "least", "part", "quota", "unused"
_PLAIN = "plain"
"""A number of no category: the total of a table that has a total only, or what goes with 机动."""
_KINDS = (
    (NO, re.compile(r"序号|编号|no\.?")),
    (NAME, re.compile(r".*推荐单位.*|单位(?:名称)?|推荐部门|推荐渠道|各?区县?(?:名称?)?")),
    (REMARK, re.compile(r"备注|说明|附注")),
    (FLEXIBLE, re.compile(r".*机动.*")),
    (TOTAL, re.compile(r".*(?:总数|合计|总计|总名额|共计).*")),
    (_PLAIN, re.compile(r"(?:固定|基本|推荐|分配|建议|下达|名额|人数|个数|数量|数|指标)+")),
)
_LEAST = re.compile(r"至少|最少|不少于|不低于|下限|>=|≥")
_PART = re.compile(r"其中[:：]?(.*)")
_UNIT = re.compile(r"[（(](?:单位[:：])?[个名家户人支位所项组篇件][）)]$")
_OVER_ALL = re.compile(r"名额|数量|人数|类别|类型|对象|推荐|其中|\d{4}年")
"""What stands over the columns of all categories."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where, its header, what it is, and of which category or part."""

    at: int
    title: str
    kind: str
    of: str = ""
    """The category's id of a quota or minimum, the name of a part."""

    @property
    def key(self) -> str:
        """What it is called among the figures of a row: the same for two columns of one thing."""
        if self.kind == QUOTA:
            return self.of
        return f"{self.kind}:{self.of}" if self.of else self.kind


def columns_of(table: WordTable, heads: int, categories: Categories) -> list[Column]:
    """Return the columns under the first rows of a table, in order."""
    paths = [_path(table, heads, at) for at in range(table.wide)]
    kinds = [_kind(path) for path in paths]
    apart = TOTAL in kinds or FLEXIBLE in kinds
    lone = categories.only if apart or LEAST in kinds else ""
    found: list[Column] = []
    for at, (path, kind) in enumerate(zip(paths, kinds, strict=True)):
        one = _column(at, path, kind, categories)
        if one.kind == _PLAIN:
            of = lone or categories.find(one.title)
            one = (
                Column(at, one.title, QUOTA, of) if lone or apart else Column(at, one.title, TOTAL)
            )
        found.append(one)
    return list(_once(list(_with_categories(found))))


def is_quota_table(table: WordTable, reference: Season) -> bool:
    """Tell whether a table is 附件2: it has recommenders and their numbers."""
    heads = head_rows(table)
    if not heads or len(table.rows) == heads:
        return False
    paths = [_path(table, heads, at) for at in range(table.wide)]
    kinds = {_kind(path) for path in paths}
    known = any(reference.category(path[-1]) for path in paths if path)
    return NAME in kinds and (known or bool(kinds & {TOTAL, FLEXIBLE, _PLAIN, LEAST}))


def head_rows(table: WordTable) -> int:
    """Return the number of rows down to the last one of the header, 0 if there is none."""
    start = next((at for at, row in enumerate(table.rows) if _named(row) is not None), None)
    if start is None:
        return 0
    name = _named(table.rows[start])
    head = label(table.rows[start][name or 0])
    for at in range(start + 1, len(table.rows)):
        row = table.rows[at]
        if label(row[name or 0]) not in ("", head) or any(text.isdecimal() for text in row):
            return at
    return len(table.rows)


def _named(row: Sequence[str]) -> int | None:
    """Return where a row says that recommenders stand below."""
    kinds = [_kind((_UNIT.sub("", text),)) for text in row]
    return kinds.index(NAME) if NAME in kinds else None


def _path(table: WordTable, heads: int, at: int) -> tuple[str, ...]:
    """Return the headers over a column from the top, each once."""
    path: list[str] = []
    for row in table.rows[:heads]:
        text = _UNIT.sub("", row[at])
        if text and text not in path[-1:]:
            path.append(text)
    return tuple(path)


def _kind(path: Sequence[str]) -> str:
    """Return what the lowest header says that a column is; "" is a category of its own."""
    key = label(path[-1]) if path else ""
    if _PART.match(key) or any(label(text) == "其中" for text in path[:-1]):
        return UNUSED if _LEAST.search(key) else PART
    if _LEAST.search(key):
        return LEAST
    return next((kind for kind, words in _KINDS if words.fullmatch(key)), "")


def _column(at: int, path: Sequence[str], kind: str, categories: Categories) -> Column:
    if not path:
        return Column(at, f"第{at + 1}列", UNUSED)
    title = path[-1]
    upper = next((text for text in reversed(path[:-1]) if not _OVER_ALL.search(text)), "")
    full = f"{upper}·{title}" if upper else title
    if kind == PART:
        match = _PART.fullmatch(label(title))
        return Column(at, full, PART, f"{upper}{match[1] if match else title}")
    if kind == LEAST:
        bare = _LEAST.sub("", title).strip("（）() ")
        named = bare if bare and not _OVER_ALL.search(bare) else upper
        return Column(at, full, LEAST, categories.find(named) if named else "")
    if upper and kind in (_PLAIN, FLEXIBLE, TOTAL):
        of_upper = QUOTA if kind == _PLAIN else UNUSED
        return Column(at, full, of_upper, categories.find(upper) if kind == _PLAIN else "")
    return Column(at, title, kind) if kind else Column(at, title, QUOTA, categories.find(title))


def _with_categories(columns: Sequence[Column]) -> Iterator[Column]:
    """Give a minimum of no category the table's only one; it is unused where there are several."""
    there = list(dict.fromkeys(one.of for one in columns if one.kind == QUOTA))
    for one in columns:
        if one.kind == LEAST and not one.of:
            lone = len(there) == 1
            yield Column(one.at, one.title, LEAST if lone else UNUSED, there[0] if lone else "")
        else:
            yield one


def _once(columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the columns; a second one of the same thing is unused."""
    seen: set[str] = set()
    for one in columns:
        yield Column(one.at, one.title, UNUSED) if one.key in seen else one
        seen.add(one.key)
