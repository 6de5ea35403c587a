"""回避: which nominations an expert must not judge, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.season.bare_names import NameStripper
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.review.nominees import Nominee
    from xxzz.review.plan.experts import Expert
    from xxzz.season import Season
    from xxzz.season.bare_names import BareName

_PHONES = frozenset({"phone", "mobile"})
_WORDS = ("text", "person", "address")
_DIGITS = re.compile(r"\d{7,}")
_BETWEEN = re.compile(r"[-\s().（）]")
_DOMAIN = re.compile(r"@([a-z0-9.-]+\.[a-z]{2,})")
_MOBILE = re.compile(r"1\d{10}")
_LOCAL = 8
_LONGEST_NAME = 20
_SHORTEST_INSIDE = 4
"""Minimum length of a name that is searched in another (复旦大学 in 复旦大学出版社)."""


@dataclass(frozen=True, slots=True)
class _Traits:
    """What is compared between an expert and a nomination."""

    key: str
    """The expert's unit or the nominee's name."""
    bare: BareName
    phones: frozenset[str]
    domains: frozenset[str]
    words: frozenset[str]
    """The expert's name, or all short texts of the nomination."""
    named_by: frozenset[str] = frozenset()
    """What an expert may write to declare a conflict with the nomination."""


class Conflicts:
    """Finds conflicts of interest between experts and nominations."""

    def __init__(
        self, nominees: Sequence[Nominee], season: Season, public_mail: Sequence[str]
    ) -> None:
        self._stripper = NameStripper(season)
        self._public = frozenset(public_mail)
        self._kinds = {field.id: field.kind for field in season.notice.fields}
        self._nominees = {one.number: self._nominee_traits(one) for one in nominees}
        self._experts: dict[str, _Traits] = {}

    def between(self, expert: Expert, nominee: Nominee) -> Iterator[str]:
        """Yield each reason why an expert must not judge a nomination."""
        his, its = self._expert_traits(expert), self._nominees[nominee.number]
        if _same_unit(his, its):
            yield "同一单位"
        if nominee.recommender in expert.recommenders:
            yield f"同属推荐单位{nominee.recommender}"
        if his.words & its.words or its.bare.core in his.words:
            yield "与材料里的人同名"
        if his.phones & its.phones:
            yield "电话相同"
        if common := his.domains & its.domains:
            yield f"邮箱同在 {min(common)}"
        if expert.declared & its.named_by:
            yield "已声明回避"

    def _expert_traits(self, one: Expert) -> _Traits:
        if one.code not in self._experts:
            key = comparison_key(one.unit)
            self._experts[one.code] = _Traits(
                key,
                self._stripper.strip(key, None),
                frozenset(_numbers(one.phone)),
                self._domains(one.email),
                frozenset({comparison_key(one.name)}),
            )
        return self._experts[one.code]

    def _nominee_traits(self, one: Nominee) -> _Traits:
        of_kind: dict[str, list[str]] = {}
        for name, text in one.values.items():
            of_kind.setdefault(self._kinds.get(name, ""), []).append(text)
        phones = (text for kind in _PHONES for text in of_kind.get(kind, ()))
        words = (text for kind in _WORDS for text in of_kind.get(kind, ()))
        key = comparison_key(one.name)
        return _Traits(
            key,
            self._stripper.strip(key, None),
            frozenset(number for text in phones for number in _numbers(text)),
            frozenset(
                domain for text in of_kind.get("email", ()) for domain in self._domains(text)
            ),
            frozenset(comparison_key(text) for text in words if len(text) <= _LONGEST_NAME),
            frozenset(map(comparison_key, (one.number, one.recommender, one.name))),
        )

    def _domains(self, text: str) -> frozenset[str]:
        return frozenset(_DOMAIN.findall(text.lower())) - self._public


def _same_unit(his: _Traits, its: _Traits) -> bool:
    districts = {his.bare.district, its.bare.district} - {None}
    if his.bare.core == its.bare.core and len(districts) <= 1:
        return True
    shorter, longer = sorted((his.key, its.key), key=len)
    return len(shorter) >= _SHORTEST_INSIDE and shorter in longer


def _numbers(text: str) -> list[str]:
    """Return the telephone numbers in a text; landlines without area code."""
    found = _DIGITS.findall(_BETWEEN.sub("", text))
    return [one if _MOBILE.fullmatch(one) else one[-_LOCAL:] for one in found]
