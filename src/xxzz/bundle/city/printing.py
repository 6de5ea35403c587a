"""One PDF for each 牵头单位 with its list and forms, each starting on a new sheet."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.bundle.city.lists import coordinator_path
from xxzz.render.copies import pdf_library, print_file
from xxzz.render.office import converted, find_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from xxzz.season import Season

_FILE = "打印.pdf"
_WORD = ".docx"


def require_printing() -> None:
    """Check for the required programs before any work is done.

    Raises:
        OfficeError: LibreOffice or the PDF library is not installed.
    """
    find_office()
    pdf_library()


def print_files(
    files: Mapping[str, bytes], season: Season, advance: Callable[[int, int], None] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the print file of each 牵头单位 that has forms, from the results of a merge.

    Raises:
        OfficeError: the conversion fails.
    """
    by_coordinator = {
        coordinator.name: list(_of(coordinator.name, files))
        for coordinator in season.notice.coordinators
    }
    total = sum(map(len, by_coordinator.values()))
    done = 0
    for name, paths in by_coordinator.items():
        if len(paths) > 1:
            with TemporaryDirectory(prefix="xxzz-", ignore_cleanup_errors=True) as folder:
                sources = [Path(folder, f"{at:05}{_WORD}") for at in range(len(paths))]
                for source, path in zip(sources, paths, strict=True):
                    source.write_bytes(files[path])
                with converted(sources) as pdfs:
                    yield f"{coordinator_path(name)}/{_FILE}", print_file(pdfs, copies=1)
        done += len(paths)
        if advance:
            advance(done, total)


def _of(name: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the list of a 牵头单位, then its forms, whose names start with their position."""
    top = coordinator_path(name)
    yield f"{top}{_WORD}"
    yield from sorted(path for path in files if path.startswith(f"{top}/") and path.endswith(_WORD))
