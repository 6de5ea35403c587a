"""Finds the 推荐单位 in the line above the table of 附件3, beside seals, dates and blanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.form.model import Answer
from xxzz.text.normalise import cleaned, comparison_key

if TYPE_CHECKING:
    from xxzz.season import Season

_NOT_THE_NAME = re.compile(
    r"[（(]\s*(?:加盖)?(?:公章|盖章|签章)\s*[）)]"
    r"|(?:填[表报](?:日期|时间)|日期)\s*[:：]?"
    r"|(?:[0-9]{4})?[_＿\s]*年[_＿\s]*[0-9]{0,2}[_＿\s]*月[_＿\s]*[0-9]{0,2}[_＿\s]*日"
    r"|[_＿]+"
)


class RecommenderReader:
    """Finds the names of a season's recommenders in a line."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._names = {
            comparison_key(name): row.name
            for row in season.quotas.recommenders
            for name in (row.name, *row.aliases)
        }

    def is_name(self, line: str) -> bool:
        """Tell whether a line is nothing but a recommender's name, seals and dates aside."""
        bare = cleaned(_NOT_THE_NAME.sub(" ", line))
        return bool(bare) and self._season.recommender(bare) is not None

    def read(self, text: str) -> Answer:
        """Return the recommender that a line names, with a doubt if the line has other text too."""
        bare = cleaned(_NOT_THE_NAME.sub(" ", text))
        if not bare or self._season.recommender(bare):
            return Answer(bare)
        key = comparison_key(bare)
        named = {official for name, official in self._names.items() if name in key}
        if len(named) == 1:
            (official,) = named
            return Answer(official, (f"原文是“{bare}”，当作“{official}”。",))
        return Answer(bare)
