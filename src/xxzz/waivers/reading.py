"""Reads waivers.yaml strictly: an unknown key or rule is an error at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from xxzz import rule_names
from xxzz.finding import Problem
from xxzz.rules import rule_named, rules_of
from xxzz.season.models.base import Model
from xxzz.strictyaml.problems import SeasonError
from xxzz.strictyaml.tree import Tree, read_tree
from xxzz.text.suggest import suggestion
from xxzz.waivers import FILE_NAME
from xxzz.waivers.waiver import Entry, Waiver, Waivers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from xxzz.location import Location
    from xxzz.nomination import Submission
    from xxzz.season import Season


class WaiverFile(Model):
    """A waivers.yaml."""

    waivers: tuple[Entry, ...]


def read_waivers(submissions: Iterable[Submission], season: Season) -> Waivers:
    """Read the waivers beside the workbooks; invalid ones become problems."""
    folders = dict.fromkeys(submission.source.parent for submission in submissions)
    granted: list[Waiver] = []
    problems: list[Problem] = []
    for folder in folders:
        path = folder / FILE_NAME
        if path.is_file():
            found = read_file(path, season)
            granted += found.granted
            problems += found.problems
    return Waivers(tuple(granted), tuple(problems))


def read_file(path: Path, season: Season) -> Waivers:
    """Read one waivers file, which applies to its folder."""
    try:
        tree = read_tree(path)
    except SeasonError as error:
        return Waivers((), tuple(_invalid(one.message, one.location) for one in error.problems))
    return waivers_in(tree, tree.data, season)


def waivers_in(tree: Tree, data: Any, season: Season) -> Waivers:
    """Return the waivers under the key `waivers` of parsed data."""
    try:
        table = WaiverFile.model_validate(data)
    except ValidationError as error:
        return Waivers((), tuple(_translate(error, tree)))
    waivers = [
        Waiver(entry, tree.problem(("waivers", at), "").location)
        for at, entry in enumerate(table.waivers)
    ]
    faults = [(one, _fault(one, season)) for one in waivers]
    return Waivers(
        tuple(one for one, fault in faults if not fault),
        tuple(_invalid(fault, one.location) for one, fault in faults if fault),
    )


def _translate(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    from xxzz.season.messages import say  # noqa: PLC0415  # needed for a broken file only

    for detail in error.errors(include_url=False):
        yield _invalid(say(detail, WaiverFile), tree.problem(detail["loc"], "").location)


def _fault(waiver: Waiver, season: Season) -> str | None:
    entry = waiver.entry
    known = rule_named(entry.rule, season)
    if known is None:
        names = [one.name for one in rules_of(season)]
        return f"没有叫“{entry.rule}”的规则。{suggestion(entry.rule, names)}"
    if known.check is None:
        return f"“{entry.rule}”不能豁免：材料读不出来就没有检查，豁免不了。"
    if entry.nomination is None and entry.rule not in rule_names.OF_RECOMMENDERS:
        return f"{waiver.what}没有写 nomination，不知道是哪一{season.measure}。"
    if entry.expires is not None and entry.expires < entry.date:
        return f"{waiver.what}的 expires（{entry.expires}）比批准日期（{entry.date}）还早。"
    return None


def _invalid(message: str, location: Location) -> Problem:
    """Make the problem for an invalid waiver."""
    hint = "请改正这一行；每一条要写 rule、nomination、reason、approved_by、date。"
    return Problem(message, hint, location, rule=rule_names.WAIVER_INVALID)
