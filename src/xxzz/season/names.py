"""Checks that names in the tables are unique and refer to something that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.nomination import Roles
from xxzz.strictyaml.problems import Keys
from xxzz.text.normalise import comparison_key
from xxzz.text.suggest import nearest, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from xxzz.season.tables import Season

_Misfit = tuple[str, Keys, str]
_Named = tuple[Keys, str, object]
"""Where a name stands, the name, and whose it is."""


def check_names(season: Season) -> Iterator[_Misfit]:
    """Yield names that stand for two things, and names that stand for nothing."""
    for named in (_recommenders, _numbers, _categories, _headers, _answers, _sheets):
        table = "quotas" if named in (_recommenders, _numbers) else "notice"
        yield from ((table, keys, text) for keys, text in _doubled(named(season)))
    yield from _indicators(season)
    yield from _category_ids(season)
    yield from _fields(season)
    yield from _references(season)


def _doubled(named: Iterable[_Named]) -> Iterator[tuple[Keys, str]]:
    owners: dict[str, tuple[object, str]] = {}
    for keys, name, owner in named:
        first, spelling = owners.setdefault(comparison_key(name), (owner, name))
        if first != owner:
            same = "" if spelling == name else f"（与“{spelling}”算同一个）"
            yield keys, f"“{name}”用了两次{same}，分不清指哪一个，请改掉一个。"


def _recommenders(season: Season) -> Iterator[_Named]:
    for at, row in enumerate(season.quotas.recommenders):
        # each row's own name stands for the row itself, so that a row written twice is found
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
            text = f"类别 {name} 写了两次，只能写一次。"
            yield "notice", ("categories", at, "id"), text
    for at, row in enumerate(season.quotas.recommenders):
        if row.quota:
            yield from check_keys("quotas", ("recommenders", at, "quota"), row.quota, ids)
    for keys, name in _categories_named(season):
        if name not in ids:
            yield "notice", keys, _unknown_category(name, ids)


def check_keys(
    table: str, keys: Keys, given: Collection[str], wanted: Collection[str]
) -> Iterator[_Misfit]:
    """Yield the keys of a mapping that are none of those wanted, and those that are missing."""
    unknown = [name for name in given if name not in wanted]
    for name in unknown:
        yield table, (*keys, name), _unknown_category(name, wanted)
    meant = {guess for name in unknown for guess in nearest(name, wanted)}
    if missing := [name for name in wanted if name not in given and name not in meant]:
        yield table, keys, f"缺少：{'、'.join(missing)}。"


def _categories_named(season: Season) -> Iterator[tuple[Keys, str]]:
    """Yield each place of the notice that names a category, with the name."""
    for keys, names in _category_lists(season):
        yield from (((*keys, at), name) for at, name in enumerate(names))
    for name in season.notice.sheets.indicators:
        yield ("sheets", "indicators", name), name


def _category_lists(season: Season) -> Iterator[tuple[Keys, Iterable[str]]]:
    notice = season.notice
    for name in ("channels", "coordinators"):
        for at, one in enumerate(getattr(notice, name)):
            yield (name, at, "categories"), one.categories
    for at, field in enumerate(notice.fields):
        yield ("fields", at, "required"), field.required
    for at, condition in enumerate(notice.conditions):
        yield ("conditions", at, "categories"), condition.categories
    for at, text in enumerate(notice.texts):
        for number, limit in enumerate(text.limits):
            yield ("texts", at, "limits", number, "categories"), limit.categories


def _unknown_category(name: str, known: Collection[str]) -> str:
    meant = suggestion(name, known) or f"可以写：{'、'.join(known)}。"
    return f"没有叫“{name}”的类别。{meant}"


def _fields(season: Season) -> Iterator[_Misfit]:
    present = [field.id for field in season.notice.fields]
    for at, name in enumerate(present):
        if name in present[:at]:
            yield "notice", ("fields", at, "id"), f"栏目“{name}”写了两次，请删去一个。"
    yield from _roles(season)
    form = season.notice.form
    used: list[tuple[Keys, str]] = [(("form", "line", "field"), form.line.field)]
    used += [(("form", "boxes", at, "field"), box.field) for at, box in enumerate(form.boxes)]
    used += [(("form", "sections", at, "field"), one.field) for at, one in enumerate(form.sections)]
    for keys, name in used:
        if name not in present:
            yield "notice", keys, _unknown_field(name, present)


def _roles(season: Season) -> Iterator[_Misfit]:
    """Yield fields that claim a role a second time, and roles that no field has."""
    held: list[str] = []
    for at, field in enumerate(season.notice.fields):
        if field.role in held:
            text = f"role: {field.role} 已经有一栏，只能有一栏，请删去一个。"
            yield "notice", ("fields", at, "role"), text
        held += [field.role] if field.role else []
    if missing := [role for role in Roles._fields if role not in {*held, *Roles._field_defaults}]:
        yield "notice", ("fields",), f"缺少 role 是{'、'.join(missing)}的栏目。"


def _unknown_field(name: str, known: Collection[str]) -> str:
    meant = suggestion(name, known) or f"可以写：{'、'.join(known)}。"
    return f"没有叫“{name}”的栏目。{meant}"


def _references(season: Season) -> Iterator[_Misfit]:
    bodies = {body.name for body in season.notice.coordinators}
    for at, info in enumerate(season.notice.categories):
        if info.coordinator not in bodies:
            text = f"牵头单位“{info.coordinator}”不在 coordinators 里，请补上或改正。"
            yield "notice", ("categories", at, "coordinator"), text
    sections = {section.id for section in season.notice.form.sections}
    for at, box in enumerate(season.notice.form.boxes):
        if box.section is not None and box.section not in sections:
            text = f"没有叫“{box.section}”的组，可以写：{'、'.join(sorted(sections))}。"
            yield "notice", ("form", "boxes", at, "section"), text
