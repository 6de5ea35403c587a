"""Winners of former years."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xxzz.location import Location


class PastWinner(NamedTuple):
    """A line of a list of former winners; `year` is None if the list does not state it.

    `category` and `recommender` are the texts in the list, or "".
    """

    name: str
    year: int | None
    category: str
    recommender: str
    place: Location
