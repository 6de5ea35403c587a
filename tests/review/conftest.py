from pathlib import Path

import pytest

from cli_runner import Result
from review_maker import Run
from xxzz.__main__ import main
from xxzz.season import Season, load_season


@pytest.fixture(scope="session")
def season() -> Season:
    return load_season(2023)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def go(*words: str | Path) -> Result:
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return go
