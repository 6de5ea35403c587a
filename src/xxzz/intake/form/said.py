"""What is said of filled forms: problems of a file, and what a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import NominationRef, Problem
from xxzz.intake.form.answers import short
from xxzz.intake.form.title import Kind, Title
from xxzz.intake.story.shown import not_printed
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

_MOST_UNLABELLED = 5
_CHECK = "请打开这份表核对。"


def unreadable(path: Path, error: DocumentUnreadable) -> Problem:
    """Make the problem of a file that can't be read."""
    return Problem(error.message, error.hint, Location(path.as_posix()), rule=UNREADABLE)


def doubts(forms: Iterable[Form], season: Season) -> Iterator[Problem]:
    """Yield what a person should look at in forms, at the form and its field."""
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
            said = not_printed(form.story_path.name, form.story_lost)
            yield Problem(*said, place, ref, rule=rule_names.STORY_SIMPLIFIED)


def only_pictures(path: Path) -> Problem:
    """Make the problem of a file in which there are only pictures."""
    return Problem(
        "里面只有图片，没有文字，可能是扫描件或照片，没有采集。",
        "如果它是推荐表或事迹，请向对方要 Word 文档，或者手工录入。",
        Location(path.as_posix()),
        rule=UNREADABLE,
    )


def remarks_on_file(above: str, unseen: Unseen) -> Iterator[str]:
    """Yield what a file holds beside its forms."""
    if above:
        yield "第一份表的前面还有文字，没有采用。"
    if unseen.struck:
        yield f"表里有划掉的文字，没有采用：“{'”“'.join(map(short, unseen.struck))}”。"
    if unseen.pale:
        yield f"表里有看不见的（白色的）文字，没有采用：“{'”“'.join(map(short, unseen.pale))}”。"


def remarks_on_form(title: Title, found: Collected, tail: Tail) -> Iterator[str]:
    """Yield what is doubtful about a form and belongs to none of its boxes."""
    if title.kind is Kind.NONE:
        yield "表的上方没有标题，不能确认是哪一年的表。"
    elif title.kind is Kind.OURS_WITHOUT_YEAR:
        yield f"标题“{title.text}”没有写年份。"
    if found.unused:
        yield f"表上还有推荐表没有的栏目，没有采用：“{'”“'.join(found.unused)}”。"
    if unlabelled := found.unlabelled:
        more = f"等{len(unlabelled)}处" if len(unlabelled) > _MOST_UNLABELLED else ""
        shown = "”“".join(unlabelled[:_MOST_UNLABELLED])
        yield f"有认不出栏名的内容，没有采用：“{shown}”{more}。"
    if tail.doubt:
        yield tail.doubt
