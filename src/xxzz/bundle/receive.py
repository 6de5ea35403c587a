"""Packages as they come in: each verified, and of each recommender the latest one taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.bundle.layout import EDITION, RECOMMENDER, SAVED, edition_number
from xxzz.bundle.verdict import SAFE, WHOLE, Verdict
from xxzz.bundle.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xxzz.season import Season
    from xxzz.season.models import Recommender


@dataclass(frozen=True, slots=True)
class Received:
    """The package that counts for a recommender, and what it replaced, each with the reason."""

    recommender: Recommender
    verdict: Verdict
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """All that came in: what counts, and the packages that can't be used."""

    received: tuple[Received, ...]
    unusable: tuple[Verdict, ...]


def receive(
    packages: Sequence[Path],
    season: Season,
    data: Path | None = None,
    advance: Callable[[int, int], None] | None = None,
) -> Mail:
    """Verify all packages and choose one for each recommender, in the order of 附件2.

    A package that is damaged, unsafe, of another year or of nobody in 附件2 never counts; one with
    errors in its content does, so that its recommender is told what to mend. The highest edition
    is the latest; of one edition, the workbook that was saved last, then the newer file.
    """
    verdicts = []
    for done, package in enumerate(packages, 1):
        verdicts.append(verify(package, season, data))
        if advance:
            advance(done, len(packages))
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(_sender(verdict, season), []).append(verdict)
    received = [
        _choose(row, groups[row.name]) for row in season.quotas.recommenders if row.name in groups
    ]
    return Mail(tuple(received), tuple(groups.get("", ())))


def _sender(verdict: Verdict, season: Season) -> str:
    """Return the recommender whose package this is, "" where it can't be used."""
    usable = verdict.line(SAFE).passed and verdict.line(WHOLE).passed and verdict.submissions
    if not usable or verdict.bag is None or verdict.report is None:
        return ""
    row = season.recommender(verdict.bag.value(RECOMMENDER))
    if row is None or any(one.ref.recommender != row.name for one in verdict.report.listed):
        return ""
    return row.name


def _choose(recommender: Recommender, verdicts: Sequence[Verdict]) -> Received:
    latest, *older = sorted(verdicts, key=_age, reverse=True)
    replaced = [f"{one.package.name}（{_why(latest, one)}）" for one in older]
    return Received(recommender, latest, tuple(replaced))


def _age(verdict: Verdict) -> tuple[int, str, int]:
    edition, saved = (verdict.bag.value(label) if verdict.bag else "" for label in (EDITION, SAVED))
    return edition_number(edition) or 0, saved, verdict.package.stat().st_mtime_ns


def _why(latest: Verdict, older: Verdict) -> str:
    (new, new_saved, _), (old, old_saved, _) = _age(latest), _age(older)
    if new != old:
        return f"第{old}版，由第{new}版替换"
    if new_saved != old_saved:
        return f"同是第{new}版，名单保存得较早"
    return f"同是第{new}版，文件较旧"
