"""From all packages to what 市教科院 works with: register, ledger, lists, receipts and overview."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from xxzz.bundle.city.digest import digest_of
from xxzz.bundle.city.doubles import doubles
from xxzz.bundle.city.forms import forms
from xxzz.bundle.city.kind import Kind
from xxzz.bundle.city.ledger import ledger
from xxzz.bundle.city.lists import lists
from xxzz.bundle.city.loose import read_loose
from xxzz.bundle.city.mailbox import Item, open_mailbox
from xxzz.bundle.city.overview import OVERVIEW, overview
from xxzz.bundle.city.printing import print_files, require_printing
from xxzz.bundle.city.progress import PROGRESS, progress
from xxzz.bundle.city.receipt import receipts
from xxzz.bundle.city.receive import receive
from xxzz.bundle.city.register.book import RegisterBook
from xxzz.bundle.city.register.check import CellFault, cell_faults
from xxzz.bundle.city.register.deadline import EXTENSIONS, Deadlines
from xxzz.bundle.city.register.numbering import number_all
from xxzz.bundle.city.register.update import Registrar
from xxzz.bundle.city.remembered import Remembered
from xxzz.bundle.city.view import City
from xxzz.bundle.output import content_digest, remove_files, write_files
from xxzz.bundle.verify import verify
from xxzz.intake.find import LEDGER, REGISTER
from xxzz.intake.past.workbook import with_past_winners
from xxzz.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.bundle.verdict import Verdict
    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did; `kept` are files that people changed, renamed so that they stay.

    `stale` are files of an earlier run that are no longer true, but that somebody changed. `faults`
    are cells of the register, or of the list of former winners, that can't be right; they stay as
    a person wrote them.
    """

    city: City
    written: tuple[Path, ...]
    kept: tuple[Path, ...] = ()
    stale: tuple[Path, ...] = ()
    faults: tuple[CellFault, ...] = ()


class NothingReceived(Refusal):
    """The inbox holds nothing at all."""

    def __init__(self) -> None:
        super().__init__("没有找到包（.zip）。请核对包的文件名，或放着它们的文件夹。")


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """Where to write, by whose tables to check, and when what is new today came in.

    `printed` asks for a PDF to print for each 牵头单位, which needs LibreOffice. `remember` says
    that the folder stays, so that the next merge need not read again what did not change.
    """

    out: Path
    data: Path | None = None
    received: dt.datetime | None = None
    printed: bool = False
    remember: bool = True


def merge(
    paths: Sequence[Path],
    season: Season,
    options: MergeOptions,
    advance: Callable[[int, int], None] | None = None,
) -> Merged:
    """Verify packages, take the latest of each recommender and write all results.

    Everything is made before anything is written.

    Raises:
        NothingReceived: there is no file to read.
        OutputError: a file can't be written; then none is.
        TemplateError: a Word template can't be used.
        RegisterUnusable: the register that is there can't be read.
        ExtensionsInvalid: the file of extensions is broken.
        OfficeError: print files are wanted and can't be made.
    """
    if options.printed:
        require_printing()
    out = options.out
    places = [out, *([options.data] if options.data else [])]
    season, doubts = with_past_winners(season, places)
    book = RegisterBook(out / REGISTER)
    deadlines = Deadlines(season, path if (path := out / EXTENSIONS).exists() else None)
    now = deadlines.local(dt.datetime.now(dt.UTC).timestamp())
    faults = (
        *cell_faults(book, season, deadlines, now),
        *(CellFault(str(one.location), f"{one.message}{one.hint}") for one in doubts),
    )
    judge = _Judge(season, options)
    with open_mailbox(paths, leave_out=[out]) as items:
        if not items:
            raise NothingReceived
        inbox = receive(items, season, judge, advance)
        registered = Registrar(book, deadlines, options.received).update(inbox, judge.digest)
        city = City(season, inbox, registered)
        counted = {one.recommender.name for one in city.inbox.received}
        numbers = number_all(book, city.entries, season.year, registered.first_times(), counted)
        city = replace(city, numbers=numbers)
        files = dict(_results(city, deadlines))
        if options.printed:
            files |= dict(print_files(files, season, advance))
    merged = Merged(city, (*(out / name for name in files), out / REGISTER), faults=faults)
    merged = _write(merged, files, book, out)
    if judge.remembered:
        judge.remembered.save()
    return merged


def _results(city: City, deadlines: Deadlines) -> Iterator[tuple[str, bytes]]:
    """Yield all that is made of the packages, with its path below the output folder."""
    yield LEDGER, ledger(city)
    yield OVERVIEW, overview(city)
    yield PROGRESS, progress(city, deadlines)
    for make in (lists, forms, doubles, receipts):
        yield from make(city)


class _Judge:
    """Verifies packages, those that changed, and reads loose workbooks."""

    def __init__(self, season: Season, options: MergeOptions) -> None:
        self._season = season
        self._data = options.data
        self.digest = cache(digest_of)
        folder, data = options.out, options.data
        self.remembered = Remembered(folder, season, data) if options.remember else None

    def __call__(self, item: Item) -> Verdict:
        if item.kind is Kind.WORKBOOK:
            return read_loose(item.path, self._season)  # it depends on the files beside it
        if self.remembered is None:
            return self._verify(item.path)
        return self.remembered.judged(item.path, self.digest(item.path), self._verify)

    def _verify(self, package: Path) -> Verdict:
        return verify(package, self._season, self._data)


def _write(merged: Merged, files: Mapping[str, bytes], book: RegisterBook, out: Path) -> Merged:
    """Write the results; what an earlier run made and this one did not is removed."""
    before = book.written
    book.written = {name: content_digest(content) for name, content in files.items()}
    # all or none: numbers that are printed must be in the register
    all_files = {**files, REGISTER: book.to_bytes()}
    kept = write_files(out, all_files, {**before, REGISTER: book.digest})
    stale = remove_files(out, {name: before[name] for name in before.keys() - files.keys()})
    return replace(merged, kept=tuple(kept), stale=tuple(sorted(stale)))
