"""Checks that names in the tables refer to something that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.season.models import FieldCondition, NumberIn, Publicity
from xxzz.strictyaml.problems import Keys
from xxzz.text.suggest import nearest, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from xxzz.season.models import AnyCondition
    from xxzz.season.tables import Season

_Misfit = tuple[str, Keys, str]


def check_references(season: Season) -> Iterator[_Misfit]:
    """Yield unknown names of categories, fields, recommenders and bodies."""
    yield from _categories(season)
    for table, keys, name in _fields_named(season):
        if name not in season.field_ids:
            yield table, keys, _unknown("栏目", name, season.field_ids)
    yield from _recommenders(season)
    yield from _bodies(season)
    sections = [section.id for section in season.notice.form.sections]
    for at, box in enumerate(season.notice.form.boxes):
        if box.section is not None and box.section not in sections:
            yield "notice", ("form", "boxes", at, "section"), _unknown("组", box.section, sections)


def column_titles(season: Season) -> Mapping[str, str]:
    """Return the titles of the columns in the quotas' totals, by key."""
    quotas = season.quotas
    infos = season.notice.categories if quotas.by_category else ()
    titles = {info.id: info.short for info in infos}
    titles |= {"flexible": "机动数量"} if quotas.has_flexible else {}
    return titles | {"total": "推荐总数"} | {one.id: one.name for one in quotas.subsets}


def _check_keys(
    table: str, keys: Keys, given: Collection[str], wanted: Collection[str]
) -> Iterator[_Misfit]:
    """Yield unknown and missing keys of a mapping."""
    unknown = [name for name in given if name not in wanted]
    for name in unknown:
        yield table, (*keys, name), _unknown("类别", name, wanted)
    meant = {guess for name in unknown for guess in nearest(name, wanted)}
    if missing := [name for name in wanted if name not in given and name not in meant]:
        yield table, keys, f"缺少：{'、'.join(missing)}。"


def fields_of(wanted: AnyCondition) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield path and name of each field that a condition refers to."""
    if isinstance(wanted, FieldCondition):
        yield ("field",), wanted.field
    if isinstance(wanted, Publicity):
        yield ("until",), wanted.until
    if isinstance(wanted, NumberIn):
        for at, other in enumerate(wanted.alternatives):
            yield ("alternatives", at, "field"), other.field


def _categories(season: Season) -> Iterator[_Misfit]:
    ids = season.categories
    for at, row in enumerate(season.quotas.recommenders):
        if row.quota:
            yield from _check_keys("quotas", ("recommenders", at, "quota"), row.quota, ids)
        for name in row.least:
            if name not in ids:
                yield "quotas", ("recommenders", at, "least", name), _unknown("类别", name, ids)
        parts = [one.id for one in season.quotas.subsets]
        yield from _check_keys("quotas", ("recommenders", at, "subsets"), row.subsets, parts)
    yield from _check_keys("quotas", ("totals",), season.quotas.totals, column_titles(season))
    for keys, name in _categories_named(season):
        if name not in ids:
            yield "notice", keys, _unknown("类别", name, ids)


def _categories_named(season: Season) -> Iterator[tuple[Keys, str]]:
    """Yield path and name of each reference to a category in the notice."""
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


def _fields_named(season: Season) -> Iterator[tuple[str, Keys, str]]:
    """Yield table, path and name of each reference to a field."""
    notice = season.notice
    yield from (("notice", keys, name) for keys, name in _of_form(season))
    for at, wanted in enumerate(notice.conditions):
        yield from (("notice", ("conditions", at, *keys), n) for keys, n in fields_of(wanted))
    for at, text in enumerate(notice.texts):
        yield "notice", ("texts", at, "field"), text.field
    for at, name in enumerate(notice.education.fields if notice.education else ()):
        yield "notice", ("education", "fields", at), name
    for at, part in enumerate(season.quotas.subsets):
        yield "quotas", ("subsets", at, "field"), part.field


def _of_form(season: Season) -> Iterator[tuple[Keys, str]]:
    form = season.notice.form
    yield ("form", "line", "field"), form.line.field
    for at, box in enumerate(form.boxes):
        yield ("form", "boxes", at, "field"), box.field
    for at, section in enumerate(form.sections):
        yield ("form", "sections", at, "field"), section.field
    for at, field in enumerate(season.notice.fields):
        if field.required_when:
            yield ("fields", at, "required_when", "field"), field.required_when.field


def _recommenders(season: Season) -> Iterator[_Misfit]:
    table = season.quotas.source
    names = [row.name for row in season.quotas.recommenders]
    for at, channel in enumerate(season.notice.channels):
        if channel.recommender and channel.recommender not in names:
            meant = suggestion(channel.recommender, names)
            text = f"{table}里没有推荐单位“{channel.recommender}”，请与名额分配表写得一字不差。"
            yield "notice", ("channels", at, "recommender"), f"{text}{meant}"


def _bodies(season: Season) -> Iterator[_Misfit]:
    bodies = [body.name for body in season.notice.coordinators]
    for at, info in enumerate(season.notice.categories):
        if info.coordinator not in bodies:
            text = f"牵头单位“{info.coordinator}”不在 coordinators 里，请补上或改正。"
            meant = suggestion(info.coordinator, bodies)
            yield "notice", ("categories", at, "coordinator"), f"{text}{meant}"


def _unknown(what: str, name: str, known: Collection[str]) -> str:
    meant = suggestion(name, known) or f"可以写：{'、'.join(known)}。"
    return f"没有叫“{name}”的{what}。{meant}"
