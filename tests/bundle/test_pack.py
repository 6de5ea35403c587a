"""`xxzz pack`: what is in a package, that it is the same each time, and what keeps it back."""

import datetime as dt
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from bundle_fixtures import Run, Submit, contents, story
from waiver_text import title_of
from xxzz.bundle import select
from xxzz.bundle.checklist import checklist
from xxzz.season import Season

NAME = "徐汇区-2023-第1版.zip"


def test_what_a_package_holds(package: Path) -> None:
    assert [name for name in contents(package) if "规则表" not in name] == [
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "data/名单/事迹/慕示例家庭.txt",
        "data/名单/推荐名单.xlsx",
        "data/推荐材料/推荐汇总表.docx",
        "data/推荐材料/推荐表/4-学习型家庭/01-慕示例家庭.docx",
        "data/检查结果/检查结果.html",
        "data/检查结果/检查结果.json",
    ]
    info = contents(package)["bag-info.txt"].decode().splitlines()
    assert {"Recommender: 徐汇区", "Season: 2023", "Family-Count: 1", "Edition: 1"} <= set(info)
    (tables,) = (line for line in info if line.startswith("Season-Tables: "))
    assert re.fullmatch(r"Season-Tables: 2023 sha256:[0-9a-f]{16}", tables)


def test_what_was_waived_is_counted(run: Run, submit: Submit, tmp_path: Path) -> None:
    waiver = title_of("慕示例家庭")
    for row, waivers, count in (({}, "", 0), ({"最美家庭称号": "徐汇区最美家庭"}, waiver, 1)):
        out = tmp_path / str(count)
        assert run("pack", submit(row, waivers=waivers), "-o", out).code == 0
        info = contents(out / NAME)["bag-info.txt"].decode().splitlines()
        assert {f"Waived-Count: {count}", "Nomination-Count: 1", "Agency-Count: 0"} <= set(info)


def test_names_carry_the_utf8_flag_and_nothing_is_deflated(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        entries = archive.infolist()
    assert all(entry.flag_bits & 0x800 for entry in entries)
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}


def test_bagit_py_finds_the_bag_valid(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "解压")
    bagit.Bag(str(tmp_path / "解压" / package.stem)).validate()


def test_same_input_same_bytes_wherever_it_lies(
    run: Run, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "别处").mkdir()
    (tmp_path / "徐汇区").rename(tmp_path / "别处/名单")
    for path in (tmp_path / "别处").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    monkeypatch.chdir(tmp_path / "别处")
    assert run("pack", "名单", "-o", "又一次").code == 0
    assert (tmp_path / "别处/又一次" / NAME).read_bytes() == package.read_bytes()


def test_an_unchanged_submission_is_not_written_again(
    run: Run, package: Path, tmp_path: Path
) -> None:
    before = package.stat()
    result = run("pack", tmp_path / "徐汇区", "-o", package.parent)
    assert (result.code, package.stat().st_mtime_ns) == (0, before.st_mtime_ns)
    assert "内容与已有的" in result.out
    assert list(package.parent.iterdir()) == [package]


def test_a_changed_submission_is_the_next_edition(run: Run, submit: Submit, package: Path) -> None:
    first = package.read_bytes()
    submit({"备注": "改过"})
    assert run("pack", package.parents[1] / "徐汇区", "-o", package.parent).code == 0
    assert package.read_bytes() == first
    second = package.with_name("徐汇区-2023-第2版.zip")
    assert b"Edition: 2" in contents(second)["bag-info.txt"]


def test_an_error_keeps_the_package_back_and_is_named(
    run: Run, submit: Submit, tmp_path: Path
) -> None:
    result = run("pack", submit({"最美家庭称号": "徐汇区最美家庭"}), "-o", tmp_path / "报送")
    assert result.code == 1
    assert "推荐名单.xlsx!推荐名单!S2" in result.err
    assert "family-title" in result.err
    assert not (tmp_path / "报送").exists()


def test_a_refusal_in_a_log_that_others_read(
    run: Run, submit: Submit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = run("pack", submit({"联系人手机号码": "139000000012"}), "-o", tmp_path / "报送")
    assert "phone-format" in result.err
    assert "1390000" not in result.err


def test_an_unreadable_workbook_beside_keeps_the_package_back(
    run: Run, submit: Submit, tmp_path: Path
) -> None:
    folder = submit()
    (folder / "另一份.xlsx").write_bytes(b"PK\3\4 cut off")
    result = run("pack", folder, "-o", tmp_path / "报送")
    assert result.code == 1
    assert "另一份.xlsx" in result.err


def test_where_only_broken_files_are_the_cause_is_named(
    run: Run, submit: Submit, tmp_path: Path
) -> None:
    path = submit() / "推荐名单.xlsx"
    path.write_bytes(b"PK\3\4 cut off")
    result = run("pack", path, "-o", tmp_path / "报送")
    assert result.code == 3
    assert "工作簿已损坏或不完整" in result.err.splitlines()[0]
    assert "没有可以打包的" in result.err.splitlines()[1]


@pytest.fixture
def large(submit: Submit) -> list[Path]:
    """Submit a workbook with a picture of 3 MB in it; returns the files that go along."""
    folder = submit()
    with zipfile.ZipFile(folder / "推荐名单.xlsx", "a") as archive:
        archive.writestr("xl/media/image1.png", bytes(3 << 20))
    return [folder / "推荐名单.xlsx", folder / "事迹/慕示例家庭.txt"]


@pytest.mark.parametrize("less", [0, 1])
def test_a_file_that_a_receiver_would_refuse_is_not_packed(
    run: Run, large: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, less: int
) -> None:
    monkeypatch.setattr(select, "MAX_FILE_BYTES", large[0].stat().st_size - less)
    result = run("pack", large[0].parent, "-o", tmp_path / "报送")
    assert result.code == (2 if less else 0), result.err
    told = "“data/名单/推荐名单.xlsx”有3MB，放不进包里，请压缩其中的图片。"
    assert (told in result.err) is bool(less)


@pytest.mark.parametrize("less", [0, 2])
def test_files_that_together_fill_half_of_what_a_receiver_takes(
    run: Run, large: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, less: int
) -> None:
    total = sum(path.stat().st_size for path in large)
    monkeypatch.setattr(select, "MAX_TOTAL_BYTES", 2 * total - less)
    result = run("pack", large[0].parent, "-o", tmp_path / "报送")
    assert result.code == (2 if less else 0), result.err
    told = "材料共有3MB，放不进一个包，请压缩其中的图片。"
    assert (told in result.err) is bool(less)


def test_workbooks_of_several_folders_stay_apart(run: Run, submit: Submit, tmp_path: Path) -> None:
    submit(folder="徐汇区/甲")
    other = {"单位（集体）名称": "另示例家庭", "序号": "2"}
    submit(other, folder="徐汇区/乙", waivers="waivers: []\n")
    result = run("pack", tmp_path / "徐汇区", "-o", tmp_path / "报送")
    assert result.code == 0, result.err
    held = [name for name in contents(tmp_path / "报送" / NAME) if name.startswith("data/名单/")]
    assert held == [
        "data/名单/01/waivers.yaml",
        "data/名单/01/推荐名单.xlsx",
        "data/名单/02/事迹/慕示例家庭.txt",
        "data/名单/02/推荐名单.xlsx",
    ]


def test_several_recommenders_need_a_choice(run: Run, submit: Submit, tmp_path: Path) -> None:
    submit()
    submit({"推荐单位": "静安区", "单位（集体）名称": "另示例家庭"}, folder="静安区")
    result = run("pack", tmp_path, "-o", tmp_path / "报送")
    assert result.code == 2
    assert "静安区、徐汇区" in result.err
    assert run("pack", tmp_path, "--district", "静安区", "-o", tmp_path / "报送").code == 0
    package = tmp_path / "报送/静安区-2023-第1版.zip"
    assert not any("慕示例" in text for text in contents(package))


def test_a_workbook_with_two_recommenders_makes_no_package(
    run: Run, submit: Submit, tmp_path: Path
) -> None:
    folder = submit({}, {"推荐单位": "静安区", "单位（集体）名称": "另示例家庭"})
    result = run("pack", folder, "--district", "徐汇区", "-o", tmp_path / "报送")
    assert result.code == 2
    assert "“静安区”" in result.err


def test_the_material_of_another_recommender(run: Run, submit: Submit, tmp_path: Path) -> None:
    result = run("pack", submit(), "--district", "静安区", "-o", tmp_path / "报送")
    assert result.code == 2
    assert "这些材料里没有静安区的推荐，没有可以打包的。" in result.err


def test_a_recommender_that_nobody_knows(run: Run, submit: Submit, tmp_path: Path) -> None:
    result = run("pack", submit({"推荐单位": "某某区"}), "-o", tmp_path / "报送")
    assert result.code == 2
    assert "这些材料里没有认得出推荐单位的推荐，没有可以打包的。" in result.err


def test_a_nomination_without_a_recommender_makes_no_package(
    run: Run, submit: Submit, tmp_path: Path
) -> None:
    folder = submit({}, {"推荐单位": "", "单位（集体）名称": "另示例家庭", "序号": "2"})
    result = run("pack", folder, "-o", tmp_path / "报送")
    assert result.code == 2
    assert "推荐名单.xlsx”里还有别的推荐：没有写推荐单位的。" in result.err


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_stories_that_are_one_file_on_windows(run: Run, submit: Submit, tmp_path: Path) -> None:
    stories = {"A.txt": "甲示例家庭", "a.txt": "乙示例家庭"}
    rows = [
        {"单位（集体）名称": owner, "序号": str(at), "详细事迹": f"事迹/{name}"}
        for at, (name, owner) in enumerate(stories.items(), 1)
    ]
    folder = submit(*rows)
    for name, owner in stories.items():
        (folder / "事迹" / name).write_text(story(owner), encoding="utf-8")
    result = run("pack", folder, "-o", tmp_path / "报送")
    assert result.code == 2
    said = "“data/名单/事迹/A.txt”和“data/名单/事迹/a.txt”在 Windows 上是同一个文件，请把一个改名。"
    assert said in result.err


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_list_that_windows_can_not_name(run: Run, submit: Submit, tmp_path: Path) -> None:
    folder = submit()
    (folder / "推荐名单.xlsx").rename(folder / "aux.xlsx")
    result = run("pack", folder, "-o", tmp_path / "报送")
    assert result.code == 2
    assert "文件名“data/名单/aux.xlsx”是 Windows 的设备名，放不进包里，请改名。" in result.err


def test_the_folder_for_packages_is_made_however_deep(
    run: Run, submit: Submit, tmp_path: Path
) -> None:
    assert run("pack", submit(), "-o", tmp_path / "二〇二三/九月/报送").code == 0
    assert (tmp_path / "二〇二三/九月/报送" / NAME).is_file()


def test_a_full_disk_leaves_nothing_behind(
    run: Run, submit: Submit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("pack", submit(), "-o", tmp_path / "报送")
    assert result.code == 3
    assert "磁盘没有满" in result.err
    assert list((tmp_path / "报送").iterdir()) == []


def test_a_file_where_the_folder_should_be(run: Run, submit: Submit, tmp_path: Path) -> None:
    (tmp_path / "报送").write_text("别的文件", encoding="utf-8")
    assert run("pack", submit(), "-o", tmp_path / "报送").code == 3
    assert (tmp_path / "报送").read_text(encoding="utf-8") == "别的文件"


@pytest.mark.parametrize(
    ("day", "left"), [(19, "还有1天"), (20, "今天是最后一天"), (21, "已经过了1天")]
)
def test_days_left(season: Season, day: int, left: str) -> None:
    items = list(checklist(20, season, dt.date(2023, 9, day)))
    assert left in items[-1]
    assert "一式三份" in items[1]
    assert "共60份" in items[1]
    assert "茶陵北路21号" in items[2]


@pytest.mark.parametrize(
    ("signed", "who"),
    [("申报单位和推荐单位", "由申报单位和推荐单位签意见"), (None, "请照表上的栏目签意见")],
)
def test_who_signs_the_forms(season: Season, signed: str | None, who: str) -> None:
    papers = season.notice.documents
    form = papers.form.model_copy(update={"signed": signed})
    papers = papers.model_copy(update={"form": form})
    notice = season.notice.model_copy(update={"documents": papers})
    asked = replace(season, notice=notice)
    first = next(iter(checklist(3, asked, dt.date(2023, 9, 19))))
    assert f"盖章：3份《{form.title}》{who}、写日期、盖公章" in first
