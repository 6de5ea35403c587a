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
    """The package of a recommender that is answered; the others that came, each with the reason."""

    recommender: Recommender
    verdict: Verdict
    replaced: tuple[str, ...] = ()
    unusable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that came in: what counts, and the packages that can't be used.

    `refused` are the latest packages of recommenders that sent only such ones.
    """

    received: tuple[Received, ...]
    refused: tuple[Received, ...]
    unusable: tuple[Verdict, ...]


def receive(
    packages: Sequence[Path],
    season: Season,
    data: Path | None = None,
    advance: Callable[[int, int], None] | None = None,
) -> Inbox:
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
    good, bad = _sort(verdicts, season)
    rows = season.quotas.recommenders
    return Inbox(
        received=tuple(
            _choose(row, good[row.name], bad.get(row.name, ())) for row in rows if row.name in good
        ),
        refused=tuple(
            _refuse(row, bad[row.name]) for row in rows if row.name in bad.keys() - good.keys()
        ),
        unusable=tuple(verdict for group in bad.values() for verdict in group),
    )


_Groups = dict[str, list[Verdict]]


def _sort(verdicts: Sequence[Verdict], season: Season) -> tuple[_Groups, _Groups]:
    """Return what can be used and what can't by recommender, "" where nobody knows whose it is."""
    good: _Groups = {}
    bad: _Groups = {}
    for verdict in verdicts:
        row = _sender(verdict, season)
        group = good if row and _usable(verdict, row) else bad
        group.setdefault(row.name if row else "", []).append(verdict)
    return good, bad


def _sender(verdict: Verdict, season: Season) -> Recommender | None:
    """Return whose package this is, by its own word; by its file's name where it can't be read."""
    named = verdict.bag.value(RECOMMENDER) if verdict.bag else ""
    return season.recommender(named or verdict.package.stem.partition("-")[0])


def _usable(verdict: Verdict, row: Recommender) -> bool:
    whole = verdict.line(SAFE).passed and verdict.line(WHOLE).passed
    if not whole or not verdict.submissions or verdict.report is None:
        return False
    return all(one.ref.recommender == row.name for one in verdict.report.listed)


def _choose(recommender: Recommender, good: Sequence[Verdict], bad: Sequence[Verdict]) -> Received:
    latest, *older = sorted(good, key=_age, reverse=True)
    replaced = [f"{one.package.name}（{_why(latest, one)}）" for one in older]
    return Received(recommender, latest, tuple(replaced), _unusable(bad))


def _refuse(recommender: Recommender, bad: Sequence[Verdict]) -> Received:
    latest, *older = sorted(bad, key=_age, reverse=True)
    return Received(recommender, latest, unusable=_unusable(older))


def _unusable(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    return tuple(f"{one.package.name}（{one.complaint}）" for one in verdicts)


def _age(verdict: Verdict) -> tuple[int, str, int]:
    edition, saved = (verdict.bag.value(label) if verdict.bag else "" for label in (EDITION, SAVED))
    return edition_number(edition) or 0, saved, verdict.package.stat().st_mtime_ns


def _why(latest: Verdict, older: Verdict) -> str:
    (new, new_saved, _), (old, old_saved, _) = _age(latest), _age(older)
    if new != old:
        return f"第{old}版，由第{new}版替换"
    if latest.bag and older.bag and latest.bag.manifests == older.bag.manifests:
        return "内容相同的另一份"
    if new_saved != old_saved:
        return f"同是第{new}版，名单保存得较早"
    return f"同是第{new}版，文件较旧"
