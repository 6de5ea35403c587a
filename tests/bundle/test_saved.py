"""When an office program last saved a workbook, as far as the workbook tells it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from xxzz.bundle.saved import saved_at

if TYPE_CHECKING:
    from pathlib import Path

TIME = "2023-09-10T08:00:00Z"
MOST = 64 * 1024


def book(path: Path, time: str, size: int = 0) -> Path:
    """Write a workbook that was saved at a time; its properties have a size."""
    begin = '<p xmlns:d="http://purl.org/dc/terms/">'
    end = f"<d:modified>{time}</d:modified></p>"
    filling = " " * max(0, size - len(begin) - len(end))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("docProps/core.xml", f"{begin}{filling}{end}")
    return path


def test_the_time_that_the_workbook_tells(tmp_path: Path) -> None:
    assert saved_at(book(tmp_path / "a.xlsx", TIME)) == TIME


@pytest.mark.parametrize("time", ["", "2023-09-10", "昨天", f"{TIME} "])
def test_what_is_no_time(tmp_path: Path, time: str) -> None:
    assert saved_at(book(tmp_path / "a.xlsx", time)) is None


def test_properties_that_are_far_too_large(tmp_path: Path) -> None:
    assert saved_at(book(tmp_path / "a.xlsx", TIME, MOST)) == TIME
    assert saved_at(book(tmp_path / "b.xlsx", TIME, MOST + 1)) is None


def test_files_that_tell_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "a.xlsx"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("x", "x")
    broken = tmp_path / "b.xlsx"
    broken.write_bytes(b"PK\3\4 cut off")
    assert [saved_at(path) for path in (empty, broken, tmp_path / "c.xlsx")] == [None] * 3
