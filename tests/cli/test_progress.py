import io
import os
import select
import sys
from contextlib import suppress
from time import monotonic, sleep

import pytest

from xxzz.cli import progress as module
from xxzz.cli.progress import progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True

    def wait_for(self, text: str) -> None:
        deadline = monotonic() + 10
        while text not in self.getvalue() and monotonic() < deadline:
            sleep(0.01)
        assert text in self.getvalue()


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
    monkeypatch.setattr(module, "_DELAY", 0)
    monkeypatch.setenv("TERM", "xterm")
    with progress("读取材料") as advance:
        assert advance is not None
        screen.wait_for("读取材料")
        advance(1, 2)
        advance(2, 2)
    assert "100%" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")


def test_bar_goes_away_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(module, "_DELAY", 0)
    monkeypatch.setenv("TERM", "xterm")
    with suppress(ValueError), progress("读取材料"):
        screen.wait_for("读取材料")
        raise ValueError
    assert screen.getvalue().endswith("\x1b[2K")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_bar_is_seen_while_standard_error_is_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    # reading a workbook keeps a library's panic from people by pointing file 2 to nowhere
    reader, writer = os.openpty()
    monkeypatch.setattr(module, "_DELAY", 0.1)
    monkeypatch.setenv("TERM", "xterm")
    with open(writer, "w", encoding="utf-8") as screen:  # noqa: PTH123  # a descriptor
        monkeypatch.setattr("sys.stderr", screen)
        with progress("读取材料"):
            os.dup2(os.open(os.devnull, os.O_WRONLY), writer)
            seen = b""
            while "读取材料".encode() not in seen and select.select([reader], [], [], 10)[0]:
                seen += os.read(reader, 1024)
    assert "读取材料".encode() in seen
    os.close(reader)
