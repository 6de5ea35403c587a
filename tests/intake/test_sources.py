"""Which files are read: those named, and those found in folders."""

import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from form_maker import FormText
from workbook_maker import SHEET, headers, read, row, season, table, xls, xlsx
from xxzz.finding import Severity
from xxzz.intake import NoSource, read_sources
from xxzz.intake.find import find_sources
from xxzz.location import Location


def found(*paths: Path) -> list[str]:
    return [source.path.as_posix() for source in find_sources(paths)]


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_workbooks_below_a_folder_are_found_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["b.xls", "c.ods", "A.XLSX", "长宁区/名单.et", "徐汇区/2.xlsm", "徐汇区/1.xlsx"]
    touch(tmp_path, *names, "说明.docx", "a.csv", "b.xlsx.tmp")
    monkeypatch.chdir(tmp_path)
    expected = ["A.XLSX", "b.xls", "c.ods", "徐汇区/1.xlsx", "徐汇区/2.xlsm", "长宁区/名单.et"]
    assert found(Path()) == expected


def test_locks_and_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "~$名单.xlsx", ".名单.xlsx.123.tmp.xlsx", ".git/a.xlsx", "a/.b/c.xlsx")
    assert found(tmp_path) == []


def test_a_named_file_may_have_any_ending_and_stays_first(tmp_path: Path) -> None:
    touch(tmp_path, "z.dat", "a.xlsx", "b.xlsx")
    named = tmp_path / "b.xlsx"
    assert found(tmp_path / "z.dat", named, tmp_path) == [
        (tmp_path / name).as_posix() for name in ("z.dat", "b.xlsx", "a.xlsx")
    ]
    assert [source.named for source in find_sources([tmp_path, named])] == [False, True]


def test_no_file_is_read_twice(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    other = tmp_path / "x" / ".." / "a.xlsx"
    (tmp_path / "x").mkdir()
    assert len(read(path, tmp_path, other, path).submissions) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_that_go_in_circles_are_survived(tmp_path: Path) -> None:
    touch(tmp_path, "a/1.xlsx")
    (tmp_path / "a" / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.xlsx").symlink_to(tmp_path / "self.xlsx")
    (tmp_path / "dead.xlsx").symlink_to(tmp_path / "gone.xlsx")
    (tmp_path / "again.xlsx").symlink_to(tmp_path / "a" / "1.xlsx")
    assert found(tmp_path) == [(tmp_path / "again.xlsx").as_posix()]


def test_a_file_that_is_not_there_is_a_problem_with_a_near_name(tmp_path: Path) -> None:
    xlsx(tmp_path / "推荐名单.xlsx", table())
    wrong = tmp_path / "推荐名单1.xlsx"
    intake = read(wrong, tmp_path)
    (problem,) = intake.problems
    assert problem.rule == "workbook-unreadable"
    assert problem.location == Location(wrong.as_posix())
    assert problem.message == "没有这个文件。"
    assert problem.hint == "是不是“推荐名单.xlsx”？请核对文件名。"
    assert len(intake.submissions) == 1


def test_nothing_to_read_is_said_with_where_was_looked(tmp_path: Path) -> None:
    touch(tmp_path, "说明.csv")
    with pytest.raises(NoSource, match="没有找到工作簿") as error:
        read(tmp_path)
    assert tmp_path.as_posix() in str(error.value)
    assert "xxzz template" in str(error.value)


def test_the_current_folder_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoSource, match=r"^在当前文件夹里没有找到工作簿"):
        read(Path())


def test_only_wrong_names_are_nothing_to_read(tmp_path: Path) -> None:
    xlsx(tmp_path / "推荐名单.xlsx", table())
    with pytest.raises(NoSource, match=r"没有这个文件。是不是“推荐名单\.xlsx”？"):
        read(tmp_path / "推荐名单.xls")
    with pytest.raises(NoSource, match="这个文件夹"):
        read(tmp_path / "没有" / "推荐名单.xlsx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_the_right_to_read_is_said(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    path.chmod(0)
    (problem,) = read(path).problems
    assert problem.message == "文件打不开。"


def test_progress_is_told_after_each_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        xlsx(tmp_path / name, table())
    seen: list[tuple[int, int]] = []
    read_sources([tmp_path], season(), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_locations_and_sources_are_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "徐汇区").mkdir()
    xlsx(tmp_path / "徐汇区" / "a.xlsx", table(row()))
    monkeypatch.chdir(tmp_path)
    (submission,) = read(Path("徐汇区")).submissions
    assert submission.source == Path("徐汇区/a.xlsx")
    assert submission.nominations[0].origin.base == Location("徐汇区/a.xlsx", SHEET, 2)


def test_forms_beside_a_blank_list_are_read_and_beside_a_filled_one_not(tmp_path: Path) -> None:
    form = tmp_path / "推荐表.docx"
    form.write_bytes(FormText().docx())
    xlsx(tmp_path / "名单.xlsx", [headers()])
    sources = [one.source for one in read(tmp_path).submissions if one.nominations]
    assert sources == [form]
    listed = xlsx(tmp_path / "名单.xlsx", table())
    assert [one.source for one in read(tmp_path).submissions] == [listed]


@pytest.mark.parametrize(
    ("name", "encoding", "is_said"),
    [
        ("家庭名单.csv", "utf-8-sig", True),
        ("家庭名单.csv", "gb18030", True),
        ("家庭名单.CSV", "utf-16", True),
        ("家庭名单.xlsb", "utf-8", True),
        ("家庭名单.log", "utf-8", False),
    ],
)
def test_a_list_of_another_format_beside_is_said(
    name: str, encoding: str, *, is_said: bool, tmp_path: Path
) -> None:
    xlsx(tmp_path / "名单.xlsx", table())
    text = "\n".join(",".join(map(str, line)) for line in table(row(name="乙家庭")))
    (tmp_path / name).write_text(text, encoding=encoding)
    problems = read_sources([tmp_path], season()).problems
    said = [(one.location.file, one.rule, one.severity) for one in problems]
    file = (tmp_path / name).as_posix()
    assert said == [(file, "workbook-unreadable", Severity.WARNING)] * is_said


def test_a_table_of_something_else_is_passed_over(tmp_path: Path) -> None:
    xlsx(tmp_path / "名单.xlsx", table())
    (tmp_path / "借书.csv").write_text("书名,借书人,日期\n红楼梦,张示例,9月1日\n", encoding="utf-8")
    assert read_sources([tmp_path], season()).problems == ()


def other_list(path: Path) -> Path:
    return xlsx(path, table(row(name="乙家庭")))


FORMAT = "这种格式的表格没有读，不知道里面有没有推荐名单。"
ENDING = "这个文件是工作簿，却不是工作簿的文件名，没有读。"
ARCHIVE = "这是压缩包，里面的文件没有读。"
MAIL = "这是邮件，附件没有读。"
LINK = "这是快捷方式，不是文件本身，没有读。"
NAMED = "文件名像是名单，这种格式没有读。"


def as_text(path: Path) -> None:
    text = "\n".join("\t".join(map(str, line)) for line in table(row(name="乙家庭")))
    path.write_text(text, encoding="gb18030")


def as_zip(path: Path, inside: str = "家庭/名单.xlsx", *more: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in (inside, *more):
            archive.writestr(name, b"PK")


def as_old_workbook(path: Path) -> None:
    xls(path, table(row(name="乙家庭")))


def as_bytes(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "write", "message"),
    [
        ("家庭.txt", as_text, FORMAT),
        ("家庭.tsv", as_text, FORMAT),
        ("名单", other_list, ENDING),
        ("名单.docx", other_list, ENDING),
        ("名单.csv", other_list, ENDING),
        ("名单.zip", other_list, ENDING),
        ("名单.xlsx.crdownload", other_list, ENDING),
        ("家庭.doc", as_old_workbook, ENDING),
        ("家庭.rar", as_bytes(b"Rar!"), ARCHIVE),
        ("家庭.7Z", as_bytes(b"7z"), ARCHIVE),
        ("家庭.zip", as_zip, ARCHIVE),
        ("家庭.zip", as_bytes(b"PK\3\4 half of it"), ARCHIVE),
        ("家庭.zip", as_bytes(b"Rar!"), ARCHIVE),
        ("家庭.z01", as_bytes(b"PK"), ARCHIVE),
        ("家庭.7z.001", as_bytes(b"7z"), ARCHIVE),
        ("家庭.part1.rar", as_bytes(b"Rar!"), ARCHIVE),
        ("家庭.r00", as_bytes(b"Rar!"), ARCHIVE),
        ("转发.eml", as_bytes(b'Content-Disposition: attachment; filename="a.xlsx"'), MAIL),
        ("转发.msg", as_bytes(b"\xd0\xcf\x11\xe0" + "__attach".encode("utf-16-le")), MAIL),
        ("家庭.xlsx - 快捷方式.lnk", as_bytes(b"L\0\0\0"), LINK),
        ("家庭名单.lnk", as_bytes(b"L\0\0\0"), LINK),
        ("家庭名单.docx", as_bytes(b"PK\3\4 half of it"), NAMED),
        ("家庭花名册.pdf", as_bytes(b"%PDF-1.4"), NAMED),
        ("名单.jpg", as_bytes(b"\xff\xd8\xff"), NAMED),
    ],
)
def test_a_file_beside_the_list_that_may_be_one_is_said(
    name: str, write: Callable[[Path], object], message: str, tmp_path: Path
) -> None:
    xlsx(tmp_path / "推荐.xlsx", table())
    write(tmp_path / "other.xlsx")
    (tmp_path / "other.xlsx").rename(tmp_path / name)
    (problem,) = read_sources([tmp_path], season()).problems
    assert problem.message == message
    assert (problem.rule, problem.severity) == ("workbook-unreadable", Severity.WARNING)
    assert problem.location.file == (tmp_path / name).as_posix()


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("名单.xlsx.bak", other_list),
        ("~WRL0001.tmp", other_list),
        ("照片.zip", lambda path: as_zip(path, "证书/一.jpg")),
        ("徐汇区-2023-第1版.zip", lambda path: as_zip(path, "x/bagit.txt", "x/data/名单.xlsx")),
        ("证书.pdf", as_bytes(b"%PDF-1.4")),
        ("读书笔记.txt", as_bytes("序号、书名，一年读了八本。".encode())),
        ("通知.eml", as_bytes(b"Subject: a\n\nno more than words")),
        ("家庭.z02", as_bytes(b"PK")),
        ("统计.001", as_bytes(b"1")),
        ("浏览器.lnk", as_bytes(b"L\0\0\0")),
        ("Thumbs.db", as_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
        ("旧材料.doc", as_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument")),
        ("._名单.txt", as_text),
    ],
)
def test_other_files_beside_the_list_are_passed_over(
    name: str, write: Callable[[Path], object], tmp_path: Path
) -> None:
    xlsx(tmp_path / "推荐.xlsx", table())
    write(tmp_path / "other.xlsx")
    (tmp_path / "other.xlsx").rename(tmp_path / name)
    assert read_sources([tmp_path], season()).problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_out_of_the_folder_and_one_to_a_missing_list_are_said(tmp_path: Path) -> None:
    folder, outside = tmp_path / "a", tmp_path / "b"
    for each in (folder / "里面", outside):
        each.mkdir(parents=True)
    xlsx(folder / "名单.xlsx", table())
    (folder / "静安区").symlink_to(outside, target_is_directory=True)
    (folder / "家庭.xlsx").symlink_to(folder / "没有.xlsx")
    (folder / "也是").symlink_to(folder / "里面", target_is_directory=True)
    (folder / "照片.jpg").symlink_to(folder / "没有.jpg")
    found = [(one.location.file, one.message) for one in read_sources([folder], season()).problems]
    message = "这是指向别处的链接，没有读。"
    assert found == [((folder / n).as_posix(), message) for n in ("家庭.xlsx", "静安区")]


def test_where_only_results_are_found_they_are_named(tmp_path: Path) -> None:
    xlsx(tmp_path / "获奖名单.xlsx", table())
    with pytest.raises(NoSource, match=r"“.*获奖名单\.xlsx”的名字是汇总、评审的结果或往年名单"):
        read_sources([tmp_path], season())
    assert read_sources([tmp_path / "获奖名单.xlsx"], season()).submissions


LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a21\nsize 12345\n"


def test_a_list_that_git_lfs_did_not_fetch_is_told(tmp_path: Path) -> None:
    (tmp_path / "名单.xlsx").write_bytes(LFS)
    (problem,) = read_sources([tmp_path], season()).problems
    assert problem.message == "这是 Git LFS 的占位文件，真正的内容没有取下来。"
    assert "git lfs pull" in problem.hint


def test_where_nothing_can_be_read_the_files_are_named(tmp_path: Path) -> None:
    as_text(tmp_path / "推荐名单.csv")
    as_zip(tmp_path / "报送.zip")
    with pytest.raises(NoSource) as failed:
        read_sources([tmp_path], season())
    lines = str(failed.value).splitlines()
    assert lines[1].startswith(f"{(tmp_path / '报送.zip').as_posix()}：{ARCHIVE}")
    assert lines[2].startswith(f"{(tmp_path / '推荐名单.csv').as_posix()}：{FORMAT}")
