"""Finds invalid cells in the register; nothing is changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from xxzz.bundle.city.register.deadline import time_text
from xxzz.bundle.city.register.model import NUMBER_HEADERS, NUMBERS, RECEIPT_HEADERS, RECEIPTS
from xxzz.bundle.city.register.remembered import GivenNumbers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from xxzz.bundle.city.receive import Arrival
    from xxzz.bundle.city.register.book import RegisterBook
    from xxzz.bundle.city.register.deadline import Deadlines
    from xxzz.bundle.city.register.model import Number, Receipt
    from xxzz.season import Season


class CellFault(NamedTuple):
    """An invalid cell of the register; `message` is in Chinese, with the remedy."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}：{self.message}"


def cell_faults(
    book: RegisterBook, season: Season, deadlines: Deadlines, now: dt.datetime
) -> Iterator[CellFault]:
    """Yield duplicate numbers and invalid values in both sheets."""
    place = _CellNames(book)
    given = GivenNumbers(book.numbers)
    yield from _doubled(place, RECEIPTS, ((row, cells.number) for row, cells in book.receipts.rows))
    yield from _doubled(place, NUMBERS, ((row, cells.number) for row, cells in book.numbers.rows))
    for row, cells in book.receipts.rows:
        if cells.recommender and season.recommender(cells.recommender) is None:
            message = f"{season.no_recommender(cells.recommender)}，请改正。"
            yield CellFault(place(RECEIPTS, row, RECEIPT_HEADERS.recommender), message)
        if cells.received and (message := _time_fault(cells.received, season, deadlines, now)):
            yield CellFault(place(RECEIPTS, row, RECEIPT_HEADERS.received), message)
        before = book.receipts.last_row(cells.number).digest
        if before and cells.digest != before:
            message = f"文件指纹“{cells.digest}”被改过，请改回“{before}”：工具靠它认出文件。"
            yield CellFault(place(RECEIPTS, row, RECEIPT_HEADERS.digest), message)
    for row, number in book.numbers.rows:
        if message := _number_fault(number, given, season):
            yield CellFault(place(NUMBERS, row, NUMBER_HEADERS.number), message)


def _number_fault(number: Number, given: GivenNumbers, season: Season) -> str:
    if before := given.changed(number):
        return (
            f"编号“{number.number}”被改过：这一行原来给出的编号是“{before}”，"
            "各种文件里仍用原来的。请改回来。"
        )
    wanted = re.escape(f"{season.year}-{number.recommender}-")
    if re.fullmatch(rf"{wanted}[0-9]{{2,}}", number.number):
        return ""
    return (
        f"编号“{number.number}”不对，应是“{season.year}-{number.recommender}-两位数字”。"
        "编号由工具给出，请改回来。"
    )


def sender_faults(
    book: RegisterBook, season: Season, received: Iterable[tuple[Arrival, Receipt]]
) -> Iterator[CellFault]:
    """Yield receipts that name another recommender than the material itself."""
    place = _CellNames(book)
    rows = {cells.number: row for row, cells in book.receipts.rows}
    for arrival, receipt in received:
        written, own = season.recommender(receipt.recommender), arrival.named_inside
        if own and written and written != own and receipt.number in rows:
            at = place(RECEIPTS, rows[receipt.number], RECEIPT_HEADERS.recommender)
            yield CellFault(
                at,
                f"写的是“{receipt.recommender}”，材料里写的是“{own.name}”，"
                "汇总按材料里的算。请改回来，或请对方核对材料。",
            )


def _time_fault(text: str, season: Season, deadlines: Deadlines, now: dt.datetime) -> str:
    time = deadlines.parse(text)
    if time is None:
        return f"收到时间“{text}”看不懂，请写成“{time_text(now)}”这样。"
    if time > now:
        return f"收到时间“{text}”还没有到（现在是{time_text(now)}），请改正。"
    if time.date() < season.notice.issued:
        return f"收到时间“{text}”早于通知印发的日期（{season.notice.issued}），请核对。"
    return ""


def _doubled(
    place: _CellNames, title: str, numbers: Iterable[tuple[int, str]]
) -> Iterator[CellFault]:
    header = (RECEIPT_HEADERS if title == RECEIPTS else NUMBER_HEADERS).number
    seen: dict[str, int] = {}
    for row, number in numbers:
        if number and seen.setdefault(number, row) != row:
            first = place(title, seen[number], header)
            message = f"“{number}”与 {first} 重复，请删去多出来的一行，或改掉它。"
            yield CellFault(place(title, row, header), message)


class _CellNames:
    def __init__(self, book: RegisterBook) -> None:
        self._book = book

    def __call__(self, title: str, row: int, header: str) -> str:
        table = self._book.receipts if title == RECEIPTS else self._book.numbers
        return f"{self._book.path.name}!{title}!{table.place(row, header)}"
