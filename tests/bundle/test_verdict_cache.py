"""`xxzz merge` again: what did not change is not read again, and nothing is different for it."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from bundle_fixtures import Run, Send
from cli_runner import Result
from pinned import copy_tables
from xxzz.bundle.city import merge as merging
from xxzz.bundle.city.verdict_cache import FOLDER

WAIVER = """\
waivers:
  - {rule: quota-unused, reason: 已说明, approved_by: 张示例, date: 2023-09-01}
"""
Merge = Callable[..., Result]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the packages that are read."""
    names: list[str] = []
    real = merging.verify

    def verify(path: Path, *rest: object) -> object:
        names.append(path.name)
        return real(path, *rest)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(merging, "verify", verify)
    return names


@pytest.fixture
def merge(run: Run, tmp_path: Path) -> Merge:
    return lambda *words: run("merge", tmp_path / "收件", "-o", tmp_path / "汇总", *words)


@pytest.fixture
def two(send: Send) -> tuple[Path, Path]:
    first = send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    return first, send("静安区", {"单位（集体）名称": "乙示例家庭"})


def outputs(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and FOLDER not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_only_what_changed_is_read(
    two: tuple[Path, Path], merge: Merge, send: Send, read: list[str], tmp_path: Path
) -> None:
    merge()
    first = merge()
    before = outputs(tmp_path / "汇总")
    read.clear()
    again = merge()
    assert read == []
    assert (again.code, again.out, again.err) == (first.code, first.out, first.err)
    assert outputs(tmp_path / "汇总") == before
    new = send("长宁区", {"单位（集体）名称": "丙示例家庭"})
    merge()
    assert read == [new.name]


def test_results_are_those_of_a_first_run(
    two: tuple[Path, Path], merge: Merge, send: Send, tmp_path: Path
) -> None:
    merge()
    send(
        "徐汇区",
        {"单位（集体）名称": "乙示例家庭"},
        {"单位（集体）名称": "丁示例家庭", "序号": "2"},
    )
    merge()
    with_memory = outputs(tmp_path / "汇总")
    register = tmp_path / "汇总/收件登记.xlsx"
    kept = register.read_bytes()
    shutil.rmtree(tmp_path / "汇总")
    register.parent.mkdir()
    register.write_bytes(kept)
    merge()
    fresh = outputs(tmp_path / "汇总")
    del fresh["收件登记.xlsx"]  # it was saved another time in between
    assert {name: with_memory[name] for name in fresh} == fresh


def test_another_content_under_the_same_name_is_read(
    two: tuple[Path, Path], merge: Merge, read: list[str]
) -> None:
    package, other = two
    merge()
    read.clear()
    stat = package.stat()
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    os.utime(package, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    result = merge()
    assert read == [package.name]
    assert package.name in result.err
    assert other.name not in read


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'["tuple"]',
        b'["tuple",["tuple"],null,["tuple"],null]',
        b'["os.system","true"]',
        b'["tuple",["list"],["Bag","1.0"],["tuple",3],["Report"]]',
        b"[" * 100_000,
        hashlib.sha256(b"[]").hexdigest().encode() + b"\n[]",
        hashlib.sha256(b"[" * 10**5).hexdigest().encode() + b"\n" + b"[" * 10**5,
        b"\xff\xfe",
    ],
)
def test_a_damaged_memory_only_means_reading_again(
    two: tuple[Path, Path], merge: Merge, read: list[str], tmp_path: Path, content: bytes
) -> None:
    merge()
    first = merge()
    before = outputs(tmp_path / "汇总")
    for path in (tmp_path / "汇总" / FOLDER).iterdir():
        path.write_bytes(content)
    read.clear()
    again = merge()
    assert len(read) == 2
    assert (again.code, again.out, again.err) == (first.code, first.out, first.err)
    assert outputs(tmp_path / "汇总") == before


def test_without_the_memory_all_is_as_before(
    two: tuple[Path, Path], merge: Merge, read: list[str], tmp_path: Path
) -> None:
    merge()
    merge()
    before = outputs(tmp_path / "汇总")
    shutil.rmtree(tmp_path / "汇总" / FOLDER)
    merge()
    assert len(read) == 4
    assert outputs(tmp_path / "汇总") == before


def test_other_tables_and_other_lists_mean_reading_again(
    two: tuple[Path, Path], merge: Merge, read: list[str], tmp_path: Path
) -> None:
    merge()
    copy_tables(tmp_path / "data")
    read.clear()
    merge("--data", tmp_path / "data")
    assert read == []
    notice = tmp_path / "data/notice_2023.yaml"
    text = notice.read_text(encoding="utf-8")
    notice.write_text(text.replace("limits: [{max: 500}]", "limits: [{max: 5}]"), encoding="utf-8")
    assert "要补正：徐汇区" in merge("--data", tmp_path / "data").err
    assert len(read) == 2
    merge("--data", tmp_path / "data")
    assert len(read) == 4  # what is not in order is looked at again
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["年度", "名称"])
    sheet.append([2021, "甲示例家庭"])
    book.save(tmp_path / "汇总/往年名单.xlsx")
    read.clear()
    merge()
    assert len(read) == 2


def test_what_is_not_in_order_or_depends_on_the_day_is_read_again(
    merge: Merge, send: Send, read: list[str], tmp_path: Path
) -> None:
    waived = send("徐汇区", {"单位（集体）名称": "甲示例家庭"}, waivers=WAIVER)
    broken = tmp_path / "收件/静安区-2023-第1版.zip"
    broken.write_bytes(waived.read_bytes()[:-100])
    merge()
    read.clear()
    merge()
    assert sorted(read) == sorted([waived.name, broken.name])


def test_what_is_no_longer_there_is_forgotten(
    two: tuple[Path, Path], merge: Merge, tmp_path: Path
) -> None:
    merge()
    assert len(list((tmp_path / "汇总" / FOLDER).iterdir())) == 2
    two[0].unlink()
    merge()
    (left,) = (tmp_path / "汇总" / FOLDER).iterdir()
    assert "乙示例家庭" in json.dumps(
        json.loads(left.read_bytes().partition(b"\n")[2]), ensure_ascii=False
    )


def test_a_memory_that_can_not_be_written_is_no_matter(
    two: tuple[Path, Path], merge: Merge, tmp_path: Path
) -> None:
    (tmp_path / "汇总").mkdir()
    (tmp_path / "汇总" / FOLDER).write_bytes(b"in the way")
    assert merge().code == 0
    assert (tmp_path / "汇总" / FOLDER).read_bytes() == b"in the way"
