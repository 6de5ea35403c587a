"""A package that was unpacked and zipped again, or zipped on a Mac, is the same package."""

import zipfile
from pathlib import Path

import pytest

from xxzz.bundle.bagit.bag import check_bag
from xxzz.bundle.bagit.container import open_container

FILES = ("bagit.txt", "bag-info.txt", "data/名单.xlsx")


@pytest.mark.parametrize(
    ("top", "more"),
    [
        ("", ()),
        ("徐汇区/", ()),
        ("外层/徐汇区/", ()),
        ("收件/外层/徐汇区/", ()),
        ("九月/收件/外层/徐汇区/", ()),
        ("徐汇区/", ("__MACOSX/徐汇区/._bagit.txt", "__MACOSX/._徐汇区")),
    ],
)
def test_the_folders_around_a_bag_do_not_matter(
    top: str, more: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (*(top + name for name in FILES), *more):
            archive.writestr(name, name)
    with open_container(path) as bag:
        assert set(bag.sizes) == set(FILES)
        assert bag.open("bagit.txt").read().decode() == f"{top}bagit.txt"


def test_a_bag_that_lies_too_deep_is_not_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("一/二/三/四/五/bagit.txt", "")
    with open_container(path) as bag:
        assert set(bag.sizes) == {"五/bagit.txt"}


def test_what_lies_beside_the_bag_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("外层/徐汇区/bagit.txt", "外层/另一份.xlsx"):
            archive.writestr(name, name)
    with open_container(path) as bag:
        assert "另一份.xlsx" in bag.sizes


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("一/二/三/四/徐汇区/bagit.txt", "包在里面的“徐汇区”，请核对那个文件夹"),
        ("徐汇区-2023-第1版.zip", "里面另有压缩包“徐汇区-2023-第1版.zip”，请先解压，再核对它"),
    ],
)
def test_where_a_package_lies_inside_is_told(name: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "")
    with open_container(path) as bag:
        assert check_bag(bag).errors == [f"缺少 bagit.txt，不是 BagIt 包；{told}"]
