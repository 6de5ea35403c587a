"""Marks incomplete print files: by a cover page and by the file name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.render.documents import own_or_standard
from xxzz.render.plan import SUMMARY, Kind
from xxzz.render.rows import FORMS
from xxzz.render.template import Template
from xxzz.text.columns import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xxzz.finding import Finding
    from xxzz.render.plan import RecommenderPlan
    from xxzz.season import Season

PRINT = "打印"
TEMPLATE = "cover.docx"
WORDS = {Kind.FORM: FORMS, Kind.SUMMARY: SUMMARY}

_NAMES = ("title", "recommender", "opening", "entries", "closing")


def print_name(plan: RecommenderPlan, only: Kind | None, season: Season) -> str:
    """Return the name of a recommender's print file (打印-一式三份（缺2家）.pdf)."""
    said = [f"只有{WORDS[only]}"] if only else []
    if plan.missing:
        said.append(f"缺{len(plan.missing)}{season.measure}")
    elif plan.unread:
        said.append("可能不全")
    aside = f"（{'，'.join(said)}）" if said else ""
    return f"{PRINT}-{season.notice.submission.copies_text}{aside}.pdf"


def missing_note(plan: RecommenderPlan, season: Season) -> str:
    """Return a message that a print file is incomplete, "" if it is complete."""
    if plan.missing:
        name, one = plan.folder.name, season.measure
        return f"{name}的打印文件缺{len(plan.missing)}{one}，第一页写明了是哪几{one}。"
    if plan.unread:
        return f"{plan.folder.name}的打印文件可能不全，第一页写明了哪些文件读不出来。"
    return ""


def cover(plan: RecommenderPlan, season: Season, templates: Path | None) -> bytes:
    """Return the cover page as a Word file: what is missing, and why.

    Raises:
        TemplateError: the template can't be used.
    """
    template = Template(own_or_standard(TEMPLATE, templates), _NAMES)
    number = len(plan.documents)
    return template.render(
        {
            "title": "这份打印件不全",
            "recommender": plan.folder.name,
            "opening": (
                f"后面有{number}份材料，{season.notice.submission.copies_text}，但不是全部。"
                "请不要当作完整的材料盖章、报送。下面这些没有印："
            ),
            "entries": tuple(_entries(plan, season)),
            "closing": "改好以后，请重新生成，换下这一份。这一页只供内部使用，不要报送。",
        }
    )


def _entries(plan: RecommenderPlan, season: Season) -> Iterator[str]:
    for one in plan.missing:
        kind = season.info(one.ref.category).short if one.ref.category else season.unknown_category
        name = one_line(one.ref.name) or f"没有名称的一{season.measure}"
        yield f"{name}（{kind}）：{_why(one.errors)}"
    if plan.missing:
        yield f"{SUMMARY}：少了上面这些会不对，没有生成。"
    for finding in plan.unread:
        yield f"{one_line(finding.location.file)}：{one_line(finding.message)}里面的推荐都没有印。"


def _why(errors: Sequence[Finding]) -> str:
    more = f"另有{len(errors) - 1}处错误。" if len(errors) > 1 else ""
    message = one_line(errors[0].message).rstrip("。")
    return f"{message}（{one_line(str(errors[0].location))}）。{more}"
