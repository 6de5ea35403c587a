"""From files to submissions: workbooks and forms become nominations, or problems."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xxzz.intake.sources import Intake, NoSource, read_sources

__all__ = ["Intake", "NoSource", "read_sources"]


def __getattr__(name: str) -> Any:
    # `xxzz count` and the child process that opens old workbooks need one small module of this
    # package each; loading the models for them would take longer than their work.
    if name in __all__:
        return getattr(import_module("xxzz.intake.sources"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
