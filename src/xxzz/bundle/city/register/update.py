"""Brings the register up to date with what lies in the inbox today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.bundle.city.register.deadline import Deadlines, written
from xxzz.bundle.city.register.model import BY_HAND, GONE, Receipt
from xxzz.bundle.layout import CONTACT, EDITION

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from xxzz.bundle.city.receive import Arrival, Inbox
    from xxzz.bundle.city.register.book import Kept, RegisterBook

IN_ORDER, TO_MEND, ONLY_LIST = "已交", "要补正", "只有名单，没有打包"
REPLACED, UNUSABLE, NOT_USED = "已有新版", "不能用", "没有用上"
ASKED = (TO_MEND, ONLY_LIST, UNUSABLE)
"""States in which the recommender is asked for something."""
COUNTED = (IN_ORDER, TO_MEND, ONLY_LIST)
"""States of what counts for the city."""

_DIGITS = 16  # enough to tell the files of a season apart, and a column that can be read
_FROM_OPTION, _FROM_MAIL, _FROM_FILE = "--received", "邮件日期", "文件时间"


@dataclass(frozen=True, slots=True)
class Registered:
    """What the register says after an update: a receipt for each arrival, and what is gone.

    `absent` came once and is not there today, `gone` are those of them that still were last time.
    """

    receipts: tuple[tuple[Arrival, Receipt], ...] = ()
    absent: tuple[Receipt, ...] = ()
    gone: tuple[Receipt, ...] = ()
    by_hand: tuple[Receipt, ...] = ()
    """Rows that people wrote for what came on another way."""

    def first_times(self) -> Mapping[str, str]:
        """Return when the first material of each recommender came, by its name."""
        times: dict[str, str] = {}
        for arrival, receipt in self.receipts:
            if arrival.recommender and receipt.received:
                name = arrival.recommender.name
                times[name] = min(times.get(name, receipt.received), receipt.received)
        return times


class Registrar:
    """Finds the row of each arrival by its digest, or adds one."""

    def __init__(
        self, book: RegisterBook, deadlines: Deadlines, received: dt.datetime | None = None
    ) -> None:
        """`received` is when everything that is new today came, where a person says so."""
        self._book = book
        self._deadlines = deadlines
        self._received = received
        # numbers of rows that people deleted are never given again
        numbers = (kept.cells.number for kept in book.receipts.rows)
        self._last = max(map(_ordinal, (*numbers, *book.receipts.memory)), default=0)
        self._waiting = list(book.receipts.rows)

    def update(self, inbox: Inbox, digest: Callable[[Path], str]) -> Registered:
        """Write a row for each arrival; rows of files that are no longer there say so."""
        digests = {id(one): digest(one.item.path)[:_DIGITS] for one in inbox.arrivals}
        found = {id(one): self._take(digests[id(one)], one.item.shown) for one in inbox.arrivals}
        states = dict(_states(inbox))
        written_ = []
        for one in inbox.arrivals:
            state, detail = states[id(one)]
            cells = self._cells(one, found[id(one)], digests[id(one)])
            cells = cells._replace(state=state, detail=detail)
            if state in ASKED:
                cells = cells._replace(asked=detail)
            written_.append((one, cells, found[id(one)]))
        known = _in_order(cells for _, cells, _ in written_)
        receipts = [
            (one, self._book.receipts.put(self._mended(cells, known), kept.row if kept else None))
            for one, cells, kept in written_
        ]
        good = _in_order(cells for _, cells in receipts)
        left = [kept for kept in self._waiting if kept.cells.digest not in digests.values()]
        by_hand = tuple(kept.cells for kept in left if not kept.cells.digest)
        left = [kept for kept in left if kept.cells.digest]
        gone = tuple(kept.cells for kept in left if kept.cells.state != GONE)
        absent = tuple(
            self._book.receipts.put(self._mended(kept.cells._replace(state=GONE), good), kept.row)
            for kept in left
        )
        return Registered(tuple(receipts), absent, gone, by_hand)

    def _take(self, digest: str, shown: str) -> Kept[Receipt] | None:
        alike = [kept for kept in self._waiting if kept.cells.digest == digest]
        best = next((kept for kept in alike if kept.cells.file == shown), None) or next(
            iter(alike), None
        )
        if best:
            self._waiting.remove(best)
        return best

    def _cells(self, arrival: Arrival, kept: Kept[Receipt] | None, digest: str) -> Receipt:
        item, verdict = arrival.item, arrival.verdict
        if kept:
            number = kept.cells.number or self._next()
            time, basis = kept.cells.received, kept.cells.basis
            if self._typed(kept):
                basis = BY_HAND
        else:
            number = self._next()
            time, basis = self._time(arrival)
        parsed = self._deadlines.parse(time)
        deadline = self._deadlines.of(arrival.recommender)
        report = verdict.report if verdict else None
        bag = verdict.bag if verdict else None
        return Receipt(
            number=number,
            recommender=self._sender(arrival, kept),
            file=item.shown,
            kind=item.kind.value,
            received=time,
            basis=basis,
            punctuality=deadline.say(parsed) if parsed else "",
            edition=bag.value(EDITION) if bag else "",
            nominations=str(report.nominations) if report else "",
            contact=(bag.value(CONTACT) if bag else "") or (kept.cells.contact if kept else ""),
            asked=kept.cells.asked if kept else "",
            mended=kept.cells.mended if kept else "",
            digest=digest,
            note=kept.cells.note if kept else "",
        )

    def _sender(self, arrival: Arrival, kept: Kept[Receipt] | None) -> str:
        if arrival.recommender:
            return arrival.recommender.name
        return kept.cells.recommender if kept else ""

    def _typed(self, kept: Kept[Receipt]) -> bool:
        """Tell whether a person typed the time of a receipt."""
        then = self._book.receipts.remembered(kept.cells.number)
        return kept.cells.received not in ("", then.received) or then.basis == BY_HAND

    def _time(self, arrival: Arrival) -> tuple[str, str]:
        if self._received:
            return written(self._received), _FROM_OPTION
        if sent := arrival.item.sent:
            return written(self._deadlines.local(sent.timestamp())), _FROM_MAIL
        try:
            seconds = arrival.item.lies.stat().st_mtime
        except OSError:
            return "", ""
        return written(self._deadlines.local(seconds)), _FROM_FILE

    def _next(self) -> str:
        self._last += 1
        return f"S{self._last:03}"

    def _mended(self, cells: Receipt, good: Mapping[str, Receipt]) -> Receipt:
        """Fill in when what was asked for came: with what its sender has in order."""
        answer = good.get(cells.recommender)
        if answer and cells.asked and not cells.mended and self._is_later(answer, cells):
            return cells._replace(mended=answer.received)
        return cells

    def _is_later(self, one: Receipt, other: Receipt) -> bool:
        """Tell whether a receipt came after another: of one day, the one with the later number."""
        times = self._deadlines.parse(one.received), self._deadlines.parse(other.received)
        if times[0] and times[1] and times[0].date() != times[1].date():
            return times[0] > times[1]
        return _ordinal(one.number) > _ordinal(other.number)


def _in_order(rows: Iterable[Receipt]) -> Mapping[str, Receipt]:
    return {one.recommender: one for one in rows if one.state == IN_ORDER and one.recommender}


def _states(inbox: Inbox) -> Iterator[tuple[int, tuple[str, str]]]:
    chosen = {id(one.verdict): one for one in inbox.received}
    refused = {id(one) for one in inbox.unusable}
    for arrival in inbox.arrivals:
        verdict = arrival.verdict
        if verdict is None:
            said = (NOT_USED, arrival.item.remark)
        elif id(verdict) in refused:
            said = (UNUSABLE, verdict.complaint)
        elif id(verdict) not in chosen:
            said = (REPLACED, "")
        elif verdict.loose:
            said = (ONLY_LIST, verdict.complaint)
        elif verdict.passed:
            said = (IN_ORDER, "")
        else:
            said = (TO_MEND, verdict.complaint)
        yield id(arrival), said


def _ordinal(number: str) -> int:
    digits = number.removeprefix("S")
    return int(digits) if digits.isascii() and digits.isdigit() else 0
