"""The error for work that can't be done, with a message for the user."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Category of the obstacle, which determines the exit code."""

    FOUND = "found"
    """The materials have to be corrected first."""
    ASKED = "asked"
    """The request makes no sense."""
    LACKING = "lacking"
    """A file, table, template or program is missing or broken."""


class Refusal(Exception):
    """Work that can't be done; the message has reason and remedy in Chinese.

    `heading` precedes the message of refusals that list places.
    """

    heading = ""
    why = Why.LACKING

    @property
    def told(self) -> str:
        """The complete message for the user."""
        return f"{self.heading}{self}"
