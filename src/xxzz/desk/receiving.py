"""Merges packages, and writes the letters that the register asks for."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.bundle.city.letters import letter_files, letters
from xxzz.bundle.city.merge import MergeOptions, merge
from xxzz.bundle.city.register.book import RegisterBook
from xxzz.bundle.city.register.deadline import EXTENSIONS, Deadlines
from xxzz.bundle.output import content_digest, remove_files, write_files
from xxzz.intake.find import LEDGER, PAST, REGISTER
from xxzz.refusal import Refusal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xxzz.bundle.city.letters import Letter
    from xxzz.bundle.city.merge import Merged
    from xxzz.desk.downloads import Advance
    from xxzz.season import Season

_CONTINUED = (REGISTER, EXTENSIONS, PAST)
"""Results of an earlier merge that are continued; all others are made again."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that a register asks for, and their files by name."""

    register: RegisterBook
    found: Sequence[Letter]
    files: Mapping[str, bytes]


def gather(inbox: Path, out: Path, season: Season, advance: Advance | None = None) -> Merged:
    """Verify and merge an inbox into a folder like `xxzz merge`.

    Results of an earlier merge in the inbox are not input: its register, extensions and list of
    former winners are continued, the others are made again.

    Raises:
        Refusal: there is no package, or the register or output can't be used.
    """
    out.mkdir(parents=True, exist_ok=True)
    for name in _CONTINUED:
        found = sorted(inbox.rglob(name))
        if len(found) > 1:
            raise Refusal(f"放进来{len(found)}份“{name}”，不知道接着用哪一份。请只留一份。")
        for path in found:
            path.replace(out / name)
    for ledger in sorted(inbox.rglob(LEDGER)):
        if ledger.parent == inbox:
            ledger.unlink()
        else:
            shutil.rmtree(ledger.parent)
    return merge([_outermost(inbox)], season, MergeOptions(out, use_cache=False), advance)


def _outermost(inbox: Path) -> Path:
    """Return the folder that was dropped as the inbox, inside the page's own folder."""
    inside = list(inbox.iterdir())
    return _outermost(inside[0]) if len(inside) == 1 and inside[0].is_dir() else inbox


def write_letters(target: Path, owed: Letters) -> tuple[Sequence[Path], Sequence[Path]]:
    """Write letters into a folder, and remove earlier ones that are no longer needed.

    The register is updated too. Returns edited letters that were renamed, and edited ones that are
    no longer needed but were kept.

    Raises:
        Refusal: the register can't be used, or a file can't be written.
    """
    book = owed.register
    before = book.letters
    renamed = write_files(target, owed.files, before)
    stale = remove_files(target, {name: before[name] for name in before.keys() - owed.files.keys()})
    book.letters = {name: content_digest(content) for name, content in owed.files.items()}
    if book.letters != before:
        write_files(book.path.parent, {REGISTER: book.to_bytes()}, {REGISTER: book.digest})
    return renamed, stale


def letters_owed(
    folder: Path, season: Season, until: dt.date | None = None, templates: Path | None = None
) -> Letters:
    """Return the letters that the register in a folder asks for (`xxzz letters`).

    Raises:
        Refusal: the register is missing, or it or the template can't be used.
    """
    register, extensions = folder / REGISTER, folder / EXTENSIONS
    if not register.is_file():
        raise Refusal(f"“{folder}”里没有{REGISTER}。请先{remedies.MERGE.run}{remedies.OR_FOLDER}。")
    deadlines = Deadlines(season, extensions if extensions.exists() else None)
    book = RegisterBook(register, season)
    found = list(letters(book, season, deadlines, until))
    return Letters(book, found, letter_files(found, season, templates) if found else {})
