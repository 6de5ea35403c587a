from pathlib import Path

import pytest

from pinned import copy_tables


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the tables of 2023 alone."""
    return copy_tables(tmp_path / "data")
