"""`xxzz verify`: each kind of harm is found by its own check, and named."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bundle_fixtures import Run, Submit, Tamper, contents
from waiver_text import title_of
from xxzz.bundle import content
from xxzz.bundle.layout import RECOMMENDER
from xxzz.bundle.tables import tables_version
from xxzz.bundle.verdict import CHECKS, NOT_CHECKED, Line
from xxzz.bundle.verify import verify
from xxzz.check import check
from xxzz.finding import Problem
from xxzz.rules.rule import rule
from xxzz.season import Season

FORM = "data/推荐材料/推荐表/4-学习型家庭/01-慕示例家庭.docx"
WORKBOOK = "data/名单/推荐名单.xlsx"
TAG_FILES = ("bagit.txt", "bag-info.txt")
UTF8_FLAG = 0x08


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


def test_the_tables_of_indicators_are_asked_for(
    package: Path, tamper: Tamper, season: Season
) -> None:
    top = "data/规则表/indicators/"
    gone = {name: None for name in contents(package) if name.startswith(top)}
    assert len(gone) == 4
    assert faults(tamper(gone), season)["齐全"] == f"缺少“{top}”"


def test_an_older_version_of_bagit(package: Path, season: Season) -> None:
    def age(files: dict[str, bytes]) -> None:
        files["bagit.txt"] = files["bagit.txt"].replace(b"1.0", b"0.97")

    rezip(package, age)
    assert faults(package, season)["齐全"] == "BagIt 版本应当是 1.0，现在是 0.97"


def test_a_label_that_may_stand_only_once(package: Path, season: Season) -> None:
    def repeat(files: dict[str, bytes]) -> None:
        files["bag-info.txt"] += f"{RECOMMENDER}: 静安区\nBag-Software-Agent: x\n".encode()

    rezip(package, repeat)
    found = faults(package, season)["齐全"]
    assert f"bag-info.txt 里 {RECOMMENDER} 写了2次" in found


def test_nothing_of_a_package_lies_elsewhere(package: Path, season: Season) -> None:
    fetch = b"https://example.org/x 1 data/x\n"
    rezip(package, lambda files: files.update({"fetch.txt": fetch}))
    assert faults(package, season) == {"齐全": "不应当有 fetch.txt"}


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
    "包/conin$ .txt": "是 Windows 的设备名",
    "包/x.": "以点或空格结尾，Windows 不允许",
    "包//x": "路径写法不规范",
    "包/BAGIT.TXT": "是同一个文件名",
    "包/a\nb": "含有控制字符",
}


def test_of_many_unsafe_names_the_first_are_shown(package: Path, season: Season) -> None:
    def shown(count: int) -> str:
        made = package.with_name(f"{count}.zip")
        with zipfile.ZipFile(made, "w") as archive:
            for number in range(count):
                archive.writestr(f"包/a{number}.", b"x")
        return faults(made, season)["安全"]

    three = "；".join(f"“包/a{number}.”以点或空格结尾，Windows 不允许" for number in range(3))
    assert shown(3) == f"文件名不安全：{three}"
    assert shown(4) == f"文件名不安全：{three}等4处"


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_names(name: str, package: Path, season: Season) -> None:
    rezip(package, lambda _: None)
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr(name, b"x")
    assert UNSAFE[name] in faults(package, season)["安全"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices(kind: int, package: Path, season: Season) -> None:
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr(entry("包/链接", kind | 0o777), b"/etc/passwd")
    assert "是链接或特殊文件" in faults(package, season)["安全"]


def test_bombs(package: Path, season: Season) -> None:
    with zipfile.ZipFile(package, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("包/data/大.txt", bytes(8 << 20))
    assert faults(package, season)["安全"] == "“包/data/大.txt”解压后有8MB，像是压缩炸弹"


MB = 1 << 20


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ([(256 * MB, 2 * MB)], None),
        ([(256 * MB + 1, 2 * MB)], "“包/data/0.bin”解压后有256MB，像是压缩炸弹"),
        ([(200 * 5300, 5300)], None),
        ([(200 * 5300 + 1, 5300)], "“包/data/0.bin”解压后有1MB，像是压缩炸弹"),
        ([(MB, 1)], None),
        ([(MB + 1, 1)], "“包/data/0.bin”解压后有1MB，像是压缩炸弹"),
        ([(255 * MB, 2 * MB)] * 4, None),
        ([(256 * MB, 2 * MB)] * 4, "全部解压后有1024MB，像是压缩炸弹"),
    ],
)
def test_how_large_files_may_claim_to_be(
    package: Path, season: Season, claims: list[tuple[int, int]], said: str | None
) -> None:
    with zipfile.ZipFile(package, "a") as archive:
        for at, (size, packed) in enumerate(claims):
            archive.writestr(f"包/data/{at}.bin", b"x" * 10)
            archive.filelist[-1].file_size = size
            archive.filelist[-1].compress_size = packed
    # what may be so large is still found out: it is not so long
    overlap = "里面的文件互相重叠，像是压缩炸弹"
    assert faults(package, season).get("安全", overlap) == (said or overlap)


@pytest.mark.parametrize(("more", "told"), [("", False), ("a", True)])
def test_how_long_a_name_may_be(package: Path, season: Season, more: str, *, told: bool) -> None:
    """A Chinese sign is three bytes of the 255 that file systems take."""
    name = f"data/{'名' * 85}{more}"
    rezip(package, lambda files: files.update({name: b"x"}))
    assert (f"“包/{name}”名称太长" in faults(package, season).get("安全", "")) is told


@pytest.mark.parametrize("count", [5, 6])
def test_of_many_faults_the_first_five_are_shown(count: int) -> None:
    faults = [f"第{at}处" for at in range(1, count + 1)]
    first = "；".join(faults[:5])
    assert Line("完整", tuple(faults)).reason == (first if count == 5 else f"{first}；等6处")
    assert Line("完整", (), tuple(faults)).reason == Line("完整", tuple(faults)).reason


@pytest.mark.parametrize("size", [10, 2_000_000])
def test_overlapping_files(size: int, package: Path, season: Season) -> None:
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr("包/甲.bin", bytes(range(250)) * (size // 10))
        again = archive.getinfo("包/甲.bin")
        copy = zipfile.ZipInfo("包/乙.bin")
        for field in ("header_offset", "CRC", "compress_size", "file_size"):
            setattr(copy, field, getattr(again, field))
        archive.filelist.append(copy)
    assert "互相重叠" in faults(package, season)["安全"]


def test_a_directory_that_would_fill_the_memory(season: Season, tmp_path: Path) -> None:
    """It is not read: its size alone is enough."""
    large = 400_000
    directory = (b"PK\1\2" + bytes(42)) * large
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, large, large, len(directory), 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(directory), 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    (tmp_path / "大.zip").write_bytes(directory + wide + locator + end)
    assert faults(tmp_path / "大.zip", season)["安全"] == "里面的文件多得不正常"


def test_an_encrypted_package(package: Path, season: Season) -> None:
    raw = bytearray(package.read_bytes())
    raw[raw.rfind(b"PK\1\2") + 8] |= 1
    package.write_bytes(raw)
    assert faults(package, season)["安全"] == "设了密码，请对方不设密码重新发送"


def test_a_local_name_in_no_encoding(package: Path, season: Season) -> None:
    raw = package.read_bytes()
    package.write_bytes(raw.replace(b"bagit.txt", b"b\xffgit.txt", 1))
    assert faults(package, season)["完整"] == "bagit.txt 读不出来，文件已损坏"


def test_a_story_whose_bytes_do_not_fit_their_crc(package: Path, season: Season) -> None:
    with zipfile.ZipFile(package) as archive:
        story = next(one for one in archive.infolist() if one.filename.endswith("慕示例家庭.txt"))
    raw = package.read_bytes()
    package.write_bytes(raw.replace(struct.pack("<L", story.CRC), struct.pack("<L", 1)))
    found = faults(package, season)
    assert "慕示例家庭.txt”读不出来，文件已损坏" in found["完整"]
    assert found["有效"] == "包里的名单或事迹读不出来，或者临时文件夹写不进，没有检查"
    assert found["一致"] == NOT_CHECKED


def test_a_package_of_a_recommender_that_the_notice_does_not_name(
    tamper: Tamper, season: Season
) -> None:
    found = faults(tamper(info={RECOMMENDER: "某区"}), season)
    assert "附件2里没有“某区”这个推荐单位" in found["有效"]


def test_a_rule_that_crashes_is_no_pass(
    package: Path, season: Season, monkeypatch: pytest.MonkeyPatch
) -> None:
    @rule("crashing", clause=str)
    def crashing(entries: object, season: Season) -> Iterator[Problem]:
        """Crash."""
        raise RuntimeError

    monkeypatch.setattr(content, "check", partial(check, rules=[crashing]))
    found = faults(package, season)
    assert "程序内部出错，没有检查完" in found["有效"]
    assert found["一致"] == NOT_CHECKED


def test_a_package_that_says_no_year(tamper: Tamper, season: Season) -> None:
    found = faults(tamper(info={"Season": None}), season)
    assert found["有效"] == "bag-info.txt 没有写明是哪一年度的材料（Season）"
    assert found["一致"] == NOT_CHECKED


def test_a_package_without_a_list(tamper: Tamper, season: Season) -> None:
    found = faults(tamper({WORKBOOK: None}), season)
    assert found == {"有效": "没有读到推荐名单", "一致": NOT_CHECKED}


def test_a_file_that_was_compressed_oddly(package: Path, season: Season) -> None:
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr("包/data/x.txt", b"x" * 99, compress_type=zipfile.ZIP_BZIP2)
    said = "“包/data/x.txt”用了少见的压缩方式，请对方重新打包"
    assert faults(package, season)["安全"] == said


def test_a_name_in_no_encoding(season: Season, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("NN/bagit.txt", b"x")
    path.write_bytes(path.read_bytes().replace(b"NN/", b"\xff\xff/"))
    assert faults(path, season)["安全"] == "里面有文件名的编码认不出来"


def test_an_empty_zip(season: Season, tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "空.zip", "w").close()
    found = faults(tmp_path / "空.zip", season)
    assert found["完整"] == "缺少 bagit.txt，不是 BagIt 包"
    assert {found[name] for name in CHECKS[2:]} == {NOT_CHECKED}


def test_names_in_utf8_without_the_flag(package: Path, season: Season) -> None:
    """The archive program of macOS writes them so."""
    raw = bytearray(package.read_bytes())
    for mark, flags in ((b"PK\1\2", 9), (b"PK\3\4", 7)):
        at = raw.find(mark)
        while at >= 0:
            if raw[at + flags] == UTF8_FLAG:
                raw[at + flags] = 0
            at = raw.find(mark, at + 1)
    package.write_bytes(raw)
    assert faults(package, season) == {}


@pytest.mark.parametrize("file", ["说明.exe", "data/说明.exe", "data/检查结果/说明.exe"])
def test_files_that_the_profile_does_not_allow(
    file: str, package: Path, tamper: Tamper, season: Season
) -> None:
    if file.startswith("data/"):
        changed = tamper({file: b"MZ"})
    else:
        changed = rezip(package, lambda files: files.update({file: b"MZ"}))
    assert faults(changed, season) == {"齐全": f"不应当有“{file}”"}


def test_a_file_beside_the_workbook_that_it_does_not_use(tamper: Tamper, season: Season) -> None:
    changed = tamper({"data/名单/说明.exe": b"MZ"})
    assert faults(changed, season) == {"一致": "名单没有用到“data/名单/说明.exe”"}


TAGS = {
    "bagit.txt": (b"UTF-8", b"punycode", "bagit.txt 里的编码“punycode”不认识"),
    "bagit.txt of bytes": (b"UTF-8", b"a\0b", "bagit.txt 里的编码“a\0b”不认识"),
    "Payload-Oxum": (b"Payload-Oxum: ", b"Payload-Oxum: " + b"9" * 5000, "bag-info.txt 写的总量是"),
}


@pytest.mark.parametrize("name", TAGS)
def test_odd_values_in_tag_files(name: str, package: Path, season: Season) -> None:
    old, new, message = TAGS[name]
    rezip(package, lambda files: files.update({n: files[n].replace(old, new) for n in TAG_FILES}))
    assert faults(package, season)["完整"].count(message) == 1


def test_a_manifest_that_is_far_too_large(package: Path, season: Season) -> None:
    line = b"0" * 64 + b"  data/x\n"
    rezip(package, lambda files: files.update({"manifest-sha256.txt": line * 250_000}))
    assert faults(package, season)["完整"].startswith(
        "manifest-sha256.txt 读不出来，文件已损坏或者大得不正常"
    )


def test_a_report_that_nests_without_end(tamper: Tamper, season: Season) -> None:
    found = faults(tamper({"data/检查结果/检查结果.json": b"[" * 200_000}), season)
    assert found == {"一致": "“data/检查结果/检查结果.json”读不出来"}


@pytest.mark.parametrize("edition", ["²", "0", "9" * 5000, "一"])
def test_an_edition_that_is_no_number(
    edition: str, run: Run, tamper: Tamper, season: Season, tmp_path: Path
) -> None:
    changed = tamper(info={"Edition": edition})
    assert faults(changed, season)["一致"].startswith(f"bag-info.txt 的 Edition 是“{edition}”")
    assert run("merge", changed, "-o", tmp_path / "汇总").code == 1


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


def test_a_story_that_is_not_there_is_not_blamed_on_the_summary(
    tamper: Tamper, season: Season
) -> None:
    found = faults(tamper({"data/名单/事迹/慕示例家庭.txt": None}), season)
    assert "找不到文件“事迹/慕示例家庭.txt”" in found["有效"]
    assert "推荐汇总表" not in found["一致"]
    assert found["一致"].startswith(f"“{FORM}”与名单不同")


def test_a_form_that_says_something_else(package: Path, tamper: Tamper, season: Season) -> None:
    workbook = edited(contents(package)[WORKBOOK], "N2", "上海市徐汇区样张路99号")
    found = faults(tamper({WORKBOOK: workbook}), season)
    assert found == {
        "一致": f"“{FORM}”与名单不同：“单位地址”里是“上海市徐汇区样张路1号”，"
        "按名单应当是“上海市徐汇区样张路99号”"
    }


@pytest.mark.parametrize("command", ["verify", "merge"])
@pytest.mark.parametrize(
    "case", [("M2", "13900000099"), ("N2", "上海市徐汇区样张路99号"), ("J2", "尉迟例人")]
)
def test_a_log_that_others_read_has_no_personal_data(
    case: tuple[str, str], command: str, tamper: Tamper, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell, value = case
    package = tamper()
    changed = tamper({WORKBOOK: edited(contents(package)[WORKBOOK], cell, value)})
    more = ["-o", package.parent / "汇总"] if command == "merge" else []
    seen = run(command, changed, *more)
    monkeypatch.setenv("CI", "true")
    hidden = run(command, changed, *more)
    for secret in (value, "慕示例家庭"):
        assert secret in seen.out + seen.err
        assert secret not in hidden.out + hidden.err
    assert "与名单不同" in hidden.out + hidden.err


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
    other = "包里是2022年度的材料，这次按2023年的规则检查；要按2022年的检查，请加 --season 2022"
    assert found == {"有效": other, "一致": NOT_CHECKED}


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
    waiver = title_of("慕示例家庭")
    folder = submit({"最美家庭称号": "徐汇区最美家庭"}, waivers=waiver)
    assert run("pack", folder, "-o", tmp_path / "报送").code == 0
    result = run("verify", tmp_path / "报送/徐汇区-2023-第1版.zip")
    assert result.code == 0
    assert "有效  通过：豁免：" in result.out
    assert "证书补办中，王示例批准" in result.out
