"""Verifies all items of the inbox and selects the latest of each recommender."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from xxzz.bundle.city.kind import Kind
from xxzz.bundle.city.register.times import Stamp
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
    """An item of the inbox with its recommender, its time and, unless it is OTHER, its verdict."""

    item: Item
    recommender: Recommender | None
    verdict: Verdict | None = None
    stamp: Stamp = field(default_factory=Stamp)

    @property
    def named_inside(self) -> Recommender | None:
        """The recommender, if its material could be read: no guess from names of files."""
        return self.recommender if self.verdict and self.verdict.submissions else None


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
    stamp: Callable[[Item], Stamp],
    advance: Callable[[int, int], None] | None = None,
) -> Inbox:
    """Verify all items and choose one for each recommender, in the order of 附件2.

    A package never counts if it is damaged, unsafe, of another year or of an unknown recommender;
    with errors in its content it counts, so that the recommender gets a list of corrections. The
    highest edition is the latest; among equal editions the workbook saved last, then what came
    last. Of copies with the same content the first counts: sending it again makes nobody late. A
    loose workbook counts only if the recommender sent no usable package.
    """
    arrivals = []
    for done, item in enumerate(items, 1):
        verdict = None if item.kind is Kind.OTHER else judge(item)
        arrivals.append(Arrival(item, _sender(item, verdict, season), verdict, stamp(item)))
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
        unusable=tuple(one.verdict for group in bad.values() for one in group),
        arrivals=tuple(arrivals),
    )


class _Candidate(NamedTuple):
    verdict: Verdict
    stamp: Stamp
    label: str


_Groups = dict[str, list[_Candidate]]


def _sort(arrivals: Sequence[Arrival]) -> tuple[_Groups, _Groups]:
    """Return usable and unusable material by recommender name, "" if unknown."""
    good: _Groups = {}
    bad: _Groups = {}
    for one in arrivals:
        if one.verdict:
            row = one.recommender
            group = good if row and _usable(one.verdict, row) else bad
            candidate = _Candidate(one.verdict, one.stamp, one.item.label)
            group.setdefault(row.name if row else "", []).append(candidate)
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


def _choose(
    recommender: Recommender, good: Sequence[_Candidate], bad: Sequence[_Candidate]
) -> Received:
    newest = max(good, key=_age)
    latest = min((one for one in good if _is_copy(newest, one)), key=_arrival)
    older = sorted((one for one in good if one is not latest), key=_age, reverse=True)
    replaced = [f"{_name(one, latest)}（{_why(latest, one)}）" for one in older]
    return Received(recommender, latest.verdict, tuple(replaced), _unusable(bad))


def _refuse(recommender: Recommender, bad: Sequence[_Candidate]) -> Received:
    latest, *older = sorted(bad, key=_age, reverse=True)
    return Received(recommender, latest.verdict, unusable=_unusable(older))


def _unusable(candidates: Sequence[_Candidate]) -> tuple[str, ...]:
    verdicts = (one.verdict for one in candidates)
    return tuple(f"{one.package.name}（{one.complaint}）" for one in verdicts)


def _name(one: _Candidate, latest: _Candidate) -> str:
    name = one.verdict.package.name
    return one.label if name == latest.verdict.package.name else name


def _arrival(one: _Candidate) -> tuple[float, int]:
    return one.stamp.came, one.stamp.saved


def _age(one: _Candidate) -> tuple[int, str, tuple[float, int]]:
    bag = one.verdict.bag
    edition, saved = (bag.value(label) if bag else "" for label in (EDITION, SAVED))
    # loose workbooks have no edition and therefore rank below packages
    return edition_number(edition) or 0, saved, _arrival(one)


def _is_copy(one: _Candidate, other: _Candidate) -> bool:
    bags = one.verdict.bag, other.verdict.bag
    if bags[0] and bags[1]:
        return bags[0].manifests == bags[1].manifests
    return one is other or (bool(one.stamp.digest) and one.stamp.digest == other.stamp.digest)


def _why(latest: _Candidate, older: _Candidate) -> str:
    (new, new_saved, came), (old, old_saved, came_before) = _age(latest), _age(older)
    if older.verdict.loose and not latest.verdict.loose:
        return "没有打包的名单，以包为准"
    if new != old:
        return f"第{old}版，由第{new}版替换"
    if _is_copy(latest, older):
        return "内容相同的另一份"
    same = f"同是第{new}版" if new else "同样没有打包"
    if came == came_before and new_saved == old_saved:
        return f"{same}，收到的时间也相同，分不清先后，请核对"
    return f"{same}，{'名单保存得' if new_saved != old_saved else '收到得'}较早"
