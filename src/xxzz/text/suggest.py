"""Asks 是不是“…”？ about a name that nobody knows, by what it is most like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CUTOFF = 0.6


def suggestion(text: str, known: Iterable[str], *, most: int = 1, cutoff: float = _CUTOFF) -> str:
    """Return a question about the known names nearest to a text, at most so many; "" for none."""
    return question(nearest(text, known, most=most, cutoff=cutoff))


def nearest(
    text: str, known: Iterable[str], *, most: int = 1, cutoff: float = _CUTOFF
) -> list[str]:
    """Return the known names that a text is most like, at most so many."""
    from difflib import get_close_matches  # noqa: PLC0415  # only a mistake needs it

    return get_close_matches(text, list(known), n=most, cutoff=cutoff)


def question(names: Iterable[str]) -> str:
    """Ask whether one of some names was meant; "" where there are none."""
    shown = "或".join(f"“{name}”" for name in names)
    return f"是不是{shown}？" if shown else ""
