"""When a file of the inbox came, and what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.bundle.city.register.deadline import time_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from xxzz.bundle.city.mailbox import Item
    from xxzz.bundle.city.register.book import RegisterBook
    from xxzz.bundle.city.register.deadline import Deadlines
    from xxzz.bundle.city.register.model import Receipt
    from xxzz.bundle.city.register.table import RegisterRow

_DIGITS = 16  # unique within a season, and short enough for a column
_FROM_OPTION, _FROM_MAIL, _FROM_FILE = "--received", "邮件日期", "文件时间"


class Stamp(NamedTuple):
    """The digest that identifies a file in the register, and when it came.

    `came` is in seconds since 1970, 0 if unknown; of several from one minute, `saved` tells.
    """

    digest: str = ""
    came: float = 0
    saved: int = 0


class Times:
    """Tells when files came; `received` is the time of new ones, if given by a person."""

    def __init__(
        self,
        book: RegisterBook,
        deadlines: Deadlines,
        digest: Callable[[Path], str],
        received: dt.datetime | None = None,
    ) -> None:
        self._rows = tuple(book.receipts.rows)
        self._deadlines = deadlines
        self._digest = digest
        self._received = received

    def of_new(self, item: Item) -> tuple[str, str]:
        """Return time and basis, as texts for the register, of a file that is not in it."""
        if self._received:
            return time_text(self._received), _FROM_OPTION
        if item.sent:
            return time_text(self._deadlines.local(item.sent.timestamp())), _FROM_MAIL
        try:
            seconds = item.inbox_file.stat().st_mtime
        except OSError:
            return "", ""
        return time_text(self._deadlines.local(seconds)), _FROM_FILE

    def stamp(self, item: Item) -> Stamp:
        """Return a file's digest and time; the time in the register counts first.

        A file that was copied to another disk still came when it came.
        """
        digest = self._digest(item.path)[:_DIGITS]
        row = row_of(self._rows, digest, item.label)
        time = self._deadlines.parse(row.cells.received if row else self.of_new(item)[0])
        try:
            saved = item.inbox_file.stat().st_mtime_ns
        except OSError:
            saved = 0
        return Stamp(digest, time.timestamp() if time else 0, saved)


def row_of(
    rows: Iterable[RegisterRow[Receipt]], digest: str, label: str
) -> RegisterRow[Receipt] | None:
    """Return the row of a file; of several with its content, the one with its name."""
    alike = [
        row for row in rows if row.cells.digest == digest and (digest or row.cells.file == label)
    ]
    return next((row for row in alike if row.cells.file == label), None) or next(iter(alike), None)
