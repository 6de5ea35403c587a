"""`xxzz verify`: each kind of harm is found by its own check, and named."""

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bundle_fixtures import Run, Submit, Tamper, contents
from openpyxl import load_workbook

from xxzz.bundle.tables import tables_version
from xxzz.bundle.verdict import CHECKS, NOT_CHECKED
from xxzz.bundle.verify import verify
from xxzz.season import Season

FORM = "data/推荐材料/推荐表/4-学习型家庭/01-慕示例家庭.docx"
WORKBOOK = "data/名单/推荐名单.xlsx"


def faults(package: Path, season: Season) -> dict[str, str]:
    """Return the reason of each check that did not pass."""
    verdict = verify(package, season)
    assert [line.name for line in verdict.lines] == list(CHECKS)
    return {line.name: line.reason for line in verdict.lines if not line.passed}


def rezip(package: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write the package anew as it is, but for a change: the checksums stay."""
    files = dict(contents(package))
    change(files)
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"包/{name}", content)
    return package


def test_a_good_package_passes_each_check(run: Run, package: Path) -> None:
    result = run("verify", package)
    assert result.code == 0
    assert [line.strip() for line in result.out.splitlines()] == [
        f"{package}（徐汇区，2023年，第1版）",
        *(f"{name}  通过" for name in CHECKS),
        "【通过】",
    ]


def test_an_unpacked_package_passes_too(package: Path, season: Season, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "解压")
    assert faults(tmp_path / "解压" / package.stem, season) == {}


def test_a_folder_named_from_where_one_stands(
    package: Path, season: Season, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(package.parent)
    monkeypatch.chdir(package.parent)
    assert faults(Path(package.stem), season) == {}


def test_altered(package: Path, season: Season) -> None:
    rezip(package, lambda files: files.update({FORM: files[FORM] + b"\0"}))
    assert faults(package, season)["完整"].startswith(f"“{FORM}”被改动过（校验值不同）")


def test_missing(package: Path, season: Season) -> None:
    rezip(package, lambda files: files.pop(FORM))
    assert f"缺少“{FORM}”" in faults(package, season)["完整"]


def test_unexpected(package: Path, season: Season) -> None:
    rezip(package, lambda files: files.update({"data/x.exe": b"MZ"}))
    assert "多出“data/x.exe”（不在 manifest-sha256.txt 里）" in faults(package, season)["完整"]


def test_cut_off(package: Path, season: Season) -> None:
    package.write_bytes(package.read_bytes()[:-100])
    found = faults(package, season)
    assert "没有下载完" in found["安全"]
    assert {found[name] for name in CHECKS[1:]} == {NOT_CHECKED}


def test_not_there(season: Season, tmp_path: Path) -> None:
    assert faults(tmp_path / "没有.zip", season)["安全"] == "没有这个文件，请核对文件名"


def entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    made.create_system = 3
    return made


UNSAFE = {
    "../../x.txt": "通到包外面（..）",
    "/etc/x.txt": "是绝对路径",
    "C:/x.txt": "含有 Windows 不允许的字符 :",
    "包/a\\..\\x.txt": "含有 Windows 不允许的字符 \\",
    "包/con.txt": "是 Windows 的设备名",
    "包/x.": "以点或空格结尾，Windows 不允许",
    "包//x": "路径写法不规范",
    "包/BAGIT.TXT": "是同一个文件名",
    "包/a\nb": "含有控制字符",
}


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_names(name: str, package: Path, season: Season) -> None:
    rezip(package, lambda _: None)
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr(name, b"x")
    assert UNSAFE[name] in faults(package, season)["安全"]


def test_links(package: Path, season: Season) -> None:
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr(entry("包/链接", stat.S_IFLNK | 0o777), b"/etc/passwd")
    assert "是链接或特殊文件" in faults(package, season)["安全"]


def test_bombs(package: Path, season: Season) -> None:
    with zipfile.ZipFile(package, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("包/data/大.txt", bytes(8 << 20))
    assert faults(package, season)["安全"] == "“包/data/大.txt”解压后有8MB，像是压缩炸弹"


def test_overlapping_files(package: Path, season: Season) -> None:
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr("包/甲.bin", bytes(range(256)) * 8000)
        again = archive.getinfo("包/甲.bin")
        for number in range(3):
            copy = zipfile.ZipInfo(f"包/乙{number}.bin")
            for field in ("header_offset", "CRC", "compress_size", "file_size"):
                setattr(copy, field, getattr(again, field))
            archive.filelist.append(copy)
    assert "互相重叠" in faults(package, season)["安全"]


def test_names_in_the_chinese_code_page(package: Path, season: Season) -> None:
    """Older Windows programs write them so, without a flag."""
    files = contents(package)
    names: dict[str, str] = {}
    with zipfile.ZipFile(package, "w") as archive:
        for number, (name, content) in enumerate(files.items()):
            placeholder = f"{number:02}".ljust(len(f"包/{name}".encode("gb18030")), "_")
            names[placeholder] = f"包/{name}"
            archive.writestr(placeholder, content)
    raw = package.read_bytes()
    for placeholder, name in names.items():
        raw = raw.replace(placeholder.encode(), name.encode("gb18030"))
    package.write_bytes(raw)
    assert faults(package, season) == {}


def test_incomplete_by_the_profile(tamper: Tamper, season: Season) -> None:
    changed = tamper({"data/检查结果/检查结果.html": None}, info={"Edition": None})
    assert faults(changed, season) == {
        "齐全": "bag-info.txt 缺少 Edition；缺少“data/检查结果/检查结果.html”"
    }


def edited(content: bytes, cell: str, value: str) -> bytes:
    book = load_workbook(io.BytesIO(content))
    book["推荐名单"][cell] = value
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def test_a_workbook_with_errors_is_not_valid(package: Path, tamper: Tamper, season: Season) -> None:
    workbook = edited(contents(package)[WORKBOOK], "S2", "徐汇区最美家庭")
    found = faults(tamper({WORKBOOK: workbook}), season)
    assert "data/名单/推荐名单.xlsx!推荐名单!S2" in found["有效"]
    assert "检查结果写的是1家、0处错误，重新检查是1家、1处错误" in found["一致"]


def test_a_form_that_says_something_else(package: Path, tamper: Tamper, season: Season) -> None:
    workbook = edited(contents(package)[WORKBOOK], "N2", "上海市徐汇区样张路99号")
    found = faults(tamper({WORKBOOK: workbook}), season)
    assert found == {
        "一致": f"“{FORM}”与名单不同：文件里是“上海市徐汇区样张路1号”，"
        "按名单应当是“上海市徐汇区样张路99号”"
    }


def test_a_form_too_many_and_one_too_few(package: Path, tamper: Tamper, season: Season) -> None:
    other = FORM.replace("01-", "02-")
    found = faults(tamper({FORM: None, other: contents(package)[FORM]}), season)
    assert found == {"一致": f"按名单应当有“{FORM}”，包里没有；包里有“{other}”，按名单不应当有"}


def test_counts_that_do_not_fit(tamper: Tamper, season: Season) -> None:
    found = faults(tamper(info={"Family-Count": "2"}), season)
    assert found == {"一致": "bag-info.txt 的 Family-Count 是“2”，名单里是1"}


def test_the_package_of_another_recommender(tamper: Tamper, season: Season) -> None:
    found = faults(tamper(info={"Recommender": "静安区"}), season)
    assert "推荐单位是“徐汇区”，包是静安区的" in found["有效"]


def test_another_year(tamper: Tamper, season: Season) -> None:
    found = faults(tamper(info={"Season": "2022"}), season)
    assert found == {"有效": "包里是2022年度的材料，这次按2023年的规则检查", "一致": NOT_CHECKED}


def test_other_tables_are_remarked(package: Path, tamper: Tamper, season: Season) -> None:
    held = contents(package)
    name = "data/规则表/quotas_2023.yaml"
    top = len("data/规则表/")
    files = {one[top:]: held[one] for one in held if "规则表" in one}
    files[name[top:]] += b"# mine\n"
    version = tables_version(2023, files)
    verdict = verify(tamper({name: files[name[top:]]}, info={"Season-Tables": version}), season)
    assert verdict.passed
    assert verdict.line("有效").reason == (
        "包里的规则表 quotas_2023.yaml 与这里的不同，已按这里的检查"
    )


def test_tables_that_are_not_those_of_bag_info(
    package: Path, tamper: Tamper, season: Season
) -> None:
    name = "data/规则表/quotas_2023.yaml"
    changed = tamper({name: contents(package)[name] + b"# mine\n"})
    assert faults(changed, season) == {"一致": "包里的规则表与 bag-info.txt 的 Season-Tables 不符"}


def test_any_bag_with_bag_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "包/data").mkdir(parents=True)
    declared = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    (tmp_path / "包/bagit.txt").write_text(declared, encoding="utf-8")
    (tmp_path / "包/manifest-sha512.txt").write_text("", encoding="utf-8")
    assert run("verify", "--bag-only", tmp_path / "包").code == 0
    (tmp_path / "包/data/x").write_bytes(b"x")
    result = run("verify", "--bag-only", tmp_path / "包")
    assert result.code == 1
    assert "完整  不通过：多出“data/x”" in result.out


def test_a_waiver_lets_a_package_through_and_is_shown(
    run: Run, submit: Submit, tmp_path: Path
) -> None:
    waiver = (
        "waivers:\n  - {rule: family-title, nomination: 慕示例家庭, reason: 证书补办中,"
        " approved_by: 王示例, date: 2023-09-01}\n"
    )
    folder = submit({"最美家庭称号": "徐汇区最美家庭"}, waivers=waiver)
    assert run("pack", folder, "-o", tmp_path / "报送").code == 0
    result = run("verify", tmp_path / "报送/徐汇区-2023-第1版.zip")
    assert result.code == 0
    assert "有效  通过：豁免：" in result.out
    assert "证书补办中，王示例批准" in result.out
