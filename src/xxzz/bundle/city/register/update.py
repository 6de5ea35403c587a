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
    """What the register says after an update: a receipt for each arrival, and what is gone."""

    receipts: tuple[tuple[Arrival, Receipt], ...] = ()
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
        self._last = max((_ordinal(kept.cells.number) for kept in book.receipts.rows), default=0)
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
        receipts = [
            (one, self._book.receipts.put(cells, kept.row if kept else None))
            for one, cells, kept in _with_mended(written_)
        ]
        gone = tuple(self._gone())
        by_hand = tuple(kept.cells for kept in self._waiting if not kept.cells.digest)
        return Registered(tuple(receipts), gone, by_hand)

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
            number, time, basis = kept.cells.number, kept.cells.received, kept.cells.basis
            if self._typed(kept):
                basis = BY_HAND
        else:
            self._last += 1
            number = f"S{self._last:03}"
            moment, basis = self._time(arrival)
            time = written(moment)
        parsed = self._deadlines.parse(time)
        deadline = self._deadlines.of(arrival.recommender)
        report = verdict.report if verdict else None
        bag = verdict.bag if verdict else None
        return Receipt(
            number=number,
            recommender=self._sender(arrival, kept),
            file=item.shown,
            kind=item.kind,
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
        memory = self._book.receipts.memory.get(kept.cells.number)
        then = Receipt(*memory) if memory else Receipt()
        return kept.cells.received not in ("", then.received) or then.basis == BY_HAND

    def _time(self, arrival: Arrival) -> tuple[dt.datetime, str]:
        if self._received:
            return self._received, _FROM_OPTION
        if sent := arrival.item.sent:
            return self._deadlines.local(sent.timestamp()), _FROM_MAIL
        return self._deadlines.local(arrival.item.path.stat().st_mtime), _FROM_FILE

    def _gone(self) -> Iterator[Receipt]:
        for kept in self._waiting:
            if kept.cells.digest and kept.cells.state != GONE:
                cells = kept.cells._replace(state=GONE)
                self._book.receipts.put(cells, kept.row)
                yield cells


_Written = tuple["Arrival", Receipt, "Kept[Receipt] | None"]


def _with_mended(rows: Iterable[_Written]) -> Iterator[_Written]:
    """Fill in when what was asked for came: with the first arrival of the sender in order."""
    rows = list(rows)
    good = {
        cells.recommender: cells.received
        for _, cells, _ in rows
        if cells.state == IN_ORDER and cells.recommender
    }
    for arrival, cells, kept in rows:
        came = good.get(cells.recommender, "")
        if cells.asked and not cells.mended and came > cells.received:
            yield arrival, cells._replace(mended=came), kept
        else:
            yield arrival, cells, kept


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
