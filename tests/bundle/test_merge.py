"""`xxzz merge`: which packages count, and what 市教科院 gets out of them."""

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bundle_fixtures import Run, Send, Submit, Tamper, contents, story
from inbox_maker import came, write
from nomination_maker import nomination
from waiver_text import title_of
from xxzz.bundle.city.lists import for_coordinator
from xxzz.bundle.layout import SAVED
from xxzz.entry import resolve
from xxzz.intake.docx.text import read_docx
from xxzz.location import Location
from xxzz.nomination import Origin, Submission
from xxzz.season import Season

ENTERPRISE = {
    "申报类型": "学习型企事业单位（含教育类）",
    "单位性质": "民营企业",
    "负责人职务": "经理",
    "联系人职务": "干事",
    "建设起始年月": "2018年3月",
    "最美家庭称号": "",
}


def table(out: Path, sheet: str) -> list[tuple[object, ...]]:
    book = load_workbook(out / "全市汇总.xlsx", read_only=True)
    rows = [tuple(row) for row in book[sheet].iter_rows(values_only=True)]
    book.close()
    return rows


def words(path: Path) -> str:
    return read_docx(path.read_bytes()).text


def test_the_ledger(run: Run, send: Send, tmp_path: Path) -> None:
    send("静安区", {"单位（集体）名称": "甲示例家庭"})
    send(
        "徐汇区",
        {"单位（集体）名称": "乙示例家庭"},
        {"单位（集体）名称": "丙示例家庭", "序号": "2"},
    )
    out = tmp_path / "汇总"
    result = run("merge", tmp_path / "收件", "-o", out)
    assert result.code == 0
    assert "收到2个推荐单位的材料，共3家。" in result.out
    header, *rows = table(out, "全部推荐")
    at = header.index("单位（集体）名称")
    assert [row[at] for row in rows] == ["甲示例家庭", "乙示例家庭", "丙示例家庭"]
    stories = [story(f"{name}示例家庭") for name in "甲乙丙"]
    told = [row[header.index("事迹校验码")] for row in rows]
    assert told == [hashlib.sha256(one.encode()).hexdigest()[:12] for one in stories]
    assert load_workbook(out / "全市汇总.xlsx")["全部推荐"].freeze_panes == "F2"
    quota = {row[0]: row[1:] for row in table(out, "名额使用")}
    assert quota["徐汇区"][3:6] == ("2/5", "0/2", "2/20")
    assert quota["市总工会"] == ("——", "0/80", "——", "——", "——", "0/80", "未交")
    assert quota["总计"][3:6] == ("3/85", "0/32", "3/476")
    states = {row[0]: row[1] for row in table(out, "收件情况")}
    assert (states["徐汇区"], states["浦东新区"]) == ("已交", "未交")


def test_the_ledger_says_what_was_let_through_and_what_nobody_sent(
    run: Run, send: Send, tmp_path: Path
) -> None:
    waiver = title_of("甲示例家庭")
    send(
        "徐汇区",
        {"单位（集体）名称": "甲示例家庭", "最美家庭称号": "徐汇区最美家庭"},
        waivers=waiver,
    )
    (tmp_path / "收件/照片.rar").write_bytes(b"Rar!\x1a\x07")
    out = tmp_path / "汇总"
    run("merge", tmp_path / "收件", "-o", out)
    write(tmp_path, "B4", "静安区")
    write(tmp_path, "C4", "纸质材料")
    run("merge", tmp_path / "收件", "-o", out)
    levels = {(row[0], row[1], row[2], row[6]) for row in table(out, "需要补正")[1:]}
    place = "data/名单/推荐名单.xlsx!推荐名单!S2"
    assert ("徐汇区", "甲示例家庭", "已豁免", place) in levels
    assert ("徐汇区", "甲示例家庭", "提醒", place.replace("S2", "T2")) in levels
    header, row = table(out, "全部推荐")
    assert row[header.index("材料所在位置")] == "徐汇区/data/名单/推荐名单.xlsx!推荐名单!第2行"
    arrived = {row[0]: row for row in table(out, "收件情况")}
    assert arrived["静安区"][1:3] == ("人工填写", "纸质材料")
    assert arrived[None][1:3] == ("没有用上", "照片.rar")
    assert str(arrived[None][7]).startswith("压缩包（RAR），请解压后")


def test_lists_for_the_bodies_and_the_city(run: Run, send: Send, tmp_path: Path) -> None:
    send(
        "徐汇区",
        {"单位（集体）名称": "甲示例家庭"},
        ENTERPRISE | {"单位（集体）名称": "样张机械厂", "序号": "2"},
    )
    send("市教育工会", ENTERPRISE | {"单位（集体）名称": "样张小学", "单位性质": "公办学校"})
    out = tmp_path / "汇总"
    run("merge", tmp_path / "收件", "-o", out)
    assert "甲示例家庭" in words(out / "牵头单位/市妇联.docx")
    assert "样张机械厂" in words(out / "牵头单位/市总工会.docx")
    assert "样张小学" not in words(out / "牵头单位/市总工会.docx")
    assert "样张小学" in words(out / "牵头单位/市教育工会.docx")
    assert "家庭" not in words(out / "牵头单位/市学指办.docx").replace("被推荐单位或家庭", "")
    city = words(out / "全市推荐汇总表.docx")
    assert all(name in city for name in ("甲示例家庭", "样张机械厂", "样张小学"))
    assert "徐汇区推荐第1位" in city


def test_the_latest_edition_counts_and_the_replaced_one_is_named(
    run: Run, send: Send, tmp_path: Path
) -> None:
    send("徐汇区", {"单位（集体）名称": "旧示例家庭"})
    send("徐汇区", {"单位（集体）名称": "新示例家庭"})
    out = tmp_path / "汇总"
    result = run("merge", tmp_path / "收件", "-o", out)
    assert (
        "徐汇区：取徐汇区-2023-第2版.zip，不用徐汇区-2023-第1版.zip（第1版，由第2版替换）。"
        in result.out
    )
    assert "新示例家庭" in words(out / "全市推荐汇总表.docx")
    assert "旧示例家庭" not in words(out / "全市推荐汇总表.docx")
    receipt = words(out / "回执/徐汇区.docx")
    assert "第1版，由第2版替换" in receipt.partition("以这一版为准，不再使用的包")[2]
    told = {row[2]: row[7] for row in table(out, "收件情况") if row[0] == "徐汇区"}
    assert told == {
        "徐汇区-2023-第1版.zip": None,
        "徐汇区-2023-第2版.zip": "替换了徐汇区-2023-第1版.zip（第1版，由第2版替换）",
    }


def test_of_one_edition_the_newer_file_counts(run: Run, send: Send, tmp_path: Path) -> None:
    first = send("徐汇区", {"单位（集体）名称": "旧示例家庭"})
    old = first.rename(tmp_path / "旧.zip")
    new = send("徐汇区", {"单位（集体）名称": "新示例家庭"})
    os.utime(old, (1_000_000_000, 1_000_000_000))
    run("merge", old, new, "-o", tmp_path / "汇总")
    assert "新示例家庭" in words(tmp_path / "汇总/全市推荐汇总表.docx")


@pytest.mark.parametrize(
    ("saved", "why"),
    [("2023-09-10T08:00:00Z", "名单保存得较早"), ("2023-09-11T08:00:00Z", "收到得较早")],
)
def test_why_another_of_the_same_edition_does_not_count(
    run: Run, tamper: Tamper, tmp_path: Path, saved: str, why: str
) -> None:
    (tmp_path / "收件").mkdir()
    for name, time, remark in (("旧", saved, b"1"), ("新", "2023-09-11T08:00:00Z", b"2")):
        made = tamper(info={SAVED: time, "External-Description": remark.decode()})
        path = made.rename(tmp_path / f"收件/{name}.zip")
        came(path, 2023, 9, 12 if name == "新" else 11, 9)
    result = run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    assert f"徐汇区：取新.zip，不用旧.zip（同是第1版，{why}）。" in result.out


def test_of_two_lists_without_a_package_the_newer_counts(
    run: Run, submit: Submit, tmp_path: Path
) -> None:
    (tmp_path / "收件").mkdir()
    for name, day in (("新", 12), ("旧", 11)):
        book = submit({"单位（集体）名称": f"{name}示例家庭"}) / "推荐名单.xlsx"
        came(book.rename(tmp_path / f"收件/徐汇区{name}.xlsx"), 2023, 9, day, 9)
    result = run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    said = "徐汇区：取徐汇区新.xlsx，不用徐汇区旧.xlsx（同样没有打包，收到得较早）。"
    assert said in result.out
    assert "新示例家庭" in words(tmp_path / "汇总/全市推荐汇总表.docx")
    receipt = words(tmp_path / "汇总/回执/徐汇区.docx")
    assert "收到你单位“徐汇区新.xlsx”（没有打包），共推荐1家。" in receipt


def test_a_package_goes_before_a_list_without_one_however_old(
    run: Run, send: Send, submit: Submit, tmp_path: Path
) -> None:
    came(send("徐汇区", {"单位（集体）名称": "包示例家庭"}), 2023, 9, 10, 9)
    book = submit({"单位（集体）名称": "单示例家庭"}, folder="另") / "推荐名单.xlsx"
    came(book.rename(tmp_path / "收件/名单.xlsx"), 2023, 9, 12, 9)
    result = run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    said = "徐汇区：取徐汇区-2023-第1版.zip，不用名单.xlsx（没有打包的名单，以包为准）。"
    assert said in result.out
    city = words(tmp_path / "汇总/全市推荐汇总表.docx")
    assert "包示例家庭" in city
    assert "单示例家庭" not in city


def test_a_list_of_two_recommenders_is_whose_its_name_says_and_never_counts(
    run: Run, submit: Submit, tmp_path: Path
) -> None:
    rows = ({"推荐单位": "静安区"}, {"推荐单位": "徐汇区", "单位（集体）名称": "乙示例家庭"})
    book = submit(*rows) / "推荐名单.xlsx"
    (tmp_path / "收件").mkdir()
    book.rename(tmp_path / "收件/长宁区名单.xlsx")
    result = run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    assert result.code == 1
    assert "收到0个推荐单位的材料，共0家。" in result.out
    states = {row[0]: row[1] for row in table(tmp_path / "汇总", "收件情况")}
    assert states["长宁区"] == "不能用"
    assert (states["静安区"], states["徐汇区"]) == ("未交", "未交")


def test_of_packages_that_can_not_be_used_the_newest_is_answered(run: Run, tmp_path: Path) -> None:
    (tmp_path / "收件").mkdir()
    for name, day in (("二", 11), ("一", 12), ("三", 10)):
        path = tmp_path / f"收件/徐汇区{name}.zip"
        path.write_bytes(b"PK\x03\x04" + bytes([day]))
        came(path, 2023, 9, day, 9)
    run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    receipt = words(tmp_path / "汇总/回执/徐汇区.docx")
    assert "收到你单位“徐汇区一.zip”，这个包不能用" in receipt
    others = receipt.partition("另外收到、但不能用的包")[2]
    assert others.index("徐汇区二.zip") < others.index("徐汇区三.zip")
    assert "徐汇区一.zip" not in others


def test_forms_of_a_package_that_has_to_be_mended_are_handed_on(
    run: Run, tamper: Tamper, tmp_path: Path
) -> None:
    workbook = "data/名单/推荐名单.xlsx"
    book = load_workbook(io.BytesIO(contents(tamper())[workbook]))
    book["推荐名单"]["S2"] = "徐汇区最美家庭"
    changed = io.BytesIO()
    book.save(changed)
    package = tamper({workbook: changed.getvalue()})
    out = tmp_path / "汇总"
    result = run("merge", package, "-o", out)
    assert result.code == 1
    assert "要补正：徐汇区（有效不通过：" in result.err
    form = out / "牵头单位/市妇联/推荐表/001 2023-徐汇区-01 慕示例家庭.docx"
    assert "慕示例家庭" in words(form)


def test_a_damaged_package_never_replaces_a_good_one(run: Run, send: Send, tmp_path: Path) -> None:
    send("徐汇区", {"单位（集体）名称": "旧示例家庭"})
    second = send("徐汇区", {"单位（集体）名称": "新示例家庭"})
    second.write_bytes(second.read_bytes()[:-50])
    result = run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    assert result.code == 1
    assert "不能用：徐汇区-2023-第2版.zip（安全不通过：" in result.err
    assert "旧示例家庭" in words(tmp_path / "汇总/全市推荐汇总表.docx")
    receipt = words(tmp_path / "汇总/回执/徐汇区.docx")
    assert "徐汇区-2023-第2版.zip（安全不通过：" in receipt.partition("另外收到、但不能用的包")[2]


def test_an_altered_package_never_counts(run: Run, send: Send, tmp_path: Path) -> None:
    package = send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr(f"{package.stem}/data/名单/多出来.txt", b"x")
    result = run("merge", package, "-o", tmp_path / "汇总")
    assert result.code == 1
    assert "完整不通过：多出“data/名单/多出来.txt”" in result.err
    assert "收到0个推荐单位的材料，共0家。" in result.out


def test_doubles_and_copied_stories_between_recommenders(
    run: Run, send: Send, tmp_path: Path
) -> None:
    copied = story("同一份")
    send(
        "徐汇区",
        {"单位（集体）名称": "甲示例家庭"},
        {"单位（集体）名称": "乙示例家庭", "序号": "2", "详细事迹": copied},
    )
    send(
        "静安区",
        {"单位（集体）名称": "甲示例 家庭"},
        {"单位（集体）名称": "丙示例家庭", "序号": "2", "详细事迹": copied},
    )
    out = tmp_path / "汇总"
    assert run("merge", tmp_path / "收件", "-o", out).code == 0
    duplicates = table(out, "重复和相近")[1:]
    assert [row[:2] for row in duplicates] == [("徐汇区", "甲示例家庭")]
    assert duplicates[0][5] == "静安区/data/名单/推荐名单.xlsx!推荐名单!D2"
    assert [row[:2] for row in table(out, "事迹雷同")[1:]] == [("徐汇区", "乙示例家庭")]
    for name, copied_one in (("徐汇区", "乙示例家庭"), ("静安区", "丙示例家庭")):
        receipt = words(out / f"回执/{name}.docx")
        assert "可能也被其他单位推荐，请核对是不是同一家" in receipt
        assert f"“{copied_one}”事迹和另一家相同或雷同" in receipt
    assert "丙示例家庭" not in words(out / "回执/徐汇区.docx")
    assert "静安区" not in words(out / "回执/徐汇区.docx")


def test_receipt_and_overview_say_what_is_in_order(run: Run, send: Send, tmp_path: Path) -> None:
    waiver = title_of("甲示例家庭")
    send(
        "徐汇区",
        {"单位（集体）名称": "甲示例家庭", "最美家庭称号": "徐汇区最美家庭"},
        waivers=waiver,
    )
    out = tmp_path / "汇总"
    run("merge", tmp_path / "收件", "-o", out)
    receipt = words(out / "回执/徐汇区.docx")
    assert "徐汇区：" in receipt
    assert "（第1版），共推荐1家。材料齐全，各项检查都通过。" in receipt
    assert "2023-徐汇区-01 甲示例家庭（学习型家庭）" in receipt
    assert "证书补办中，王示例批准" in receipt.partition("已经同意豁免")[2]
    for title in ("需要补正", "与其他推荐单位重复或相近", "不再使用的包", "不能用的包"):
        assert title not in receipt
    page = (out / "概览.html").read_text(encoding="utf-8")
    assert "<li>浦东新区</li>" in page
    assert "<li>徐汇区</li>" not in page
    assert '1/5<span class="bar" aria-hidden="true"><i style="width:20%"></i>' in page


def test_the_overview_tells_what_flexible_places_cover(
    run: Run, send: Send, tmp_path: Path
) -> None:
    families = [{"单位（集体）名称": f"{name}示例家庭", "序号": name} for name in "1234567"]
    send("徐汇区", *families)
    out = tmp_path / "汇总"
    run("merge", tmp_path / "收件", "-o", out)
    page = (out / "概览.html").read_text(encoding="utf-8")
    assert '<td class="flexible">7/5' in page
    assert 'class="over"' not in page


def test_same_packages_same_bytes(run: Run, send: Send, tmp_path: Path) -> None:
    send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    run("merge", tmp_path / "收件", "-o", tmp_path / "一")
    run("merge", tmp_path / "收件", "-o", tmp_path / "二")
    files = [path for path in (tmp_path / "一").rglob("*") if path.is_file()]
    assert len(files) == 13
    for path in files:
        assert (
            path.read_bytes() == (tmp_path / "二" / path.relative_to(tmp_path / "一")).read_bytes()
        )


def test_files_with_notes_are_kept(run: Run, send: Send, tmp_path: Path) -> None:
    send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    out = tmp_path / "汇总"
    out.mkdir()
    (out / "全市汇总.xlsx").write_bytes(b"with notes")
    result = run("merge", tmp_path / "收件", "-o", out)
    assert "原来的文件内容不同，已改名保留" in result.out
    assert (out / "全市汇总（原有1）.xlsx").read_bytes() == b"with notes"
    assert zipfile.is_zipfile(io.BytesIO((out / "全市汇总.xlsx").read_bytes()))
    assert "已改名保留" not in run("merge", tmp_path / "收件", "-o", out).out


def listing(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


STOPS = [(OSError(28, "No space left on device"), 3), (KeyboardInterrupt(), 130)]


@pytest.mark.parametrize("stop", [(at, *one) for at in (0, 2, 5) for one in STOPS])
def test_a_stop_on_the_way_leaves_all_as_it_was(
    stop: tuple[int, BaseException, int],
    run: Run,
    send: Send,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at, error, code = stop
    send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    out = tmp_path / "汇总"
    run("merge", tmp_path / "收件", "-o", out)
    (out / "概览.html").unlink()
    before = listing(out)
    send("徐汇区", {"单位（集体）名称": "乙示例家庭"})
    real, calls = Path.replace, iter(range(100))

    def replace(self: Path, target: Path) -> Path:
        if not self.name.endswith(".tmp") and "原有" not in self.name and next(calls) == at:
            raise error
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    result = run("merge", tmp_path / "收件", "-o", out)
    assert result.code == code
    assert listing(out) == before
    assert not list(out.glob(".xxzz*"))


def test_a_full_disk_leaves_all_as_it_was(
    run: Run, send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    out = tmp_path / "汇总"
    out.mkdir()
    (out / "全市汇总.xlsx").write_bytes(b"with notes")
    calls = iter(range(100))

    def full(_: int) -> None:
        if next(calls) == 4:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("merge", tmp_path / "收件", "-o", out)
    assert result.code == 3
    assert "磁盘没有满" in result.err
    assert listing(out) == {"全市汇总.xlsx": b"with notes"}
    assert [path.name for path in out.iterdir()] == ["全市汇总.xlsx"]


def test_a_folder_in_the_way(run: Run, send: Send, tmp_path: Path) -> None:
    send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    (tmp_path / "汇总/全市汇总.xlsx").mkdir(parents=True)
    result = run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    assert result.code == 3
    assert "是一个文件夹，不能写成文件" in result.err
    assert listing(tmp_path / "汇总") == {}


def test_a_recommender_whose_only_package_is_damaged_is_told(
    run: Run, send: Send, tmp_path: Path
) -> None:
    send("静安区", {"单位（集体）名称": "甲示例家庭"})
    damaged = send("徐汇区", {"单位（集体）名称": "乙示例家庭"})
    damaged.write_bytes(damaged.read_bytes()[:-50])
    out = tmp_path / "汇总"
    result = run("merge", tmp_path / "收件", "-o", out)
    assert result.code == 1
    (line,) = [line for line in result.out.splitlines() if line.startswith("还没有交")]
    assert "徐汇区" not in line
    assert "前面没有通过" not in result.err
    states = {row[0]: (row[1], row[7]) for row in table(out, "收件情况")}
    assert states["徐汇区"][0] == "不能用"
    assert str(states["徐汇区"][-1]).startswith("安全不通过：打不开")
    assert None not in states
    assert {row[0]: row[7] for row in table(out, "名额使用")}["徐汇区"] == "不能用"
    receipt = words(out / "回执/徐汇区.docx")
    assert "这个包不能用，没有计入全市汇总" in receipt
    assert "没有下载完" in receipt
    page = (out / "概览.html").read_text(encoding="utf-8")
    assert "1个推荐单位的包不能用；还有17个推荐单位没有交。" in page
    assert "<li>徐汇区：包不能用，没有计入。安全不通过：" in page


def test_an_altered_package_is_its_recommenders_whatever_its_name(
    run: Run, send: Send, tmp_path: Path
) -> None:
    package = send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr(f"{package.stem}/data/名单/多出来.txt", b"x")
    package.rename(package.with_name("附件.zip"))
    run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    assert "多出“data/名单/多出来.txt”" in words(tmp_path / "汇总/回执/徐汇区.docx")


def test_packages_below_folders_and_one_twice(run: Run, send: Send, tmp_path: Path) -> None:
    package = send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    (tmp_path / "收件/静安").mkdir()
    other = send("静安区", {"单位（集体）名称": "乙示例家庭"})
    other.rename(tmp_path / "收件/静安/静安区.ZIP")
    again = package.with_name("徐汇区-2023-第1版 (1).zip")
    again.write_bytes(package.read_bytes())
    result = run("merge", tmp_path / "收件", package, "-o", tmp_path / "汇总")
    assert "收到2个推荐单位的材料，共2家。" in result.out
    assert result.out.count("（内容相同的另一份）") == 1


def test_nothing_to_merge(run: Run, tmp_path: Path) -> None:
    assert run("merge", tmp_path, "-o", tmp_path / "汇总").code == 3
    assert not (tmp_path / "汇总").exists()


def test_each_nomination_goes_to_exactly_one_body(season: Season) -> None:
    kinds = ["机关", "企事业单位", "教育类", "社区", "家庭"]
    nominations = tuple(
        nomination(Origin(Location("a", row=n)), recommender="徐汇区", category=kind, name="样张")
        for n, kind in enumerate(kinds, 1)
    )
    entries = resolve([Submission(source=Path("a"), nominations=nominations)], season)
    found = {
        body.name: [one.nomination.category for one in for_coordinator(body, entries, season)]
        for body in season.notice.coordinators
    }
    assert found == {
        "市市级机关工作党委": ["机关"],
        "市总工会": ["企事业单位"],
        "市教育工会": ["教育类"],
        "市学指办": ["社区"],
        "市妇联": ["家庭"],
    }


def names(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_day_after_day_only_the_present_files_stay(run: Run, send: Send, tmp_path: Path) -> None:
    out, inbox = tmp_path / "汇总", tmp_path / "收件"
    one = {"单位（集体）名称": "甲示例家庭", "联系人手机号码": "13900000001"}
    two = {"单位（集体）名称": "乙示例家庭", "序号": "2", "联系人手机号码": "13900000002"}
    send("徐汇区", one, two)
    run("merge", inbox, "-o", out)
    forms = {"001 2023-徐汇区-01 甲示例家庭.docx", "002 2023-徐汇区-02 乙示例家庭.docx"}
    folder = out / "牵头单位/市妇联/推荐表"
    assert names(folder) == forms
    send("徐汇区", one | {"序号": "2"}, two | {"序号": "1"})
    result = run("merge", inbox, "-o", out)
    assert names(folder) == {
        "001 2023-徐汇区-02 乙示例家庭.docx",
        "002 2023-徐汇区-01 甲示例家庭.docx",
    }
    assert "原有" not in result.out + result.err
    assert not [name for name in names(out) if "原有" in name]


def test_what_people_changed_stays_and_is_said(run: Run, send: Send, tmp_path: Path) -> None:
    out, inbox = tmp_path / "汇总", tmp_path / "收件"
    send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    run("merge", inbox, "-o", out)
    form = out / "牵头单位/市妇联/推荐表/001 2023-徐汇区-01 甲示例家庭.docx"
    form.write_bytes(b"my notes")
    (out / "概览.html").write_bytes(b"my page")
    send("徐汇区", {"单位（集体）名称": "丁样张家庭", "联系人手机号码": "13900000009"})
    result = run("merge", inbox, "-o", out)
    assert f"以前生成、现在不再有效，但有人改过，没有删去：{form}" in result.err
    assert form.read_bytes() == b"my notes"
    assert f"原来的文件内容不同，已改名保留：{out / '概览（原有1）.html'}" in result.out
    assert (out / "概览（原有1）.html").read_bytes() == b"my page"


def test_a_file_that_is_open_elsewhere_leaves_all_as_it_was(
    run: Run, send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, inbox = tmp_path / "汇总", tmp_path / "收件"
    send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    run("merge", inbox, "-o", out)
    before = listing(out)
    send("徐汇区", {"单位（集体）名称": "乙示例家庭"})
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name == "全市推荐汇总表.docx":
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    result = run("merge", inbox, "-o", out)
    assert result.code == 3
    assert "全市推荐汇总表.docx”在别的程序里打开着" in result.err
    assert listing(out) == before
