"""A progress bar on standard error, for people who wait."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 0.5
"""Seconds that nobody minds waiting without a word."""

Advance = Callable[[int, int], None]
"""Takes how much is done and how much there is."""


@contextmanager
def progress(title: str) -> Iterator[Advance | None]:
    """Give a function that shows progress, None where nobody looks; the bar goes at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(title)
    try:
        yield bar.advance
    finally:
        bar.close()


class _Bar:
    def __init__(self, title: str) -> None:
        self._title = title
        self._shown_from = monotonic() + _PATIENCE
        self._shown: tuple[Progress, TaskID] | None = None

    def advance(self, done: int, total: int) -> None:
        if self._shown is None:
            if monotonic() < self._shown_from:
                return
            self._shown = self._start()
        bar, task = self._shown
        bar.update(task, completed=done, total=total)

    def close(self) -> None:
        if self._shown is not None:
            self._shown[0].stop()

    def _start(self) -> "tuple[Progress, TaskID]":
        from rich.console import Console  # noqa: PLC0415  # short runs do without
        from rich.progress import Progress  # noqa: PLC0415

        bar = Progress(console=Console(stderr=True), transient=True)
        task = bar.add_task(self._title)
        bar.start()
        return bar, task
