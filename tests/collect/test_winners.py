"""`xxzz winners`: former winners out of announcements and workbooks, and what checks say then."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cli_runner import Result
from docx_maker import docx, para, run
from families import write_families

Go = Callable[..., Result]
Row = tuple[object, ...]
HEAD = ("年度", "申报类型", "单位（集体）名称", "推荐单位", "来源")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def go(xxzz: Go) -> Go:
    return xxzz


def announce(name: str, *lines: str) -> Path:
    path = Path(name)
    path.write_bytes(
        docx("".join(line if line[:3] == "<w:" else para(run(line)) for line in lines))
    )
    return path


def word_table(*rows: Row) -> str:
    cells = ("".join(f"<w:tc>{para(run(str(text)))}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def workbook(name: str, *rows: Row, title: str = "名单") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(name)
    return Path(name)


def listed(name: str = "往年名单.xlsx") -> list[Row]:
    sheet = load_workbook(name).worksheets[0]
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


NOTICE = (
    "沪学习促进办〔2020〕2号",
    "关于公布2019年上海市优秀学习型组织名单的通知",
    "各区：经评议并公示，现予公布。",
    "上海市学习型社会建设与终身教育促进委员会办公室",
    "2020年1月6日",
    "2019年上海市优秀学习型组织名单",
)


def test_an_announcement(go: Go) -> None:
    announce(
        "公布.docx",
        *NOTICE,
        "一、学习型机关（事业单位）（2家）",
        "1. 徐汇区样张局",
        "2、上海市样张委员会",
        "二、学习型家庭（3家）",
        "甲示例家庭\t乙示例家庭",
        "张　三家庭",
        "（以上排名不分先后）",
    )
    result = go("winners", "公布.docx")
    assert (result.code, result.err) == (0, "")
    assert "2019年：新收进5家。" in result.out
    assert listed() == [
        HEAD,
        ("2019", "学习型机关（事业单位）", "徐汇区样张局", None, "公布.docx"),
        ("2019", "学习型机关（事业单位）", "上海市样张委员会", None, "公布.docx"),
        ("2019", "学习型家庭", "甲示例家庭", None, "公布.docx"),
        ("2019", "学习型家庭", "乙示例家庭", None, "公布.docx"),
        ("2019", "学习型家庭", "张　三家庭", None, "公布.docx"),
    ]


def test_a_heading_that_does_not_add_up_is_said(go: Go) -> None:
    announce("公布.docx", *NOTICE, "一、学习型家庭（3家）", "甲示例家庭", "乙示例家庭")
    result = go("winners", "公布.docx")
    assert result.code == 0
    assert "公布.docx!第7段：“学习型家庭”写明3家，读到2家。请对照原文" in result.err


def test_tables_in_an_announcement(go: Go) -> None:
    announce(
        "公布.docx",
        *NOTICE,
        "学习型社区",
        word_table(
            ("序号", "单位名称", "推荐单位"),
            ("1", "徐汇区样张街道", "徐汇区"),
            ("2", "示例镇", "浦东新区"),
        ),
        "学习型家庭（4家）",
        word_table(("甲示例家庭", "乙示例家庭"), ("丙示例家庭", "丁示例家庭")),
    )
    result = go("winners", "公布.docx")
    assert result.err == ""
    assert [row[1:4] for row in listed()[1:]] == [
        ("学习型社区", "徐汇区样张街道", "徐汇区"),
        ("学习型社区", "示例镇", "浦东新区"),
        *(("学习型家庭", f"{name}示例家庭", None) for name in "甲乙丙丁"),
    ]


def test_a_list_without_a_year(go: Go) -> None:
    announce("名单.docx", "学习型家庭", "甲示例家庭")
    result = go("winners", "名单.docx")
    assert result.code == 3
    assert "“名单.docx”没有写是哪一年的名单，请用 --year 写明" in result.err
    assert not Path("往年名单.xlsx").exists()
    assert go("winners", "名单.docx", "--year", "2018").code == 0
    assert listed()[1][0] == "2018"


def test_workbooks_of_publish_and_of_others(go: Go) -> None:
    workbook(
        "获奖名单.xlsx",
        ("年度", "申报类型", "单位（集体）名称", "推荐单位", "编号", "证书编号"),
        ("2022", "学习型家庭", "甲示例家庭", "徐汇区", "2022-徐汇区-01", "2022001"),
        title="获奖名单",
    )
    workbook("旧.xlsx", ("2018年上海市优秀学习型组织名单",), ("序号", "单位名称"), (1, "样张厂"))
    assert go("winners", "获奖名单.xlsx", "旧.xlsx").code == 0
    assert listed()[1:] == [
        ("2022", "学习型家庭", "甲示例家庭", "徐汇区", "获奖名单.xlsx"),
        ("2018", None, "样张厂", None, "旧.xlsx"),
    ]


def test_what_is_there_stays_and_nothing_doubles(go: Go) -> None:
    announce("公布.docx", *NOTICE, "一、学习型家庭", "甲示例家庭", "乙示例家庭")
    workbook(
        "往年名单.xlsx",
        (*HEAD, "备注"),
        (2019, "家庭", "甲 示例家庭", "", "手工", "看过"),
    )
    result = go("winners", "公布.docx")
    assert "已经在“往年名单.xlsx”里的1家" in result.out
    assert listed() == [
        (*HEAD, "备注"),
        (2019, "家庭", "甲 示例家庭", None, "手工", "看过"),
        ("2019", "学习型家庭", "乙示例家庭", None, "公布.docx", None),
    ]
    before = Path("往年名单.xlsx").read_bytes()
    assert "没有新的，没有写文件。" in go("winners", "公布.docx").out
    assert Path("往年名单.xlsx").read_bytes() == before


def test_files_that_are_no_lists(go: Go) -> None:
    Path("坏.xlsx").write_bytes(b"PK\x03\x04")
    announce("通知.docx", "关于开会的通知", "请于2019年3月到会。")
    result = go("winners", "坏.xlsx", "通知.docx")
    assert result.code == 1
    assert "坏.xlsx：" in result.err
    assert "通知.docx：没有找到分类别的名单。请整理成 .xlsx" in result.err
    assert go("winners", "没有.docx").code == 3


def test_checks_tell_who_won_before(go: Go) -> None:
    write_families(Path("推荐名单.xlsx"), [{}])
    assert "past-winner" not in go("validate").out
    workbook("往年名单.xlsx", ("年度", "名称"), (2021, "慕 示例家庭"))
    result = go("validate")
    assert result.code == 0
    assert "推荐名单.xlsx!推荐名单!D2" in result.out
    assert "“慕示例家庭”2021年已经获评过。" in result.out
    assert "共1家" in result.out


def test_a_list_that_can_not_be_read_is_said(go: Go) -> None:
    write_families(Path("推荐名单.xlsx"), [{}])
    Path("往年名单.xlsx").write_bytes(b"PK\x03\x04")
    result = go("validate")
    assert result.code == 1
    assert "往年名单.xlsx" in result.out


def test_odd_rows_are_told_cell_by_cell(go: Go) -> None:
    write_families(Path("推荐名单.xlsx"), [{}])
    workbook(
        "往年名单.xlsx",
        ("年度", "申报类型", "名称"),
        ("前年", "家庭", "慕示例家庭"),
        (2020, "家庭", ""),
    )
    out = go("validate").out
    assert "往年名单.xlsx!名单!A2" in out
    assert "年度“前年”看不懂，按不知道是哪一年算。" in out
    assert "往年名单.xlsx!名单!C3" in out
    assert "“慕示例家庭”以前已经获评过。" in out
