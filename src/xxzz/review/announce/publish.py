"""The step 公布: refused during the 公示 or while an objection is open; makes all its documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook

from xxzz import remedies
from xxzz.location import Location
from xxzz.render.documents import templates_folder
from xxzz.render.template import Template
from xxzz.review.announce.names import groups, in_public_order
from xxzz.review.announce.objections import OBJECTIONS, UPHELD, read_objections
from xxzz.review.announce.period import chinese
from xxzz.review.announce.publicity import LAST_SETTING, RECORD, RESULT_ROLE, read_record
from xxzz.review.headings import CATEGORY, NAME, RECOMMENDER, headers
from xxzz.review.refused import Refused, error
from xxzz.review.result.book import read_result
from xxzz.review.result.outcome import RESULT
from xxzz.review.result.selection import Outcome
from xxzz.review.trail import Trail, add_trail, source, tables
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.finding import Problem
    from xxzz.review.result.book import Winner
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable
    from xxzz.workbooks.table_sheet import Row

TEXT, CERTIFICATES, WINNERS = "公布.docx", "证书.docx", "获奖名单.xlsx"
STEP = "公布"
RECORD_ROLE, OBJECTIONS_ROLE = "公示名单", "异议登记"
DATE_SETTING, FORCED_SETTING = "公布日期", "破例理由"
_ANNOUNCEMENT = "announcement.docx"
_ANNOUNCEMENT_NAMES = (
    "title",
    "addressees",
    "body",
    "closing",
    "list_title",
    "groups",
    "issuer",
    "date",
)
_CERTIFICATE = "certificate.docx"
_CERTIFICATE_NAMES = ("honour", "certificates", "issuer", "date")


@dataclass(frozen=True, slots=True)
class PublishInput:
    """`date` is printed; a reason in `forced` overrides refusals and is recorded."""

    folder: Path
    date: dt.date
    forced: str = ""
    data: Path | None = None


class _Certificate(NamedTuple):
    name: str
    text: str
    number: str


@dataclass(frozen=True, slots=True)
class Announced:
    """The files of the 公布; `objections` are the problems that were overridden."""

    files: Mapping[str, bytes]
    winners: Sequence[Winner]
    objections: Sequence[Problem]


def make_announcement(given: PublishInput, season: Season, table: ReviewTable) -> Announced:
    """Make the 公布, the certificates and the list of winners (六).

    Raises:
        Refused: the 公示 is not over, an objection is open, or the list is not the published one.
        TemplateError: a Word template can't be used.
        OSError: a file can't be read.
    """
    paths = {
        RESULT_ROLE: given.folder / RESULT,
        RECORD_ROLE: given.folder / RECORD,
        OBJECTIONS_ROLE: given.folder / OBJECTIONS,
    }
    trail, rows = read_result(paths[RESULT_ROLE], season)
    chosen = (one for one in rows if one.outcome is Outcome.CHOSEN)
    winners = in_public_order(chosen, season)
    problems = list(_obstacles(given, winners, season))
    if not winners:
        raise Refused(
            [error(Location(paths[RESULT_ROLE].as_posix()), f"没有一{season.measure}入选。", _RANK)]
        )
    if problems and not given.forced:
        raise Refused(problems)
    settings = {DATE_SETTING: given.date.isoformat()}
    if given.forced:
        settings[FORCED_SETTING] = given.forced
    sources = [source(role, path) for role, path in paths.items()]
    sources += tables(season, given.data)
    record = Trail(STEP, season.year, trail.edition, tuple(sources), settings)
    certificates = list(_certificates(winners, season, table))
    files = {
        TEXT: _text(winners, given.date, season, table),
        CERTIFICATES: _printed(certificates, given.date, season, table),
        WINNERS: _list(winners, certificates, record, season),
    }
    return Announced(files, winners, problems)


_RANK = f"请先{remedies.RANK.run}。"


def _obstacles(given: PublishInput, winners: Sequence[Winner], season: Season) -> Iterator[Problem]:
    path = given.folder / RECORD
    trail, public = read_record(path, season)
    place = Location(path.as_posix())
    last = dt.date.fromisoformat(trail.settings[LAST_SETTING])
    if given.date <= last:
        text = f"公示到{chinese(last)}为止，{chinese(given.date)}还没有期满，不能公布。"
        yield error(place, text, f"请改公布日期；确要破例的，{remedies.FORCE}。")
    published = {one.number for one in public}
    if missing := [f"{one.number}（{one.name}）" for one in winners if one.number not in published]:
        text = f"{'、'.join(missing)}没有公示过，不能公布。"
        yield error(place, text, f"请重新公示：{remedies.PUBLICITY}。")
    chosen = {one.number for one in winners}
    for one in read_objections(given.folder / OBJECTIONS, published, season):
        if not one.outcome:
            text = f"对{one.number}的异议还没有结论，不能公布。"
            yield error(one.place, text, "请核查以后写上结论和办结日期。")
        elif one.outcome == UPHELD and one.number in chosen:
            text = f"对{one.number}的异议成立，它却还在名单里。"
            yield error(one.place, text, f"请写会议决定（不入选）和理由，再{remedies.RANK.run}。")


def _text(winners: Sequence[Winner], date: dt.date, season: Season, table: ReviewTable) -> bytes:
    wording = table.announcement
    template = Template(templates_folder() / _ANNOUNCEMENT, _ANNOUNCEMENT_NAMES)
    return template.render(
        {
            "title": wording.title,
            "addressees": wording.addressees,
            "body": wording.body,
            "closing": wording.closing,
            "list_title": wording.list_title,
            "groups": groups(winners, season, ()),
            "issuer": season.notice.issuer,
            "date": chinese(date),
        }
    )


def _certificates(
    winners: Sequence[Winner], season: Season, table: ReviewTable
) -> Iterator[_Certificate]:
    wording = table.announcement.certificate
    names = {str(category): name for category, name in wording.category_names.items()}
    for serial, one in enumerate(winners, 1):
        text = wording.text.format(year=season.year, category=names[one.category])
        number = wording.number.format(year=season.year, serial=serial)
        yield _Certificate(one.name, text, number)


def _printed(
    certificates: Sequence[_Certificate], date: dt.date, season: Season, table: ReviewTable
) -> bytes:
    template = Template(templates_folder() / _CERTIFICATE, _CERTIFICATE_NAMES)
    return template.render(
        {
            "honour": table.announcement.certificate.honour,
            "certificates": certificates,
            "issuer": season.notice.issuer,
            "date": chinese(date),
        }
    )


def _list(
    winners: Sequence[Winner], certificates: Sequence[_Certificate], trail: Trail, season: Season
) -> bytes:
    book = Workbook()
    del book[book.sheetnames[0]]
    add_sheet(book, "获奖名单", _rows(winners, certificates, season))
    add_trail(book, trail)
    return workbook_bytes(book)


def _rows(
    winners: Sequence[Winner], certificates: Sequence[_Certificate], season: Season
) -> Iterator[Row]:
    yield ("年度", *headers((CATEGORY, NAME, RECOMMENDER), season), "编号", "证书编号")
    names = {str(info.id): info.name for info in season.notice.categories}
    for one, certificate in zip(winners, certificates, strict=True):
        what = (names[one.category], one.name, one.recommender, one.number)
        yield (str(season.year), *what, certificate.number)
