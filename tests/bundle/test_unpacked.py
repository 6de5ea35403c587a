"""What is a package, and of which year, before anything in it is checked."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from xxzz.bundle.layout import SEASON
from xxzz.bundle.unpacked import is_package, package_year

if TYPE_CHECKING:
    from pathlib import Path

    from bundle_fixtures import Tamper


def test_a_zip_by_its_name_and_a_folder_that_is_a_bag(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "解压")
    bag = tmp_path / "解压" / package.stem
    assert [is_package(path) for path in (package, tmp_path / "没有.ZIP", bag)] == [True] * 3
    others = (tmp_path, bag / "data", bag / "data/名单/推荐名单.xlsx", bag / "bagit.txt")
    assert [is_package(path) for path in others] == [False] * 4


def test_the_year_that_a_package_says(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "解压")
    assert package_year(package) == 2023
    assert package_year(tmp_path / "解压" / package.stem) == 2023


@pytest.mark.parametrize(
    ("said", "year"), [("2019", 2019), ("二〇二三", None), ("", None), (None, None)]
)
def test_the_year_is_a_number(tamper: Tamper, said: str | None, year: int | None) -> None:
    assert package_year(tamper(info={SEASON: said})) == year


def test_what_says_no_year(tamper: Tamper, tmp_path: Path) -> None:
    assert package_year(tmp_path / "没有.zip") is None
    plain = tmp_path / "别的.zip"
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("包/bagit.txt", "")
    assert package_year(plain) is None
    cut_off = tamper()
    cut_off.write_bytes(cut_off.read_bytes()[:-100])
    assert package_year(cut_off) is None
