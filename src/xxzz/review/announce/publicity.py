"""The step 公示: the public text, the record of its list, and the register of objections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook

from xxzz import remedies
from xxzz.intake.lists import ListColumn
from xxzz.location import Location
from xxzz.render.documents import templates_folder
from xxzz.render.template import Template
from xxzz.review.announce.names import groups, in_public_order
from xxzz.review.announce.objections import OBJECTIONS, blank_objections
from xxzz.review.announce.period import Period, chinese, period
from xxzz.review.headings import CATEGORY, NAME, RECOMMENDER, headers, of_season
from xxzz.review.refused import Refused, error, the_list
from xxzz.review.result.book import Winner, read_result
from xxzz.review.result.outcome import RESULT
from xxzz.review.result.selection import Outcome
from xxzz.review.trail import Trail, add_trail, read_trail, source, tables
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.season import Season
    from xxzz.season.models.holidays import HolidayTable
    from xxzz.season.models.review import ReviewTable
    from xxzz.workbooks.table_sheet import Row

TEXT, RECORD = "公示.docx", "公示名单.xlsx"
STEP = "公示"
RESULT_ROLE = "评审结果"
FIRST_SETTING, LAST_SETTING = "从", "到"
_TEMPLATE = "publicity.docx"
_NAMES = (
    "title",
    "body",
    "groups",
    "period",
    "objection",
    "contacts",
    "receiver",
    "address",
    "postcode",
    "email",
    "issuer",
    "date",
)
COLUMNS = (
    ListColumn("number", "编号"),
    CATEGORY,
    NAME,
    RECOMMENDER,
)


@dataclass(frozen=True, slots=True)
class PublicityInput:
    """Input of the step; `folder` has the result, `first` is the first day of the period."""

    folder: Path
    first: dt.date
    data: Path | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The files of the 公示, and its period."""

    files: Mapping[str, bytes]
    period: Period
    winners: Sequence[Winner]


def make_publicity(
    given: PublicityInput, season: Season, table: ReviewTable, holidays: HolidayTable
) -> Published:
    """Make the 公示 of the selected nominations (六).

    Raises:
        Refused: the result can't be used or is undecided, or the holidays of a year are missing.
        TemplateError: templates/publicity.docx can't be used.
        OSError: a file can't be read.
    """
    path = given.folder / RESULT
    trail, rows = read_result(path, season)
    place = Location(path.as_posix())
    if pending := [one.number for one in rows if one.outcome is Outcome.PENDING]:
        text = f"{'、'.join(pending)}还是并列待定，不能公示。"
        raise Refused([error(place, text, f"请先写会议决定，再{remedies.RANK.run}。")])
    chosen = (one for one in rows if one.outcome is Outcome.CHOSEN)
    winners = in_public_order(chosen, season)
    if not winners:
        raise Refused(
            [error(place, f"没有一{season.measure}入选，不能公示。", f"请先{remedies.RANK.run}。")]
        )
    days = table.publicity.working_days
    try:
        span = period(given.first, days, holidays)
    except LookupError as missing:
        year = Location("holidays.yaml")
        text = f"没有{missing}年的节假日，算不出{days}个工作日到哪一天。"
        raise Refused([error(year, text, "请把这一年的放假和调休写进去。")]) from missing
    settings = {
        FIRST_SETTING: span.first.isoformat(),
        LAST_SETTING: span.last.isoformat(),
        "工作日": str(days),
    }
    sources = (source(RESULT_ROLE, path), *tables(season, given.data))
    record = Trail(STEP, season.year, trail.edition, sources, settings)
    files = {TEXT: _text(winners, span, season, table), RECORD: _record(winners, record, season)}
    if not (given.folder / OBJECTIONS).exists():
        files[OBJECTIONS] = blank_objections(season)
    return Published(files, span, winners)


def read_record(path: Path, season: Season) -> tuple[Trail, tuple[Winner, ...]]:
    """Read the published list and its trail.

    Raises:
        Refused: it can't be read.
    """
    trail = read_trail(path)
    table = the_list(path, of_season(COLUMNS, season), ("number", "category", "name"), STEP)
    return trail, tuple(
        Winner(
            row["number"],
            str(season.category(row["category"])),
            row["name"],
            row["recommender"],
            Outcome.CHOSEN,
        )
        for row in table.rows
    )


def _text(winners: Sequence[Winner], span: Period, season: Season, table: ReviewTable) -> bytes:
    handover, wording = season.notice.submission, table.publicity
    template = Template(templates_folder() / _TEMPLATE, _NAMES)
    return template.render(
        {
            "title": wording.title,
            "body": wording.body,
            "groups": groups(winners, season, set(map(str, wording.shortened))),
            "period": f"{span.text}（{wording.working_days}个工作日）",
            "objection": wording.objection,
            "contacts": [f"{one.body}　{one.name}　{one.phone}" for one in handover.contacts],
            "receiver": handover.receiver,
            "address": handover.address,
            "postcode": handover.postcode,
            "email": handover.email,
            "issuer": season.notice.issuer,
            "date": chinese(span.first),
        }
    )


def _record(winners: Sequence[Winner], trail: Trail, season: Season) -> bytes:
    book = Workbook()
    del book[book.sheetnames[0]]
    add_sheet(book, STEP, _rows(winners, season))
    add_trail(book, trail)
    return workbook_bytes(book)


def _rows(winners: Sequence[Winner], season: Season) -> Iterator[Row]:
    names = {str(info.id): info.name for info in season.notice.categories}
    yield headers(COLUMNS, season)
    for one in winners:
        yield (one.number, names[one.category], one.name, one.recommender)
