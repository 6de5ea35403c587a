"""A progress bar on standard error."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_DELAY = 0.5
"""Seconds before the bar appears."""

Advance = Callable[[int, int], None]
"""Receives the number of steps done and of all steps."""


@contextmanager
def progress(title: str) -> Iterator[Advance | None]:
    """Provide a progress function, or None without a terminal; removes the bar at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(title)
    try:
        yield bar.advance
    finally:
        bar.close()


class _Bar:
    """A bar that appears after a delay; indeterminate until the first update."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._screen = _screen()
        self._lock = Lock()
        self._closed = False
        self._state: tuple[int, int | None] = (0, None)
        self._shown: tuple[Progress, TaskID] | None = None
        self._timer = Timer(_DELAY, self._show)
        self._timer.daemon = True
        self._timer.start()

    def advance(self, done: int, total: int) -> None:
        with self._lock:
            self._state = (done, total)
            self._update()

    def close(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._closed = True
            if self._shown:
                self._shown[0].stop()
        if self._screen is not sys.stderr:
            self._screen.close()

    def _show(self) -> None:
        from rich.console import Console  # noqa: PLC0415  # short runs do without
        from rich.progress import Progress  # noqa: PLC0415  # short runs do without

        with self._lock:
            if self._closed:
                return
            bar = Progress(console=Console(file=self._screen), transient=True)
            self._shown = bar, bar.add_task(self._title, total=None)
            self._update()
            bar.start()

    def _update(self) -> None:
        if self._shown:
            bar, task = self._shown
            done, total = self._state
            bar.update(task, completed=done, total=total)


def _screen() -> TextIO:
    """Open a separate stream to the screen: stderr is redirected while reading workbooks."""
    error = sys.stderr
    try:
        number = os.dup(error.fileno())
    except OSError:  # not backed by a file
        return error
    return open(number, "w", encoding=error.encoding, errors=error.errors)  # noqa: PTH123  # a file descriptor
