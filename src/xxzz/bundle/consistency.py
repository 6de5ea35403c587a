"""Checks that the files of a package agree, by generating the documents again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xxzz.bundle.agreement import Agreement, Comparer
from xxzz.bundle.bagit.container import READ_ERRORS, read_whole
from xxzz.bundle.content import documents
from xxzz.bundle.layout import (
    DOCUMENTS,
    EDITION,
    JSON_REPORT,
    NOMINATIONS,
    SOURCES,
    TABLES,
    TABLES_VERSION,
    count_label,
    edition_number,
)
from xxzz.bundle.tables import tables_version
from xxzz.bundle.verdict import CONSISTENT, Line
from xxzz.report.json_report import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.bundle.bagit.bag import Bag
    from xxzz.bundle.bagit.container import Container
    from xxzz.bundle.inside import Inside
    from xxzz.checked import Checked
    from xxzz.season import Season


def consistent(container: Container, inside: Inside, bag: Bag) -> Line:
    """Return the check of whether the files of a package agree."""
    there = {name for name in container.sizes if name.startswith(f"{DOCUMENTS}/")}
    found = dict(_compared(container, inside))
    faults = [f"按名单应当有“{name}”，包里没有" for name in sorted(found.keys() - there)]
    faults += (f"包里有“{name}”，按名单不应当有" for name in sorted(there - found.keys()))
    notes: list[str] = []
    for name in sorted(there & found.keys()):
        if found[name].differences:
            faults.append(f"“{name}”与名单不同：{'，'.join(found[name].differences)}")
        elif found[name].by_hand:
            notes.append(f"“{name}”是手工改过的，各栏与名单一致")
    faults += (f"名单没有用到“{name}”" for name in sorted(_sources(container) - inside.used))
    faults += _counts(inside.checked, bag)
    faults += _report(container, inside)
    faults += _tables(container, bag, inside.checked.season)
    return Line(CONSISTENT, tuple(faults), tuple(notes))


def _compared(container: Container, inside: Inside) -> Iterator[tuple[str, Agreement]]:
    """Yield comparisons one by one: all documents at once might exceed the memory."""
    compare = Comparer(inside.checked.season).compare
    for name, expected in documents(inside.checked):
        content = _content(container, name)
        yield name, compare(content, expected) if content else Agreement(("读不出来",))


def _counts(checked: Checked, bag: Bag) -> Iterator[str]:
    entries, season = checked.entries, checked.season
    real = {count_label(c): sum(one.category == c for one in entries) for c in season.categories}
    for label, number in {NOMINATIONS: len(entries), **real}.items():
        if bag.value(label) != str(number):
            yield f"bag-info.txt 的 {label} 是“{bag.value(label)}”，名单里是{number}"
    edition = bag.value(EDITION)
    if edition and edition_number(edition) is None:
        yield f"bag-info.txt 的 {EDITION} 是“{edition}”，应当是1、2、3这样的版次"


def _report(container: Container, inside: Inside) -> Iterator[str]:
    """Compare only the summary: newer versions may word findings differently."""
    content = _content(container, JSON_REPORT)
    if content is None:
        return
    try:
        theirs: Any = json.loads(content)
        number, errors = (theirs["summary"][key] for key in ("nominations", "errors"))
    except (ValueError, KeyError, TypeError, RecursionError):
        yield f"“{JSON_REPORT}”读不出来"
        return
    summary = document(inside.checked.report)["summary"]
    measure = inside.checked.season.measure
    if (number, errors) != (summary["nominations"], summary["errors"]):
        yield (
            f"检查结果写的是{number}{measure}、{errors}处错误，"
            f"重新检查是{summary['nominations']}{measure}、{summary['errors']}处错误"
        )


def _sources(container: Container) -> set[str]:
    return {name for name in container.sizes if name.startswith(f"{SOURCES}/")}


def _tables(container: Container, bag: Bag, season: Season) -> Iterator[str]:
    """Compare the season's tables with their version in bag-info.txt."""
    top = f"{TABLES}/"
    names = [name for name in container.sizes if name.startswith(top)]
    files = {name.removeprefix(top): _content(container, name) or b"" for name in names}
    if bag.value(TABLES_VERSION) != tables_version(season.year, files):
        yield f"包里的规则表与 bag-info.txt 的 {TABLES_VERSION} 不符"


def _content(container: Container, name: str) -> bytes | None:
    if name not in container.sizes:
        return None
    try:
        return read_whole(container, name)
    except READ_ERRORS:
        return None
