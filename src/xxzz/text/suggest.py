"""Builds 是不是“…”？ suggestions for unknown names from the most similar known ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CUTOFF = 0.6


def suggestion(text: str, known: Iterable[str], *, most: int = 1, cutoff: float = _CUTOFF) -> str:
    """Return a question about up to `most` similar known names, or "" if there are none."""
    return question(nearest(text, known, most=most, cutoff=cutoff))


def nearest(
    text: str, known: Iterable[str], *, most: int = 1, cutoff: float = _CUTOFF
) -> list[str]:
    """Return up to `most` known names that are similar to a text, best first."""
    from difflib import get_close_matches  # noqa: PLC0415  # only a mistake needs it

    return get_close_matches(text, list(known), n=most, cutoff=cutoff)


def question(names: Iterable[str]) -> str:
    """Return “是不是…？” about some names, or "" for none."""
    choices = "或".join(f"“{name}”" for name in names)
    return f"是不是{choices}？" if choices else ""
