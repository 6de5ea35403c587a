"""What holds for all tests."""

from pathlib import Path

import pytest

from cli_runner import Result, Xxzz
from pinned import pin
from xxzz.__main__ import main  # before openpyxl, which xxzz tells not to use lxml


def pytest_configure() -> None:
    """Stand on one season: a new year's tables are no test's concern."""
    pin()


@pytest.fixture
def xxzz(capsys: pytest.CaptureFixture[str]) -> Xxzz:
    """Run the program in this process."""

    def run(*words: str | Path) -> Result:
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture(autouse=True)
def no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test what a person sees; what a CI service logs has no personal data."""
    for name in ("CI", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
