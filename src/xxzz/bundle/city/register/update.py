"""Updates the register from the current content of the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.bundle.city.register.model import BY_HAND, GONE, Receipt
from xxzz.bundle.city.register.times import row_of
from xxzz.bundle.layout import CONTACT, EDITION
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xxzz.bundle.city.receive import Arrival, Inbox
    from xxzz.bundle.city.register.book import RegisterBook
    from xxzz.bundle.city.register.deadline import Deadlines
    from xxzz.bundle.city.register.table import RegisterRow
    from xxzz.bundle.city.register.times import Times

IN_ORDER, TO_CORRECT, ONLY_LIST = "已交", "要补正", "只有名单，没有打包"
REPLACED, UNUSABLE, NOT_USED = "已有新版", "不能用", "没有用上"
ASKED = (TO_CORRECT, ONLY_LIST, UNUSABLE)
"""States that require action by the recommender."""
COUNTED = (IN_ORDER, TO_CORRECT, ONLY_LIST)
"""States of material that counts for the city."""


@dataclass(frozen=True, slots=True)
class Registered:
    """The register after an update: a receipt for each arrival, and missing files.

    `absent` are receipts of files no longer in the inbox; `gone` are those missing since the last
    run.
    """

    receipts: tuple[tuple[Arrival, Receipt], ...] = ()
    absent: tuple[Receipt, ...] = ()
    gone: tuple[Receipt, ...] = ()
    by_hand: tuple[Receipt, ...] = ()
    """Rows entered by people for material received in other ways."""

    def first_times(self) -> Mapping[tuple[str, str], str]:
        """Return the time of the first material with a nomination, by recommender and name."""
        times: dict[tuple[str, str], str] = {}
        by_time = sorted(self.receipts, key=lambda one: one[0].stamp.came)
        for arrival, receipt in by_time:
            if arrival.recommender and arrival.verdict and receipt.received:
                for submission in arrival.verdict.submissions:
                    for one in submission.nominations:
                        key = (arrival.recommender.name, comparison_key(one.name))
                        times.setdefault(key, receipt.received)
        return times


class Registrar:
    """Finds the row of each arrival by its digest, or adds one."""

    def __init__(self, book: RegisterBook, deadlines: Deadlines, times: Times) -> None:
        self._book = book
        self._deadlines = deadlines
        self._times = times
        # numbers of deleted rows are never reused
        numbers = (row.cells.number for row in book.receipts.rows)
        self._last = max(map(_ordinal, (*numbers, *book.receipts.last_written)), default=0)
        self._waiting = list(book.receipts.rows)

    def update(self, inbox: Inbox) -> Registered:
        """Write a row for each arrival, and mark rows whose files are missing."""
        digests = {one.stamp.digest for one in inbox.arrivals}
        found = {id(one): self._find_row(one) for one in inbox.arrivals}
        states = dict(_states(inbox))
        updated = []
        for one in inbox.arrivals:
            state, detail = states[id(one)]
            cells = self._cells(one, found[id(one)])
            cells = cells._replace(state=state, detail=detail)
            if state in ASKED:
                cells = cells._replace(asked=detail)
            updated.append((one, cells, found[id(one)]))
        known = _in_order(cells for _, cells, _ in updated)
        receipts = [
            (
                one,
                self._book.receipts.put(
                    self._with_correction_time(cells, known, row), row.sheet_row if row else None
                ),
            )
            for one, cells, row in updated
        ]
        good = _in_order(cells for _, cells in receipts)
        left = [row for row in self._waiting if row.cells.digest not in digests]
        by_hand = tuple(row.cells for row in left if not row.cells.digest)
        left = [row for row in left if row.cells.digest]
        gone = tuple(row.cells for row in left if row.cells.state != GONE)
        absent = tuple(
            self._book.receipts.put(
                self._with_correction_time(row.cells._replace(state=GONE), good, row), row.sheet_row
            )
            for row in left
        )
        return Registered(tuple(receipts), absent, gone, by_hand)

    def _find_row(self, arrival: Arrival) -> RegisterRow[Receipt] | None:
        best = row_of(self._waiting, arrival.stamp.digest, arrival.item.label)
        if best:
            self._waiting.remove(best)
        return best

    def _cells(self, arrival: Arrival, row: RegisterRow[Receipt] | None) -> Receipt:
        item, verdict = arrival.item, arrival.verdict
        if row:
            number = row.cells.number or self._next_number()
            time, basis = row.cells.received, row.cells.basis
            if self._is_typed(row):
                basis = BY_HAND
        else:
            number = self._next_number()
            time, basis = self._times.of_new(item)
        parsed = self._deadlines.parse(time)
        deadline = self._deadlines.of(arrival.recommender)
        report = verdict.report if verdict else None
        bag = verdict.bag if verdict else None
        return Receipt(
            number=number,
            recommender=self._sender(arrival, row),
            file=item.label,
            kind=item.kind.value,
            received=time,
            basis=basis,
            punctuality=deadline.punctuality(parsed) if parsed else "",
            edition=bag.value(EDITION) if bag else "",
            nominations=str(report.nominations) if report else "",
            contact=(bag.value(CONTACT) if bag else "") or (row.cells.contact if row else ""),
            asked=self._book.receipts.last_row(number).asked,
            corrected=row.cells.corrected if row else "",
            digest=arrival.stamp.digest,
            note=row.cells.note if row else "",
        )

    def _sender(self, arrival: Arrival, row: RegisterRow[Receipt] | None) -> str:
        if arrival.recommender:
            return arrival.recommender.name
        return row.cells.recommender if row else ""

    def _is_typed(self, row: RegisterRow[Receipt]) -> bool:
        """Tell whether the time of a receipt was entered by a person."""
        then = self._book.receipts.last_row(row.cells.number)
        return row.cells.received not in ("", then.received) or then.basis == BY_HAND

    def _next_number(self) -> str:
        self._last += 1
        return f"S{self._last:03}"

    def _with_correction_time(
        self, cells: Receipt, good: Mapping[str, Receipt], row: RegisterRow[Receipt] | None
    ) -> Receipt:
        """Enter when the sender's corrected material arrived, if any was asked for."""
        answer = good.get(cells.recommender)
        asked = cells.asked or (row and row.cells.asked)
        if answer and asked and not cells.corrected and self._is_later(answer, cells):
            return cells._replace(corrected=answer.received)
        return cells

    def _is_later(self, one: Receipt, other: Receipt) -> bool:
        """Tell whether a receipt is later; on the same day, the number decides."""
        times = self._deadlines.parse(one.received), self._deadlines.parse(other.received)
        if times[0] and times[1] and times[0].date() != times[1].date():
            return times[0] > times[1]
        return _ordinal(one.number) > _ordinal(other.number)


def _in_order(rows: Iterable[Receipt]) -> Mapping[str, Receipt]:
    return {one.recommender: one for one in rows if one.state == IN_ORDER and one.recommender}


def _states(inbox: Inbox) -> Iterator[tuple[int, tuple[str, str]]]:
    chosen = {id(one.verdict): one for one in inbox.received}
    refused = {id(one) for one in inbox.unusable}
    counted = {
        one.stamp.digest: one.item.label for one in inbox.arrivals if id(one.verdict) in chosen
    }
    for arrival in inbox.arrivals:
        verdict = arrival.verdict
        if verdict is None:
            said = (NOT_USED, arrival.item.remark)
        elif id(verdict) in refused:
            said = (UNUSABLE, verdict.complaint)
        elif id(verdict) not in chosen:
            same = counted.get(arrival.stamp.digest)
            said = (REPLACED, f"与“{same}”内容相同" if same else "")
        elif verdict.loose:
            said = (ONLY_LIST, verdict.complaint)
        elif verdict.passed:
            said = (IN_ORDER, "")
        else:
            said = (TO_CORRECT, verdict.complaint)
        yield id(arrival), said


def _ordinal(number: str) -> int:
    digits = number.removeprefix("S")
    return int(digits) if digits.isascii() and digits.isdigit() else 0
