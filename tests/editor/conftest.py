from pathlib import Path

import pytest

from cli_runner import Result, Xxzz
from pinned import copy_tables
from xxzz.__main__ import main


@pytest.fixture
def xxzz(capsys: pytest.CaptureFixture[str]) -> Xxzz:
    """Run the program in this process."""

    def run(*words: str | Path) -> Result:
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the tables of 2023 alone."""
    return copy_tables(tmp_path / "data")
