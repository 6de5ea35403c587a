import shutil
from pathlib import Path

import pytest

from cli_runner import Result, Xxzz
from xxzz.__main__ import main
from xxzz.season import data_folder


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
    source, folder = data_folder(), tmp_path / "data"
    shutil.copytree(source / "indicators" / "2023", folder / "indicators" / "2023")
    for name in ("notice_2023", "quotas_2023", "review_2023", "holidays"):
        shutil.copy(source / f"{name}.yaml", folder)
    return folder
