"""Verifies all items of the inbox and selects the latest of each recommender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.bundle.city.kind import Kind
from xxzz.bundle.layout import EDITION, RECOMMENDER, SAVED, edition_number
from xxzz.bundle.verdict import SAFE, WHOLE, Verdict
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xxzz.bundle.city.mailbox import Item
    from xxzz.season import Season
    from xxzz.season.models import Recommender


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item of the inbox with its recommender and, unless it is OTHER, its verdict."""

    item: Item
    recommender: Recommender | None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The item that counts for a recommender; the others as texts with reasons."""

    recommender: Recommender
    verdict: Verdict
    replaced: tuple[str, ...] = ()
    unusable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbox:
    """All arrivals: what counts, and packages that can't be used.

    `refused` has the latest package of each recommender that sent only unusable ones.
    """

    received: tuple[Received, ...]
    refused: tuple[Received, ...]
    unusable: tuple[Verdict, ...]
    arrivals: tuple[Arrival, ...] = ()

    @property
    def others(self) -> Sequence[Arrival]:
        """Arrivals that are neither packages nor workbooks."""
        return [one for one in self.arrivals if one.item.kind is Kind.OTHER]


def receive(
    items: Sequence[Item],
    season: Season,
    judge: Callable[[Item], Verdict],
    advance: Callable[[int, int], None] | None = None,
) -> Inbox:
    """Verify all items and choose one for each recommender, in the order of 附件2.

    A package never counts if it is damaged, unsafe, of another year or of an unknown recommender;
    with errors in its content it counts, so that the recommender gets a list of corrections. The
    highest edition is the latest; among equal editions the workbook saved last, then the newest
    file. A loose workbook counts only if the recommender sent no usable package.
    """
    arrivals = []
    for done, item in enumerate(items, 1):
        verdict = None if item.kind is Kind.OTHER else judge(item)
        arrivals.append(Arrival(item, _sender(item, verdict, season), verdict))
        if advance:
            advance(done, len(items))
    good, bad = _sort(arrivals)
    rows = season.quotas.recommenders
    return Inbox(
        received=tuple(
            _choose(row, good[row.name], bad.get(row.name, ())) for row in rows if row.name in good
        ),
        refused=tuple(
            _refuse(row, bad[row.name]) for row in rows if row.name in bad.keys() - good.keys()
        ),
        unusable=tuple(verdict for group in bad.values() for verdict in group),
        arrivals=tuple(arrivals),
    )


_Groups = dict[str, list[Verdict]]


def _sort(arrivals: Sequence[Arrival]) -> tuple[_Groups, _Groups]:
    """Return usable and unusable verdicts by recommender name, "" if unknown."""
    good: _Groups = {}
    bad: _Groups = {}
    for one in arrivals:
        if one.verdict:
            row = one.recommender
            group = good if row and _usable(one.verdict, row) else bad
            group.setdefault(row.name if row else "", []).append(one.verdict)
    return good, bad


def _sender(item: Item, verdict: Verdict | None, season: Season) -> Recommender | None:
    """Return the recommender by bag-info.txt, else nominations, else file and folder names."""
    if verdict and verdict.bag and (named := verdict.bag.value(RECOMMENDER)):
        return season.recommender(named)
    if verdict and verdict.loose and verdict.report:
        names = {one.ref.recommender for one in verdict.report.listed}
        if len(names) == 1:
            return season.recommender(names.pop())
    innermost_first = reversed(item.label.split("/"))
    named_in = (_named_in(name, season) for name in innermost_first)
    return season.recommender(item.path.stem.partition("-")[0]) or next(
        filter(None, named_in), None
    )


def _named_in(name: str, season: Season) -> Recommender | None:
    """Return the only recommender whose name occurs in a file or folder name."""
    text = comparison_key(name)
    found = [
        row
        for row in season.quotas.recommenders
        if any(comparison_key(name) in text for name in (row.name, *row.aliases))
    ]
    return found[0] if len(found) == 1 else None


def _usable(verdict: Verdict, row: Recommender) -> bool:
    whole = verdict.loose or (verdict.line(SAFE).passed and verdict.line(WHOLE).passed)
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
    # loose workbooks have no edition and therefore rank below packages
    return edition_number(edition) or 0, saved, verdict.package.stat().st_mtime_ns


def _why(latest: Verdict, older: Verdict) -> str:
    (new, new_saved, _), (old, old_saved, _) = _age(latest), _age(older)
    if older.loose and not latest.loose:
        return "没有打包的名单，以包为准"
    if new != old:
        return f"第{old}版，由第{new}版替换"
    if latest.bag and older.bag and latest.bag.manifests == older.bag.manifests:
        return "内容相同的另一份"
    same = f"同是第{new}版" if new else "同样没有打包"
    return f"{same}，名单保存得较早" if new_saved != old_saved else f"{same}，文件较旧"
