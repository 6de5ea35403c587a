"""The rule on nominations that won in a former year, by the office's list of former winners."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import answers_of, quoted
from xxzz.rules.rule import Rule, rule
from xxzz.rules.similar import district_of, find_alike
from xxzz.season.bare_names import NameStripper
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season
    from xxzz.season.past import PastWinner


class WonBefore(NamedTuple):
    """A nomination, and a former winner with the same or (`similar`) a similar name."""

    entry: Entry
    winner: PastWinner
    similar: bool


@rule(
    rule_names.PAST_WINNER,
    clause=lambda season: season.notice.duplicates.clause,
    severity=Severity.WARNING,
)
def past_winner(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """以前获评过，或名称与以前获评的很相近。

    **为什么**：已经获评的再占一个名额，评议时要知道。材料旁边（汇总时是写结果的文件夹）放有
    `往年名单.xlsx`的，按名称比较，写法和重复推荐的规则一样；没有放的不比较。通知没有说不能再推荐，
    所以只是提醒。

    **不通过**：往年名单里2021年有`样张（集团）公司`，今年又推荐`样张(集团)公司`。

    **通过**：往年名单里没有这个名称。

    **怎样改**：核对是不是同一{measure}；可以再推荐的不用改。
    """
    excluded = _categories_of_condition(season)
    ours = [entry for entry in entries if entry.category not in excluded]
    for entry, winner, similar in won_before(ours, season):
        when = f"{winner.year}年" if winner.year else "以前"
        name = quoted(entry.nomination.name)
        message = (
            f"{name}与{when}获评的{quoted(winner.name)}名称相近，可能是同一{season.measure}。"
            if similar
            else f"{name}{when}已经获评过。"
        )
        hint = (
            f"请核对（见 {winner.place}）：确是同一{season.measure}的，请考虑要不要再推荐；"
            "不是的，不用改。"
        )
        yield entry.problem(season.roles.name, message, hint)
    if season.past_winners is not None:
        answers = answers_of(season)
        for entry in ours:
            if not answers.given(entry.nomination, season.roles.name):
                yield entry.skip("没有可以比较的名称")


def _categories_of_condition(season: Season) -> frozenset[str]:
    """Return the categories whose former winners are left to a condition of the season."""
    lists = (one for one in season.notice.conditions if one.kind == "not-in-list")
    return frozenset(category for one in lists for category in one.categories)


def won_before(entries: Sequence[Entry], season: Season) -> Iterator[WonBefore]:
    """Yield the nominations on the list of former winners, with the latest win of each.

    Winners of this and later years are ignored.
    """
    former = _latest(season)
    if not former:
        return
    answers = answers_of(season)
    named = [
        (entry, key)
        for entry in entries
        if (key := comparison_key(answers.given(entry.nomination, season.roles.name)))
    ]
    stripper = NameStripper(season)
    old = list(former.values())
    theirs = [
        stripper.strip(key, district_of(season.recommender(one.recommender)))
        for key, one in former.items()
    ]
    ours = [stripper.strip(key, district_of(entry.recommender)) for entry, key in named]
    alike = find_alike(ours, theirs, season.notice.duplicates)
    for at, (entry, key) in enumerate(named):
        if same := former.get(key):
            yield WonBefore(entry, same, similar=False)
        elif at in alike:
            yield WonBefore(entry, old[alike[at]], similar=True)


def _latest(season: Season) -> dict[str, PastWinner]:
    """Return the latest win of each former winner, by the key of the name."""
    found: dict[str, PastWinner] = {}
    for one in season.past_winners or ():
        key = comparison_key(one.name)
        if key and _year(one) < season.year:
            before = found.get(key)
            if before is None or _year(before) < _year(one):
                found[key] = one
    return found


def _year(one: PastWinner) -> int:
    return one.year or 0


RULES: tuple[Rule, ...] = (past_winner,)
