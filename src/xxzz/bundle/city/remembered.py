"""Verdicts of an earlier run, so that a package that did not change is not read again.

What is remembered is only a saving: a file that is missing, old or damaged means reading again.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz import __version__, rule_names
from xxzz.bundle.city.digest import digest_of
from xxzz.bundle.city.verdict_json import from_json, to_json
from xxzz.bundle.tables import table_files
from xxzz.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from xxzz.bundle.verdict import Verdict
    from xxzz.season import Season

FOLDER = ".缓存"
"""Below the folder of the results; people may delete it."""
_ENDING = ".json"
_OF_THE_DAY = frozenset(
    {rule_names.WAIVER_EXPIRED, rule_names.WAIVER_INVALID, rule_names.WAIVER_UNUSED}
)


class Remembered:
    """The verdicts on packages, by what they depend on: the file, the tables and the program."""

    def __init__(self, out: Path, season: Season, data: Path | None) -> None:
        self._folder = out / FOLDER
        self._season = season
        self._basis = _basis(season, data)
        self._new: dict[str, bytes] = {}
        self._used: set[str] = set()

    def judged(self, package: Path, digest: str, judge: Callable[[Path], Verdict]) -> Verdict:
        """Return the verdict on a package, from an earlier run where nothing changed since.

        Only what is in order is remembered, and only what no later day can change.
        """
        name = _name(self._basis, package.name, digest)
        self._used.add(name)
        if digest and (known := self._recall(name, package)):
            return known
        verdict = judge(package)
        if _is_lasting(verdict) and digest_of(package) == digest:
            with suppress(TypeError):  # what can't be written can be read again
                self._new[name] = to_json(verdict)
        return verdict

    def save(self) -> None:
        """Write what is new and remove what nothing asked for; that it can't be is no matter."""
        with suppress(OSError):
            for name, content in self._new.items():
                self._folder.mkdir(parents=True, exist_ok=True)
                write_whole(self._folder / name, content, durable=False)
            for path in self._folder.glob(f"*{_ENDING}"):
                if path.name not in self._used:
                    path.unlink()

    def _recall(self, name: str, package: Path) -> Verdict | None:
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return None
        return from_json(content, package, self._season)


def _is_lasting(verdict: Verdict) -> bool:
    report = verdict.report
    if not verdict.passed or report is None:
        return False
    return not any(one.waived or one.rule in _OF_THE_DAY for one in report.findings)


def _name(*parts: str) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part.encode(errors="surrogatepass")).digest())
    return f"{total.hexdigest()}{_ENDING}"


def _basis(season: Season, data: Path | None) -> str:
    tables = sorted(table_files(season, data).items())
    return repr((__version__, _program(), season.year, tables, season.past_winners))


@cache
def _program() -> str:
    """Return what changes with every change of the program's files, also between versions."""
    top = Path(__file__).parents[2]
    stats = ((path, path.stat()) for path in sorted(top.rglob("*.py")))
    return repr([(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats])
