"""Lists in folders whose names say that they are old are counted, and that is said."""

from pathlib import Path

import pytest

from workbook_maker import read, row, table, xlsx
from xxzz.finding import Severity


def lists(root: Path, folder: str) -> tuple[Path, Path]:
    """Write this year's list, and another one in a folder beside it."""
    (root / folder).mkdir(parents=True, exist_ok=True)
    old = [row(name="丙某街道"), row(name="丁某街道", rank=2)]
    return xlsx(root / "名单.xlsx", table()), xlsx(root / folder / "a.xlsx", table(*old))


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("往年/2022/旧/备份", "往年"),
        ("材料/旧", "材料/旧"),
        ("2022", "2022"),
        ("2022年", "2022年"),
        ("名单备份0901", "名单备份0901"),
        ("Backup", "Backup"),
    ],
)
def test_a_list_in_an_old_folder_is_said(folder: str, said: str, tmp_path: Path) -> None:
    _, old = lists(tmp_path, folder)
    intake = read(tmp_path)
    assert sum(len(one.nominations) for one in intake.submissions) == 3
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("season-mismatch", Severity.WARNING)
    assert problem.location.file == old.as_posix()
    where = (tmp_path / said).as_posix()
    assert problem.message == f"文件夹“{where}”里的名单也读了，里面的2家都算推荐。"


def test_a_folder_with_several_lists_is_said_once(tmp_path: Path) -> None:
    _, first = lists(tmp_path, "往年")
    second = xlsx(tmp_path / "往年" / "b.xlsx", table(row(name="戊某街道")))
    (problem,) = read(tmp_path).problems
    assert "里面的3家都算推荐" in problem.message
    assert problem.location.file == first.as_posix()
    assert [one.file for one in problem.related] == [second.as_posix()]


@pytest.mark.parametrize("folder", ["徐汇区", "2023", "2022-2023年", "旧校场路", "材料"])
def test_other_folders_pass(folder: str, tmp_path: Path) -> None:
    lists(tmp_path, folder)
    assert read(tmp_path).problems == ()


def test_a_folder_or_list_that_is_named_passes(tmp_path: Path) -> None:
    this_year, old = lists(tmp_path, "往年")
    assert read(tmp_path / "往年").problems == ()
    assert read(this_year, old).problems == ()


def test_a_copy_in_an_old_folder_is_said_as_a_copy_only(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "往年"):
        folder.mkdir(exist_ok=True)
        xlsx(folder / "a.xlsx", table())
    assert [one.rule for one in read(tmp_path).problems] == ["copy-of"]
