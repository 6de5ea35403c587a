"""Serialises verdicts as JSON; only a fixed list of classes can be restored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xxzz.bundle.bagit.bag import Bag
from xxzz.bundle.bagit.manifest import Manifest
from xxzz.bundle.verdict import Line, Verdict
from xxzz.checked import Checked
from xxzz.entry import resolve
from xxzz.finding import (
    Finding,
    NominationPlace,
    NominationRef,
    QuotaUse,
    Report,
    Severity,
    Skipped,
    SubsetUse,
)
from xxzz.location import Location
from xxzz.nomination import Attached, Nomination, Origin, Roles, Submission
from xxzz.text.count import Count

if TYPE_CHECKING:
    from xxzz.season import Season

_CLASSES: Mapping[str, type[Any]] = {
    one.__name__: one
    for one in (
        *(Bag, Manifest, Line, Submission, Nomination, Attached, Roles, Origin, Location, Count),
        *(Report, Finding, NominationRef, NominationPlace, QuotaUse, SubsetUse, Skipped),
    )
}


def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a class, in order."""
    if is_dataclass(kind):
        return tuple(one.name for one in fields(kind))
    return tuple(getattr(kind, "_fields", None) or kind.model_fields)


_FIELDS = {name: _names(kind) for name, kind in _CLASSES.items()}
_PLAIN = (str, int, bool, type(None))


def to_json(verdict: Verdict) -> bytes:
    """Return a checksum line and JSON, in which objects are a class name and field values.

    Raises:
        TypeError: a value's class is not in the list.
    """
    parts = (verdict.lines, verdict.bag, verdict.submissions, verdict.report)
    text = json.dumps(_encoded(parts), ensure_ascii=False, separators=(",", ":"))
    content = text.encode(errors="surrogatepass")  # as `json.loads` decodes it
    return b"\n".join((_checksum(content), content))


def from_json(content: bytes, package: Path, season: Season) -> Verdict | None:
    """Return the verdict, or None if the content was not written by `to_json`.

    `package` is the current path of the file, `season` the one it was checked by.
    """
    checksum, _, text = content.partition(b"\n")
    if checksum != _checksum(text):
        return None
    try:
        lines, bag, submissions, report = _decoded(json.loads(text))
        checked = Checked(resolve(submissions, season), season, report)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None
    return Verdict(package, lines, bag, submissions, checked)


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _encoded(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind.__name__ in _CLASSES:
        return [kind.__name__, *(_encoded(getattr(value, name)) for name in _FIELDS[kind.__name__])]
    if isinstance(value, Mapping):
        return ["dict", *(_encoded(part) for pair in value.items() for part in pair)]
    if isinstance(value, Path):
        return ["Path", value.as_posix()]
    return [kind.__name__, *_parts(value)]


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Severity):
        return (value.value,)
    if type(value) in (tuple, list):
        return map(_encoded, value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


def _decoded(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    kind, *parts = value
    if kind in _CLASSES:
        return _CLASSES[kind](**dict(zip(_FIELDS[kind], map(_decoded, parts), strict=True)))
    if kind == "dict":
        known = map(_decoded, parts)
        return dict(zip(known, known, strict=True))
    return _MAKERS[kind](map(_decoded, parts))


_MAKERS: Mapping[str, Any] = {
    "tuple": tuple,
    "list": list,
    "frozenset": frozenset,
    "Severity": lambda parts: Severity(next(parts)),
    "Path": lambda parts: Path(next(parts)),
}
