import io
from contextlib import suppress

import pytest

from xxzz.cli import progress as module
from xxzz.cli.progress import progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with progress("读取材料") as advance:
        assert advance is None


def test_short_work_stays_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with progress("读取材料") as advance:
        assert advance is not None
        advance(1, 2)
    assert screen.getvalue() == ""


def test_long_work_shows_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(module, "_PATIENCE", 0)
    monkeypatch.setenv("TERM", "xterm")
    with progress("读取材料") as advance:
        assert advance is not None
        advance(1, 2)
        advance(2, 2)
    assert "读取材料" in screen.getvalue()
    assert "100%" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")


def test_bar_goes_away_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(module, "_PATIENCE", 0)
    monkeypatch.setenv("TERM", "xterm")
    with suppress(ValueError), progress("读取材料") as advance:
        assert advance is not None
        advance(1, 2)
        raise ValueError
    assert screen.getvalue().endswith("\x1b[2K")
