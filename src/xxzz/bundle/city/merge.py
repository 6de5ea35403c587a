"""`xxzz merge`: from packages to register, ledger, lists, receipts and overview."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from xxzz.bundle.city.digest import digest_of
from xxzz.bundle.city.forms import forms
from xxzz.bundle.city.kind import Kind
from xxzz.bundle.city.ledger import ledger
from xxzz.bundle.city.lists import lists
from xxzz.bundle.city.loose import read_loose
from xxzz.bundle.city.mailbox import Item, open_mailbox
from xxzz.bundle.city.overlaps import overlaps
from xxzz.bundle.city.overview import OVERVIEW, overview
from xxzz.bundle.city.printing import print_files, require_printing
from xxzz.bundle.city.progress import PROGRESS, progress
from xxzz.bundle.city.receipt import receipts
from xxzz.bundle.city.receive import receive
from xxzz.bundle.city.register.book import RegisterBook
from xxzz.bundle.city.register.check import CellFault, cell_faults, sender_faults
from xxzz.bundle.city.register.deadline import EXTENSIONS, Deadlines
from xxzz.bundle.city.register.numbering import number_all
from xxzz.bundle.city.register.remembered import follow_receipts
from xxzz.bundle.city.register.times import Times
from xxzz.bundle.city.register.update import Registrar
from xxzz.bundle.city.verdict_cache import VerdictCache
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
    from xxzz.finding import Problem
    from xxzz.season import Season


_LOST = CellFault(
    REGISTER,
    f"以前汇总过（有{LEDGER}），但原来的登记不在了，编号和收到时间这次从头记，可能和发出去的不同。"
    f"请找回原来的{REGISTER}，放回来再运行一次。",
)


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge; `renamed` are edited files that were kept under another name.

    `stale` are outdated files of an earlier merge that were edited and therefore not removed.
    `faults` are invalid cells in the register or the list of former winners; they are left
    unchanged.
    """

    city: City
    written: tuple[Path, ...]
    renamed: tuple[Path, ...] = ()
    stale: tuple[Path, ...] = ()
    faults: tuple[CellFault, ...] = ()


class NothingReceived(Refusal):
    """The inbox is empty."""

    def __init__(self) -> None:
        super().__init__("没有找到包（.zip）。请核对包的文件名，或放着它们的文件夹。")


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """Output folder, folder of the season's tables, and time of receipt.

    `printed` adds a PDF to print for each 牵头单位, which needs LibreOffice. With `use_cache`,
    verdicts on unchanged packages are kept in the output folder for the next merge.
    """

    out: Path
    data: Path | None = None
    received: dt.datetime | None = None
    printed: bool = False
    use_cache: bool = True


def merge(
    paths: Sequence[Path],
    season: Season,
    options: MergeOptions,
    advance: Callable[[int, int], None] | None = None,
) -> Merged:
    """Verify packages, take the latest of each recommender and write all results.

    All results are made before any is written.

    Raises:
        NothingReceived: there is no file to read.
        OutputError: a file can't be written; nothing is changed.
        TemplateError: a Word template can't be used.
        RegisterUnusable: the existing register can't be read.
        ExtensionsInvalid: the file of extensions is invalid.
        OfficeError: print files are wanted and can't be made.
    """
    if options.printed:
        require_printing()
    out = options.out
    season, doubts = with_past_winners(season, [out, *filter(None, [options.data])])
    book = RegisterBook(out / REGISTER, season)
    deadlines = Deadlines(season, path if (path := out / EXTENSIONS).exists() else None)
    follow_receipts(book.receipts)
    verifier = _Verifier(season, options)
    with open_mailbox(paths, exclude=[out]) as items:
        if not items:
            raise NothingReceived
        times = Times(book, deadlines, verifier.digest, options.received)
        inbox = receive(items, season, verifier, times.stamp, advance)
        registered = Registrar(book, deadlines, times).update(inbox)
        city = _numbered(City(season, inbox, registered), book)
        faults = (*_register_faults(book, city, deadlines), *map(_as_fault, doubts))
        files = dict(_results(city, deadlines))
        if options.printed:
            files |= dict(print_files(files, season, advance))
    written = (*(out / name for name in files), out / REGISTER)
    merged = _write(Merged(city, written, faults=faults), files, book, out)
    if verifier.cache:
        verifier.cache.save()
    return merged


def _register_faults(book: RegisterBook, city: City, deadlines: Deadlines) -> Iterator[CellFault]:
    """Yield invalid cells, also of what was entered just now (a mail with a future date)."""
    if not book.digest and (book.path.parent / LEDGER).exists():
        yield _LOST
    book.receipts.read_again()
    book.numbers.read_again()
    now = deadlines.local(dt.datetime.now(dt.UTC).timestamp())
    yield from cell_faults(book, city.season, deadlines, now)
    yield from sender_faults(book, city.season, city.register.receipts)


def _as_fault(problem: Problem) -> CellFault:
    return CellFault(str(problem.location), f"{problem.message}{problem.hint}")


def _numbered(city: City, book: RegisterBook) -> City:
    counted = {one.recommender.name for one in city.inbox.received}
    first, year = city.register.first_times(), city.season.year
    return replace(city, numbers=number_all(book, city.entries, year, first, counted))


def _results(city: City, deadlines: Deadlines) -> Iterator[tuple[str, bytes]]:
    """Yield all results with their paths below the output folder."""
    yield LEDGER, ledger(city)
    yield OVERVIEW, overview(city)
    yield PROGRESS, progress(city, deadlines)
    for make in (lists, forms, overlaps, receipts):
        yield from make(city)


class _Verifier:
    """Verifies packages, using the cache, and reads loose workbooks."""

    def __init__(self, season: Season, options: MergeOptions) -> None:
        self._season = season
        self._data = options.data
        self.digest = cache(digest_of)
        folder, data = options.out, options.data
        self.cache = VerdictCache(folder, season, data) if options.use_cache else None

    def __call__(self, item: Item) -> Verdict:
        if item.kind is Kind.WORKBOOK:
            return read_loose(
                item.path, self._season
            )  # not cached: it depends on the files beside it
        if self.cache is None:
            return self._verify(item.path)
        return self.cache.get(item.path, self.digest(item.path), self._verify)

    def _verify(self, package: Path) -> Verdict:
        return verify(package, self._season, self._data)


def _write(merged: Merged, files: Mapping[str, bytes], book: RegisterBook, out: Path) -> Merged:
    """Write the results and remove those of an earlier merge that are no longer made."""
    before = book.written
    book.written = {name: content_digest(content) for name, content in files.items()}
    # all or none: printed numbers must be in the register
    all_files = {**files, REGISTER: book.to_bytes()}
    renamed = write_files(out, all_files, {**before, REGISTER: book.digest})
    stale = remove_files(out, {name: before[name] for name in before.keys() - files.keys()})
    return replace(merged, renamed=tuple(renamed), stale=tuple(sorted(stale)))
