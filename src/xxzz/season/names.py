"""Checks that names in the tables are unique."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.nomination import Roles
from xxzz.strictyaml.problems import Keys
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xxzz.season.tables import Season

_Misfit = tuple[str, Keys, str]
_ROLES = {"rank": "序号", "recommender": "推荐单位", "category": "类别", "name": "名称"}
_Named = tuple[Keys, str, object]
"""The path of a name, the name, and its owner."""


def check_identities(season: Season) -> Iterator[_Misfit]:
    """Yield categories and fields defined twice, and roles without a field."""
    yield from _category_ids(season)
    yield from _field_ids(season)
    yield from _roles(season)


def check_names(season: Season) -> Iterator[_Misfit]:
    """Yield names with two meanings."""
    for named in (_recommenders, _numbers, _categories, _headers, _answers, _sheets):
        table = "quotas" if named in (_recommenders, _numbers) else "notice"
        yield from ((table, keys, text) for keys, text in _duplicates(named(season)))
    yield from _indicators(season)


def _duplicates(named: Iterable[_Named]) -> Iterator[tuple[Keys, str]]:
    owners: dict[str, tuple[object, str]] = {}
    for keys, name, owner in named:
        first, spelling = owners.setdefault(comparison_key(name), (owner, name))
        if first != owner:
            same = "" if spelling == name else f"（与“{spelling}”算同一个）"
            yield keys, f"“{name}”用了两次{same}，分不清指哪一个，请改掉一个。"


def _recommenders(season: Season) -> Iterator[_Named]:
    for at, row in enumerate(season.quotas.recommenders):
        # the owner is the row, so that a row entered twice is found
        yield ("recommenders", at, "name"), row.name, at
        yield from _each(("recommenders", at, "aliases"), row.aliases, at)


def _numbers(season: Season) -> Iterator[_Named]:
    for at, row in enumerate(season.quotas.recommenders):
        if row.no is not None:
            yield ("recommenders", at, "no"), str(row.no), at


def _categories(season: Season) -> Iterator[_Named]:
    for at, info in enumerate(season.notice.categories):
        yield ("categories", at, "name"), info.name, at
        yield ("categories", at, "short"), info.short, at
        yield from _each(("categories", at, "aliases"), info.aliases, at)
        education = ("categories", at, "education_aliases")
        yield from _each(education, info.education_aliases, education)


def _headers(season: Season) -> Iterator[_Named]:
    for at, field in enumerate(season.notice.fields):
        yield ("fields", at, "header"), field.header, at
        yield from _each(("fields", at, "aliases"), field.aliases, at)


def _answers(season: Season) -> Iterator[_Named]:
    answers = season.notice.assessment
    for name in ("met", "partly", "unmet") if answers else ():
        yield from _each(("assessment", name), getattr(answers, name), name)


def _sheets(season: Season) -> Iterator[_Named]:
    sheets = season.notice.sheets
    yield ("sheets", "nominations"), sheets.nominations, "nominations"
    for category, name in sheets.indicators.items():
        yield ("sheets", "indicators", category), name, category


def _each(keys: Keys, names: Iterable[str], owner: object) -> Iterator[_Named]:
    return (((*keys, at), name, owner) for at, name in enumerate(names))


def _indicators(season: Season) -> Iterator[_Misfit]:
    seen: set[str] = set()
    for category, table in season.indicators.items():
        for g, group in enumerate(table.groups):
            for i, item in enumerate(group.items):
                if item.id in seen:
                    keys = ("groups", g, "items", i, "id")
                    text = f"指标编号“{item.id}”用了两次，请改掉一个。"
                    yield f"indicators/{category}", keys, text
                seen.add(item.id)


def _category_ids(season: Season) -> Iterator[_Misfit]:
    ids = [info.id for info in season.notice.categories]
    for at, name in enumerate(ids):
        if name in ids[:at]:
            text = f"类别 {name} 写了两次，只能写一次；是不是有一个忘了改 id？"
            yield "notice", ("categories", at, "id"), text


def _field_ids(season: Season) -> Iterator[_Misfit]:
    present = [field.id for field in season.notice.fields]
    for at, name in enumerate(present):
        if name in present[:at]:
            text = f"栏目“{name}”写了两次，请删去一个；不是同一栏的，请改 id。"
            yield "notice", ("fields", at, "id"), text


def _roles(season: Season) -> Iterator[_Misfit]:
    """Yield fields whose role is already taken, and roles without a field."""
    held: list[str] = []
    for at, field in enumerate(season.notice.fields):
        if field.role in held:
            text = f"role: {field.role} 已经有一栏，只能有一栏，请删去一个。"
            yield "notice", ("fields", at, "role"), text
        held += [field.role] if field.role else []
    for role in Roles._fields:
        if role not in {*held, *Roles._field_defaults}:
            text = f"没有一栏是 role: {role}，请在{_ROLES[role]}那一栏加上这一行。"
            yield "notice", ("fields",), text
