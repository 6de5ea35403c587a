"""Do 附件3, 附件4, report and workbook of a package say the same: rendered again, compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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
from xxzz.intake.docx.text import DocumentUnreadable, read_docx
from xxzz.report.json_report import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.bundle.bagit.bag import Bag
    from xxzz.bundle.bagit.container import Container
    from xxzz.bundle.inside import Inside
    from xxzz.checked import Checked
    from xxzz.season import Season

_SHOWN = 20
_MISSING = "（没有）"


def inconsistencies(container: Container, inside: Inside, bag: Bag) -> Iterator[str]:
    """Yield, in Chinese, where the files of a package say different things."""
    expected = dict(documents(inside.checked))
    there = {name for name in container.sizes if name.startswith(f"{DOCUMENTS}/")}
    for name in sorted(expected.keys() - there):
        yield f"按名单应当有“{name}”，包里没有"
    for name in sorted(there - expected.keys()):
        yield f"包里有“{name}”，按名单不应当有"
    for name in sorted(there & expected.keys()):
        if difference := _difference(_content(container, name), expected[name]):
            yield f"“{name}”与名单不同：{difference}"
    for name in sorted(_sources(container) - inside.used):
        yield f"名单没有用到“{name}”"
    yield from _counts(inside.checked, bag)
    yield from _report(container, inside)
    yield from _tables(container, bag, inside.checked.season)


def _difference(found: bytes | None, expected: bytes) -> str | None:
    """Say where two Word files differ in text; their looks may depend on the program's version."""
    if found is None:
        return "读不出来"
    if found == expected:
        return None
    try:
        ours, theirs = _lines(expected), _lines(found)
    except DocumentUnreadable as error:
        return error.message.rstrip("。")
    for at in range(max(len(ours), len(theirs))):
        our = ours[at] if at < len(ours) else _MISSING
        their = theirs[at] if at < len(theirs) else _MISSING
        if our != their:
            return f"文件里是“{_excerpt(their, our)}”，按名单应当是“{_excerpt(our, their)}”"
    return None


def _lines(content: bytes) -> list[str]:
    lines = (line.strip() for line in read_docx(content).text.splitlines())
    return [line for line in lines if line]


def _excerpt(text: str, other: str) -> str:
    """Return the part of a text where it begins to differ from the other."""
    pairs = zip(text, other, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(text), len(other)))
    start = max(0, same - _SHOWN // 2)
    return f"{'…' * (start > 0)}{text[start : start + _SHOWN]}{'…' * (len(text) > start + _SHOWN)}"


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
    """Compare the summary of the report inside: a newer program may word its findings anew."""
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
    if (number, errors) != (summary["nominations"], summary["errors"]):
        yield (
            f"检查结果写的是{number}家、{errors}处错误，"
            f"重新检查是{summary['nominations']}家、{summary['errors']}处错误"
        )


def _sources(container: Container) -> set[str]:
    return {name for name in container.sizes if name.startswith(f"{SOURCES}/")}


def _tables(container: Container, bag: Bag, season: Season) -> Iterator[str]:
    """Compare the tables inside with what bag-info.txt says of them."""
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
