import pytest

from xxzz.season import Season, load_season


@pytest.fixture(scope="session")
def season() -> Season:
    return load_season()
