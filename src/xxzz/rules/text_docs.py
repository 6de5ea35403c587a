"""The documentation of the rules on texts (简要事迹, 详细事迹) and their lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.rules.words import sample_file

if TYPE_CHECKING:
    from xxzz.season import Season
    from xxzz.season.models import Limit, TextLimits

_COUNTED = "字数按 Word、WPS 的“字数统计”算"


def most_of(limit: Limit) -> int | None:
    """Return the 字数 above which a text is reported, None where there is no such limit."""
    return limit.max if limit.warn_max is None else limit.warn_max


def least_of(limit: Limit) -> int | None:
    """Return the 字数 below which a text is reported, None where there is no such limit."""
    return limit.min if limit.warn_min is None else limit.warn_min


def missing_doc(wanted: TextLimits, season: Season) -> str:
    """Return the documentation of the rule that a text is required."""
    field = season.field(wanted.field)
    is_story = field.role == "story"
    asked = wanted.says or f"要求{field.header}（{_needs(wanted, season)}）"
    if is_story and not wanted.says:
        asked = f"要求附{season.notice.documents.story.title}（{_needs(wanted, season)}）"
    passes, write = f"一段{_needs(wanted, season)}的{field.header}", f"在这一格写上{field.header}"
    if is_story:
        passes = f"格里就是事迹全文，或写着旁边一个文件的名称，如`{sample_file(season)}`"
        write = "把全文贴进这一格，或写上 .docx、.txt、.md 文件的名称"
    return f"""没有{field.header}。

**为什么**：{_cited(wanted)}{asked}，{_who(wanted, season)}都要{"附" if is_story else "填"}。

**不通过**：`{field.header}`空着{"" if is_story else "，或只写`无`"}。

**通过**：{passes}。

**怎样改**：{write}。"""


def length_doc(wanted: TextLimits, season: Season) -> str:
    """Return the documentation of the rule on a text's length."""
    header = season.field(wanted.field).header
    limit = wanted.limits[0]
    if len(wanted.limits) == 1 and limit.target is not None and len(limit.steps) == _ALL_STEPS:
        return _about_doc(wanted, limit, season)
    if len(wanted.limits) == 1 and limit.steps == [limit.max]:
        return f"""{header}超过{limit.max}字。

**为什么**：{_cited(wanted)}要求{limit.max}字以内。{_COUNTED}，
标点也算字，一个英文词或一个数字算一个字。

**不通过**：比{limit.max}字多1字。

**通过**：正好{limit.max}字。

**怎样改**：删去提示里多出的字数；改好后可用 `xxzz count` 或 Word 的“字数统计”核对。"""
    least, most = least_of(limit), most_of(limit)
    fails = [f"比{least}字少1字"] if least is not None else []
    fails += [f"比{most}字多1字"] if most is not None else []
    passes = [f"正好{step}字" for step in (least, most) if step is not None]
    return f"""{header}的字数不合要求（{_needs(wanted, season)}）。

**为什么**：{_cited(wanted)}要求{header}{_needs(wanted, season)}。{_COUNTED}，
标点也算字，一个英文词或一个数字算一个字。

**不通过**：{"；".join(fails) or "没有不通过的"}。

**通过**：{"、".join(passes) or "写了就可以"}。

**怎样改**：按提示的字数增减；改好后可用 `xxzz count` 或 Word 的“字数统计”核对。"""


_ALL_STEPS = 4


def _about_doc(wanted: TextLimits, limit: Limit, season: Season) -> str:
    """Return the documentation for a notice that gives a number and not limits."""
    title = season.notice.documents.story.title
    return f"""{season.field(wanted.field).header}的字数离{limit.target}字太远。

**为什么**：{_cited(wanted)}要求{title}{limit.target}字。{limit.warn_min}至
{limit.warn_max}字合适，多些少些是提醒，不足{limit.min}字、
超过{limit.max}字是错误。{_COUNTED}。
文中的引号、省略号等在纯文本里有两种算法，按对推荐有利的一种判断，这时提示写“约”。

**不通过**：比{limit.max}字多1字（错误）；比{limit.warn_max}字多1字（提醒）。

**通过**：正好{limit.warn_min}字、正好{limit.warn_max}字。

**怎样改**：按提示的字数增减；改好后可用 `xxzz count` 或 Word 的“字数统计”核对。"""


def _cited(wanted: TextLimits) -> str:
    """Return the first clause that asks for a text: 附件3“建设情况”, 通知五（三）1."""
    first = wanted.clause.partition("；")[0]
    place, _, box = first.partition(" ")
    if box:
        return f"{place}“{box}”"
    return first if first.startswith("附件") else f"通知{first}"


def _who(wanted: TextLimits, season: Season) -> str:
    names = [season.info(one).short for one in season.categories if wanted.limit(one)]
    return "各类" if len(names) == len(season.categories) else "、".join(names)


def _needs(wanted: TextLimits, season: Season) -> str:
    """Return the required length of a text, by category where that differs."""
    if len(wanted.limits) == 1:
        return wanted.limits[0].words
    return "，".join(
        f"{'、'.join(season.info(one).short for one in limit.categories) or '其他'}{limit.words}"
        for limit in wanted.limits
    )
