"""The steps after the review: 公示, and 公布 with certificates (六)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.bundle.output import write_files
from xxzz.desk.steps import StepResult, reading_files, require_result
from xxzz.review.announce.objections import OBJECTIONS
from xxzz.review.announce.publicity import RECORD, TEXT, PublicityInput, make_publicity
from xxzz.review.announce.publish import (
    CERTIFICATES,
    WINNERS,
    PublishInput,
    make_announcement,
)
from xxzz.review.announce.publish import TEXT as ANNOUNCEMENT
from xxzz.review.result.outcome import RESULT
from xxzz.season.review import load_holidays

if TYPE_CHECKING:
    import datetime as dt

    from xxzz.desk.steps import Review


@reading_files()
def publicity(review: Review, first: dt.date) -> StepResult:
    """Write the text, its list, and a register of objections to fill in.

    Raises:
        Refusal: the result is unusable or undecided, or the holidays of a year are missing.
    """
    folder, season = review.folder, review.season
    require_result(folder / RESULT, remedies.RANK)
    given = PublicityInput(folder, first, review.data)
    made = make_publicity(given, season, review.table, load_holidays(season, review.data))
    renamed = write_files(folder, made.files)
    lines = (
        f"已写“{folder / TEXT}”：{len(made.winners)}{season.measure}，公示时间{made.period.text}。",
        f"收到异议，记在“{folder / OBJECTIONS}”里。期满以后：{remedies.PUBLISH}",
    )
    return StepResult(lines, renamed=tuple(renamed))


@reading_files()
def publish(review: Review, date: dt.date, forced: str = "") -> StepResult:
    """Write the documents of the 公布; a reason in `forced` overrides obstacles.

    Raises:
        Refusal: the 公示 is not over, an objection is open, or the list is not the published one.
    """
    require_result(review.folder / RESULT, remedies.RANK)
    require_result(review.folder / RECORD, remedies.PUBLICITY)
    given = PublishInput(review.folder, date, forced.strip(), review.data)
    made = make_announcement(given, review.season, review.table)
    renamed = write_files(review.folder, made.files)
    names = "”“".join((ANNOUNCEMENT, CERTIFICATES, WINNERS))
    one = review.season.measure
    count = f"共{len(made.winners)}{one}，一{one}一张证书。"
    line = f"已写“{names}”，在“{review.folder}”；{count}"
    return StepResult((line,), problems=tuple(made.objections), renamed=tuple(renamed))
