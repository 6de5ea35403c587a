"""Removes personal data from reports in formats that end up in logs and on dashboards.

Two layers: the values of the nominations that a finding is about, however a rule quotes them, and
patterns of telephone numbers and addresses for everything else.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from xxzz.report.families import Families
from xxzz.report.secrets import Secrets
from xxzz.text.pii import ADDRESS, EMAIL, PHONE, mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xxzz.checked import Checked
    from xxzz.entry import Entry
    from xxzz.finding import Finding, NominationPlace, NominationRef, Report, Waived
    from xxzz.location import Location
    from xxzz.season import Season

_KINDS = {"phone": PHONE, "mobile": PHONE, "email": EMAIL, "address": ADDRESS, "id-number": PHONE}
_LEAST_DIGITS = 3
_PLACES = 50
"""Limit of related places that are looked up; rules name five at most."""
_LOOKS_LIKE_ADDRESS = re.compile(r"\d|[路街弄巷村苑坊园]")
_QUOTED = re.compile(r"“[^“”]{2,}”")
_ASIDE = re.compile(r"（[^（）]{2,}）")
_NONE = Secrets(())
_FILE = re.compile(r"[^\s“”，。：；]+\.[A-Za-z]{2,5}\b")


def redact(checked: Checked) -> Report:
    """Return the report without telephone numbers and addresses, and with names shortened."""
    return Redactor(checked.entries, checked.season).report(checked.report)


class Others(NamedTuple):
    """People outside the nominations: experts, objectors, families of other years.

    Names come with their category (None for a person), other values with their replacement.
    """

    names: tuple[tuple[str, str | None], ...] = ()
    values: tuple[tuple[str, str], ...] = ()


_NO_OTHERS = Others()


class Redactor:
    """Removes telephone numbers, e-mail and street addresses; shortens private names.

    `entries` are the nominations and `others` the further people whose values are removed.
    """

    def __init__(
        self, entries: Sequence[Entry], season: Season, others: Others = _NO_OTHERS
    ) -> None:
        self._entries = entries
        self._others = others
        self._season = season
        self._labels = {
            field.id: _KINDS[field.kind] for field in season.notice.fields if field.kind in _KINDS
        }
        self._families = Families(entries, season, others.names)
        self._paths: dict[str, str] = {}

    def report(self, report: Report) -> Report:
        """Return the report without personal data."""
        return replace(
            report,
            sources=tuple(map(self._path, report.sources)),
            findings=tuple(map(self._finding, report.findings)),
            skipped=tuple(one._replace(reason=self._text(one.reason)) for one in report.skipped),
            listed=tuple(map(self._listed, report.listed)),
        )

    def text(self, text: str) -> str:
        """Return a text without personal data, including names in file paths and in brackets."""
        text = self._of_all.hide(text)  # first: the end of a bad address looks like a file's name
        text = _ASIDE.sub(lambda match: self._families.shorten_likely(match[0]), text)
        return self._text(_FILE.sub(lambda match: self._path(match[0]), text))

    def _finding(self, finding: Finding) -> Finding:
        secrets = self._secrets(self._concerned(finding))
        return replace(
            finding,
            message=self._text(finding.message, secrets),
            hint=self._text(finding.hint, secrets),
            location=self._location(finding.location),
            nomination=finding.nomination and self._ref(finding.nomination),
            related=tuple(map(self._location, finding.related)),
            waived=finding.waived and self._waived(finding.waived, secrets),
        )

    def _waived(self, waived: Waived, secrets: Secrets) -> Waived:
        return replace(
            waived,
            reason=self._text(waived.reason, secrets),
            approved_by=self._text(waived.approved_by, secrets),
        )

    def _listed(self, one: NominationPlace) -> NominationPlace:
        return one._replace(ref=self._ref(one.ref), location=self._location(one.location))

    def _ref(self, ref: NominationRef) -> NominationRef:
        name = self._families.shorten_known(ref.name)
        if self._families.is_private(ref.category, ref.name):
            name = self._families.short(ref.name, ref.category)
        known = self._season.recommender(ref.recommender)
        recommender = ref.recommender if known else self._path(ref.recommender)
        return ref._replace(name=mask(name), recommender=recommender)

    def _location(self, place: Location) -> Location:
        return place._replace(
            file=self._path(place.file),
            sheet=place.sheet and self._path(place.sheet),
            part=place.part and self._text(place.part),
        )

    def _path(self, path: str) -> str:
        if path not in self._paths:
            known = self._families.shorten_known(path)
            self._paths[path] = mask(self._families.shorten_likely(known))
        return self._paths[path]

    def _text(self, text: str, secrets: Secrets = _NONE) -> str:
        text = self._families.shorten_known(secrets.hide(text))
        return mask(_QUOTED.sub(lambda match: self._families.shorten_likely(match[0]), text))

    def _concerned(self, finding: Finding) -> Iterator[Entry]:
        if finding.nomination:
            yield from self._by_ref.get(finding.nomination, ())
        for place in finding.related[:_PLACES]:
            yield from self._by_place.get((place.file, place.sheet, place.row), ())

    @cached_property
    def _of_all(self) -> Secrets:
        return self._secrets(self._entries, self._others.values)

    def _secrets(self, entries: Iterable[Entry], more: Iterable[tuple[str, str]] = ()) -> Secrets:
        pairs = (pair for entry in entries for pair in self._personal(entry))
        return Secrets((*pairs, *more))

    def _personal(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Yield the values of a nomination's personal fields with their replacements."""
        nomination = entry.nomination
        for field, label in self._labels.items():
            value = nomination.value(field)
            if _is_personal(value, label):
                yield value, label
                yield " ".join(value.split()), label

    @cached_property
    def _by_ref(self) -> Mapping[NominationRef, list[Entry]]:
        found: dict[NominationRef, list[Entry]] = {}
        for entry in self._entries:
            found.setdefault(entry.ref, []).append(entry)
        return found

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str | None, int | None], list[Entry]]:
        found: dict[tuple[str, str | None, int | None], list[Entry]] = {}
        for entry in self._entries:
            base = entry.nomination.origin.base
            found.setdefault((base.file, base.sheet, base.row), []).append(entry)
        return found


def _is_personal(value: str, label: str) -> bool:
    """Tell whether a value is personal data; a placeholder such as 待定 or a dash is not."""
    if label is PHONE:
        return sum(character.isdecimal() for character in value) >= _LEAST_DIGITS
    if label is EMAIL:
        return "@" in value or "＠" in value or "." in value
    return bool(_LOOKS_LIKE_ADDRESS.search(value))
