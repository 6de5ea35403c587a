import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from review_maker import Once, Run
from xxzz.season import Season, load_season


@pytest.fixture(scope="session")
def season() -> Season:
    return load_season(2023)


@pytest.fixture
def run(xxzz: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return xxzz


@pytest.fixture(scope="session")
def shelf() -> dict[str, Path]:
    """Keep what the first tests left for those that begin in the same way."""
    return {}


@pytest.fixture
def once(
    run: Run, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, shelf: dict[str, Path]
) -> Once:
    """Do first steps once for all tests that begin with them; later ones get a copy of the files.

    `run` comes first, so that the steps are taken in the test's own folder.
    """

    def go(name: str, steps: Callable[[], None]) -> None:
        if name in shelf:
            shutil.copytree(shelf[name], tmp_path, dirs_exist_ok=True)
            return
        steps()
        kept = tmp_path_factory.mktemp("kept") / "files"
        shelf[name] = Path(shutil.copytree(tmp_path, kept))

    return go
