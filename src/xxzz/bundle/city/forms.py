"""附件3 of the nominations that count, taken out of the packages for the 牵头单位 (五（二）)."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xxzz.bundle.bagit.container import READ_ERRORS, open_container, read_whole
from xxzz.bundle.bagit.safety import PackageUnsafe
from xxzz.bundle.city.lists import FOR_BODIES, in_order, of_body
from xxzz.bundle.city.view import owned_by
from xxzz.bundle.layout import DOCUMENTS
from xxzz.render import Choice, Form, Kind, make_plan
from xxzz.text.file_names import safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.bundle.city.receive import Received
    from xxzz.bundle.city.view import City
    from xxzz.location import Location

_FOLDER = "推荐表"


def forms(city: City) -> Iterator[tuple[str, bytes]]:
    """Yield each 牵头单位's forms in order of priority, named by place, number and nomination.

    A workbook that came without a package has no forms.
    """
    made = {
        where: content
        for received in city.inbox.received
        if not received.verdict.loose
        for where, content in _of_package(received, city)
    }
    for body in city.season.notice.coordinators:
        chosen = in_order(of_body(body, city.entries, city.season), city.season)
        folder = f"{FOR_BODIES}/{safe_name(body.name, '')}/{_FOLDER}"
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
        return  # what can't be read is not consistent, and so was said


def _paths(received: Received, city: City) -> Mapping[Location, str]:
    """Return where in the package the form of each nomination is, by where it stands in `city`."""
    verdict = received.verdict
    if verdict.checked is None:
        return {}
    choice = Choice(only=Kind.FORM, draft=True)
    return {
        owned_by(received, form.entry.nomination.origin.base): (
            PurePosixPath(DOCUMENTS) / form.path.relative_to(bundle.folder)
        ).as_posix()
        for bundle in make_plan(verdict.checked, choice)
        for form in bundle.documents
        if isinstance(form, Form)
    }
