"""Writes 附件4 for the whole city and for each 牵头单位 (三（一）, 五（二）)."""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xxzz.render import DocumentRenderer, Kind, Summary
from xxzz.render.context import SummaryEntry, SummaryGroup, category_name
from xxzz.render.plan import SUMMARY
from xxzz.rules.channels import education_test
from xxzz.text.file_names import safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.bundle.city.view import City
    from xxzz.entry import Entry
    from xxzz.season import Season
    from xxzz.season.models import Coordinator

_COORDINATORS = "牵头单位"
_WHOLE_CITY = f"全市{SUMMARY}.docx"


def lists(city: City) -> Iterator[tuple[str, bytes]]:
    """Yield the Word files of all lists with their paths below the output folder."""
    renderer = DocumentRenderer(city.season, None, kinds=[Kind.SUMMARY])
    receiver = city.season.notice.submission.receiver
    yield _WHOLE_CITY, renderer.make(_summary(receiver, city.entries, city))
    for coordinator in city.season.notice.coordinators:
        chosen = for_coordinator(coordinator, city.entries, city.season)
        content = renderer.make(_summary(coordinator.name, chosen, city))
        yield f"{coordinator_path(coordinator.name)}.docx", content


def coordinator_path(name: str) -> str:
    """Return the path of a 牵头单位's folder below the output folder; its list is beside it."""
    return f"{_COORDINATORS}/{safe_name(name, '')}"


def for_coordinator(
    coordinator: Coordinator, entries: Sequence[Entry], season: Season
) -> list[Entry]:
    """Return the nominations of a 牵头单位.

    An `education_only` coordinator gets the 教育类 of its categories; the others get the rest.
    """
    is_education = education_test(season)
    apart = {
        category
        for other in season.notice.coordinators
        if other.education_only
        for category in other.categories
    }
    return [
        one
        for one in entries
        if one.category in coordinator.categories
        and (
            one.category not in apart or is_education(one.nomination) is coordinator.education_only
        )
    ]


def in_order(entries: Sequence[Entry], season: Season) -> list[Entry]:
    """Sort by category in the notice's order, otherwise keeping the order."""
    order = [info.id for info in season.notice.categories]
    return sorted(
        entries, key=lambda one: order.index(one.category) if one.category else len(order)
    )


def _summary(title: str, entries: Sequence[Entry], city: City) -> Summary:
    """Return a list numbered by category; 备注 names the recommender."""
    season = city.season
    groups = []
    by_category = in_order(entries, season)
    for name, members in groupby(by_category, key=lambda one: category_name(one, season)):
        rows = tuple(
            SummaryEntry(place, one.nomination.name, _remark(one, city))
            for place, one in enumerate(members, 1)
        )
        groups.append(SummaryGroup(name, len(rows), rows))
    return Summary(PurePosixPath(_WHOLE_CITY), title, tuple(groups))


def _remark(entry: Entry, city: City) -> str:
    nomination = entry.nomination
    rank = f"第{nomination.rank}位" if nomination.rank else ""
    parts = (
        city.number_of(entry),
        f"{entry.ref.recommender}推荐{rank}",
        "名额外，经批准" if entry in city.beyond_quota else "",
        nomination.remark,
    )
    return "；".join(filter(None, parts))
