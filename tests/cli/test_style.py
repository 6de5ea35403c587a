import io
import sys

import pytest

from xxzz.cli.style import stdout_style


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows console is asked itself")
@pytest.mark.parametrize(
    ("screen", "environment", "color"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (True, {"FORCE_COLOR": "0"}, False),
    ],
)
def test_colour(
    clean_environment: pytest.MonkeyPatch, screen: bool, environment: dict[str, str], color: bool
) -> None:
    clean_environment.setattr("sys.stdout", Screen() if screen else io.StringIO())
    for name, value in environment.items():
        clean_environment.setenv(name, value)
    assert stdout_style().color is color


@pytest.mark.parametrize(
    ("screen", "columns", "width"),
    [(True, "80", 80), (True, "300", 100), (True, "10", 40), (False, "80", 100)],
)
def test_width_is_the_screens_and_fixed_elsewhere(
    clean_environment: pytest.MonkeyPatch, screen: bool, columns: str, width: int
) -> None:
    clean_environment.setattr("sys.stdout", Screen() if screen else io.StringIO())
    clean_environment.setenv("COLUMNS", columns)
    assert stdout_style().width == width
