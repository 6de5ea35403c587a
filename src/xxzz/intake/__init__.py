"""Reads workbooks and filled forms as submissions of nominations, with the problems found."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xxzz.intake.sources import Intake, NoSource, read_sources

__all__ = ["Intake", "NoSource", "read_sources"]


def __getattr__(name: str) -> Any:
    # not imported above, since `xxzz count` and the child process for old workbooks need only one
    # small module of this package, and the models take longer to load than their work does
    if name in __all__:
        return getattr(import_module("xxzz.intake.sources"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
