"""Extracts the forms (附件3) from the packages for the 牵头单位 (五（二）)."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xxzz.bundle.bagit.container import READ_ERRORS, open_container, read_whole
from xxzz.bundle.bagit.safety import PackageUnsafe
from xxzz.bundle.city.lists import coordinator_path, for_coordinator, in_order
from xxzz.bundle.city.view import location_in_city
from xxzz.bundle.layout import DOCUMENTS
from xxzz.render import Form, Kind, PlanOptions, make_plans
from xxzz.render.rows import FORMS
from xxzz.text.file_names import safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.bundle.city.receive import Received
    from xxzz.bundle.city.view import City
    from xxzz.location import Location


def forms(city: City) -> Iterator[tuple[str, bytes]]:
    """Yield each 牵头单位's forms by priority, named by position, number and name.

    Workbooks sent without a package have no forms.
    """
    made = {
        where: content
        for received in city.inbox.received
        if not received.verdict.loose
        for where, content in _of_package(received, city)
    }
    for coordinator in city.season.notice.coordinators:
        chosen = in_order(for_coordinator(coordinator, city.entries, city.season), city.season)
        folder = f"{coordinator_path(coordinator.name)}/{FORMS}"
        for place, entry in enumerate(chosen, 1):
            if content := made.get(entry.nomination.origin.base):
                title = f"{place:03} {city.number_of(entry)} {entry.nomination.name}"
                yield f"{folder}/{safe_name(title, str(place))}.docx", content


def _of_package(received: Received, city: City) -> Iterator[tuple[Location, bytes]]:
    paths = dict(_paths(received, city))
    try:
        with open_container(received.verdict.package) as container:
            for where, path in paths.items():
                if path in container.sizes:
                    yield where, read_whole(container, path)
    except (PackageUnsafe, *READ_ERRORS):
        return  # already reported: an unreadable package is not consistent


def _paths(received: Received, city: City) -> Mapping[Location, str]:
    """Return the path in the package of each nomination's form, by its location in `city`."""
    verdict = received.verdict
    if verdict.checked is None:
        return {}
    options = PlanOptions(only=Kind.FORM, draft=True)
    return {
        location_in_city(received, form.entry.nomination.origin.base): (
            PurePosixPath(DOCUMENTS) / form.path.relative_to(plan.folder)
        ).as_posix()
        for plan in make_plans(verdict.checked, options)
        for form in plan.documents
        if isinstance(form, Form)
    }
