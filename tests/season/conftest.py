from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pinned import copy_tables
from xxzz.season import SeasonError, load_season


class Tables:
    """A copy of the tables, to break on purpose."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace the first occurrence of a text; return the line where it stood."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        return text[: text.index(old)].count("\n") + 1

    def problems(self) -> list[tuple[str, int | None, str]]:
        """Load the tables and return file, line and message of what is wrong."""
        with pytest.raises(SeasonError) as caught:
            load_season(data=self.folder)
        return [
            (Path(p.location.file).name, p.location.line, p.message) for p in caught.value.problems
        ]


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return Tables(copy_tables(tmp_path / "data"))


Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "table.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
