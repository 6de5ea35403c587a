"""Caches verdicts, so that unchanged packages need not be verified again.

The cache only saves time: missing, outdated or damaged files mean verifying again.
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
"""Folder of the cache in the output folder; it may be deleted."""
_ENDING = ".json"
_DEPEND_ON_DATE = frozenset(
    {rule_names.WAIVER_EXPIRED, rule_names.WAIVER_INVALID, rule_names.WAIVER_UNUSED}
)


class VerdictCache:
    """Verdicts by package content, season tables and program version."""

    def __init__(self, out: Path, season: Season, data: Path | None) -> None:
        self._folder = out / FOLDER
        self._season = season
        self._dependencies = _dependencies(season, data)
        self._new: dict[str, bytes] = {}
        self._used: set[str] = set()

    def get(self, package: Path, digest: str, verify: Callable[[Path], Verdict]) -> Verdict:
        """Return the cached verdict, or the result of `verify`, which is cached.

        Only passed verdicts that do not depend on the date are cached.
        """
        name = _name(self._dependencies, package.name, digest)
        self._used.add(name)
        if digest and (known := self._load(name, package)):
            return known
        verdict = verify(package)
        if _is_cacheable(verdict) and digest_of(package) == digest:
            with suppress(TypeError):  # not serialisable: verified again next time
                self._new[name] = to_json(verdict)
        return verdict

    def save(self) -> None:
        """Write new verdicts and remove unused ones; errors are ignored."""
        with suppress(OSError):
            for name, content in self._new.items():
                self._folder.mkdir(parents=True, exist_ok=True)
                write_whole(self._folder / name, content, durable=False)
            for path in self._folder.glob(f"*{_ENDING}"):
                if path.name not in self._used:
                    path.unlink()

    def _load(self, name: str, package: Path) -> Verdict | None:
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return None
        return from_json(content, package, self._season)


def _is_cacheable(verdict: Verdict) -> bool:
    report = verdict.report
    if not verdict.passed or report is None:
        return False
    return not any(one.waived or one.rule in _DEPEND_ON_DATE for one in report.findings)


def _name(*parts: str) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part.encode(errors="surrogatepass")).digest())
    return f"{total.hexdigest()}{_ENDING}"


def _dependencies(season: Season, data: Path | None) -> str:
    tables = sorted(table_files(season, data).items())
    return repr((__version__, _program_fingerprint(), season.year, tables, season.past_winners))


@cache
def _program_fingerprint() -> str:
    """Return a text that changes whenever a source file of the program changes."""
    top = Path(__file__).parents[2]
    stats = ((path, path.stat()) for path in sorted(top.rglob("*.py")))
    return repr([(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats])
