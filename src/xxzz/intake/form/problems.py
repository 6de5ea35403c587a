"""The problems and remarks about filled forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import remedies, rule_names
from xxzz.finding import NominationRef, Problem
from xxzz.intake.form.answers import short
from xxzz.intake.form.title import Title, TitleKind
from xxzz.intake.story.layout import not_printed
from xxzz.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from xxzz.intake.docx.errors import DocumentUnreadable
    from xxzz.intake.form.collected import Collected
    from xxzz.intake.form.model import Form
    from xxzz.intake.form.tail import Tail
    from xxzz.intake.form.unseen import Unseen
    from xxzz.season import Season

UNREADABLE = rule_names.FORM_UNREADABLE
UNSURE = rule_names.FORM_UNSURE

_MAX_UNLABELLED_SHOWN = 5
_CHECK = "请打开这份表核对。"


def unreadable(path: Path, error: DocumentUnreadable) -> Problem:
    """Return the problem of a file that can't be read."""
    return Problem(error.message, error.hint, Location(path.as_posix()), rule=UNREADABLE)


def doubts(forms: Iterable[Form], season: Season) -> Iterator[Problem]:
    """Yield a problem for each doubt about a form's answers, to be checked by a person."""
    for form in forms:
        nomination = form.nomination
        known = season.recommender(nomination.recommender)
        recommender = known.name if known else nomination.recommender
        ref = NominationRef(recommender, season.category(nomination.category), nomination.name)
        for box in form.boxes:
            place = nomination.origin.locate(box.field)
            for doubt in box.doubts:
                yield Problem(doubt, _CHECK, place, ref, rule=UNSURE)
        for remark in form.remarks:
            yield Problem(remark, _CHECK, nomination.origin.base, ref, rule=UNSURE)
        if form.story_lost and form.story_path:
            place = nomination.origin.locate(nomination.roles.story)
            message, hint = not_printed(form.story_path.name, form.story_lost)
            yield Problem(message, hint, place, ref, rule=rule_names.STORY_SIMPLIFIED)


def only_pictures(path: Path) -> Problem:
    """Return the problem of a document that holds only pictures."""
    return Problem(
        "里面只有图片，没有文字，可能是扫描件或照片，没有采集。",
        "如果它是推荐表或事迹，请向对方要 Word 文档，或者手工录入。",
        Location(path.as_posix()),
        rule=UNREADABLE,
    )


def is_list(path: Path, rows: int, season: Season) -> Problem:
    """Return the problem of a table with a nomination in each of its rows."""
    one = season.measure
    return Problem(
        f"里面的表格是名单或汇总表（一{one}一行，共{rows}行），不是一{one}一份的"
        f"《{season.notice.documents.form.title}》，没有采集。",
        f"请复制到推荐名单的工作簿里填齐（{remedies.TEMPLATE} 生成空白名单），"
        f"或请每一{one}各填一份推荐表。",
        Location(path.as_posix()),
        rule=UNREADABLE,
    )


def other_form(path: Path, title: Title, season: Season) -> Problem:
    """Return the problem of a form of another year or award, which is not read."""
    needed = season.notice.documents.form.title
    is_other_year = title.kind is TitleKind.OTHER_YEAR
    what = "其他年度" if is_other_year else "其他评选"
    return Problem(
        f"这是{what}的表：“{title.text}”。需要的是“{needed}”，没有采集。",
        f"请让对方改填本年度的《{needed}》；如果只是标题写错了，请改正标题后再采集。",
        Location(path.as_posix()),
        rule=rule_names.SEASON_MISMATCH if is_other_year else UNREADABLE,
    )


def without_table(path: Path, title: Title, season: Season) -> Problem:
    """Return the problem of a document with the title of 附件3 and no readable table."""
    return Problem(
        f"标题是“{title.text}”，但是里面没有读得出的表格，可能是扫描件、照片，或者表格已经散开。",
        f"请向对方要填在原表格里的 Word 文档，或者把这一{season.measure}直接填进推荐名单。",
        Location(path.as_posix()),
        rule=UNREADABLE,
    )


def remarks_on_file(above: str, unseen: Unseen) -> Iterator[str]:
    """Yield remarks on the text of a file that is in none of its forms."""
    if above:
        yield "第一份表的前面还有文字，没有采用。"
    if unseen.struck:
        yield f"表里有划掉的文字，没有采用：“{'”“'.join(map(short, unseen.struck))}”。"
    if unseen.pale:
        yield f"表里有看不见的（白色的）文字，没有采用：“{'”“'.join(map(short, unseen.pale))}”。"


def remarks_on_form(title: Title, found: Collected, tail: Tail) -> Iterator[str]:
    """Yield remarks on a form that concern none of its boxes."""
    if title.kind is TitleKind.NONE:
        yield "表的上方没有标题，不能确认是哪一年的表。"
    elif title.kind is TitleKind.WITHOUT_YEAR:
        yield f"标题“{title.text}”没有写年份。"
    if found.unused:
        yield f"表上还有推荐表没有的栏目，没有采用：“{'”“'.join(found.unused)}”。"
    if unlabelled := found.unlabelled:
        more = f"等{len(unlabelled)}处" if len(unlabelled) > _MAX_UNLABELLED_SHOWN else ""
        shown = "”“".join(unlabelled[:_MAX_UNLABELLED_SHOWN])
        yield f"有认不出栏名的内容，没有采用：“{shown}”{more}。"
    if tail.doubt:
        yield tail.doubt
