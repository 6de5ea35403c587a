"""Finds the recommender of a whole list in the text above it, as in 附件4."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.cells import as_displayed, is_blank
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from xxzz.season import Season

_YEAR = re.compile(r"\d{4}年?度?")
_REMARK = re.compile(r"\([^()]*\)")


class Headings:
    """Finds the 推荐单位 of a whole list in its sheet's name and in the rows above its header."""

    def __init__(self, season: Season) -> None:
        self._season = season
        field = season.field(season.roles.recommender)
        labels = (field.header, *field.aliases, *season.notice.form.line.labels)
        self._labels = {_bare(label) for label in labels}
        self._names = {
            comparison_key(name): row.name
            for row in season.quotas.recommenders
            for name in (row.name, *row.aliases)
        }

    def recommender(self, sheet: str, above: Sequence[Sequence[Any]]) -> str | None:
        """Return the only 推荐单位 that is named, None for none or several.

        `above` are the rows above the header. A title must begin with the name.
        """
        if known := self._season.recommender(sheet):
            return known.name
        named = {name for row in above for name in self._named_in(row)}
        return named.pop() if len(named) == 1 else None

    def _named_in(self, row: Sequence[Any]) -> Iterator[str]:
        texts = [_bare(as_displayed(value)) for value in row if not is_blank(value)]
        for text, behind in pairwise([*texts, ""]):
            label, colon, answer = text.partition(":")
            if label in self._labels:
                yield from self._known(answer if colon and answer else behind)
            else:
                title = _YEAR.sub("", text, count=1)
                yield from (name for key, name in self._names.items() if title.startswith(key))

    def _known(self, text: str) -> Iterator[str]:
        if text in self._names:
            yield self._names[text]


def _bare(text: str) -> str:
    return _REMARK.sub("", comparison_key(text))
