"""What keeps a piece of work from being done, said to the person who asked for it."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Of which kind the obstacle is: the command line has an exit code for each."""

    FOUND = "found"
    """Something in the materials has to be mended first."""
    ASKED = "asked"
    """What was asked for can't be meant."""
    LACKING = "lacking"
    """Something is missing or broken: a file, a table, a template, a program."""


class Refusal(Exception):
    """Work that can't be done; the text says in Chinese why and what to do.

    `heading` comes before the text of a kind of refusal that lists places.
    """

    heading = ""
    why = Why.LACKING

    @property
    def told(self) -> str:
        """The whole text for a person."""
        return f"{self.heading}{self}"
