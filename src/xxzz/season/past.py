"""Those who won in former years, as a rule sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xxzz.location import Location


class PastWinner(NamedTuple):
    """A line of a list of former winners; `year` is None where the list does not say it.

    `category` and `recommender` are texts as they stand there, "" where there are none.
    """

    name: str
    year: int | None
    category: str
    recommender: str
    place: Location
