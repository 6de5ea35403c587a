"""Interprets the answers of the 指标自评 sheets: met, partly met, not met, or unknown."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key
from xxzz.text.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.entry import Entry
    from xxzz.season import Season
    from xxzz.season.models import Indicator, IndicatorAnswers, Measure

_PERCENT = "%"
_HUNDRED_PERCENT = 100


class Answer(Enum):
    """The answer to an indicator."""

    BLANK = auto()
    MET = auto()
    PARTLY = auto()
    UNMET = auto()
    UNKNOWN = auto()


class SelfCheck:
    """Reads the answers of one season's indicators (附件1)."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._words = dict(_words(season.assessment)) if season.notice.assessment else {}

    def judge(self, text: str, item: Indicator) -> Answer:
        """Interpret one answer, a word or a number that is compared with the indicator's."""
        if not text:
            return Answer.BLANK
        plain = comparison_key(text)
        if not item.measure or plain in self._words:
            return self._words.get(plain, Answer.UNKNOWN)
        number = _number(plain, item.measure)
        if number is None:
            return Answer.UNKNOWN
        return Answer.MET if number >= item.measure.min else Answer.UNMET

    def answers(self, entry: Entry, wanted: Answer) -> Iterator[tuple[Indicator, str]]:
        """Yield the indicators of a nomination with the wanted answer, and its text.

        There are none if the category is unknown or no indicator is answered.
        """
        given = entry.nomination.indicators
        table = self._season.indicators.get(entry.category or "")
        if table and any(given.values()):
            for item in table.items:
                text = given.get(item.id, "")
                known = item.id not in entry.nomination.unreadable
                if known and self.judge(text, item) is wanted:
                    yield item, text

    def hint(self, item: Indicator) -> str:
        """Return a hint with the valid answers."""
        words = self._season.assessment
        choice = f"请写“{words.met[0]}”“{words.partly[0]}”或“{words.unmet[0]}”"
        return (
            f"{choice}，或写数字（单位：{item.measure.unit}）。" if item.measure else f"{choice}。"
        )


def _words(answers: IndicatorAnswers) -> Iterator[tuple[str, Answer]]:
    groups = (
        (answers.met, Answer.MET),
        (answers.partly, Answer.PARTLY),
        (answers.unmet, Answer.UNMET),
    )
    for words, meaning in groups:
        yield from ((comparison_key(word), meaning) for word in words)


def _number(plain: str, measure: Measure) -> float | None:
    found = quantity(plain, measure.unit)
    if found is None:
        return None
    number, has_unit = found
    if measure.unit == _PERCENT and not has_unit and number <= 1:
        return number * _HUNDRED_PERCENT  # a cell formatted as a percentage has 1 for 100%
    return number
