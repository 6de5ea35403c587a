"""Command lines as clerks type them: what a person reads at a glance works, else is explained."""

from pathlib import Path

import pytest

from cli_runner import Workbook, Xxzz
from xxzz.cli.as_meant import command_as_meant, words_as_meant

OPTIONS = {"--district", "--no-redact", "--format", "-o", "--output", "-h", "--help"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("－－district", "--district"),
        ("——district", "--district"),
        ("—district", "--district"),
        ("–format", "--format"),
        ("-district", "--district"),
        ("--District", "--district"),
        ("--district＝徐汇区", "--district=徐汇区"),
        ("——no—redact", "--no-redact"),
        ("－o", "-o"),
        ("——distrikt", "--distrikt"),  # the program then suggests the right one
        ("“名单.xlsx”", "名单.xlsx"),
        ("'我的 名单.xlsx'", "我的 名单.xlsx"),
        ('"名单.xlsx"', "名单.xlsx"),
        ("--help", "--help"),
        ("-ox.xlsx", "-ox.xlsx"),
        ("--distrikt", "--distrikt"),
        ("徐汇区", "徐汇区"),
        ("“甲”的名单“乙”.xlsx", "“甲”的名单“乙”.xlsx"),
        ("——", "——"),
        ("", ""),
    ],
)
def test_words(typed: str, meant: str) -> None:
    assert list(words_as_meant([typed], OPTIONS)) == [meant]


def test_the_name_of_a_file_and_what_follows_two_dashes_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("——format").write_bytes(b"")
    assert list(words_as_meant(["——format"], OPTIONS)) == ["——format"]
    words = ["—district", "--", "—district"]
    assert list(words_as_meant(words, OPTIONS)) == ["--district", "--", "—district"]


@pytest.mark.parametrize("typed", ["Validate", "VALIDATE", "ｖａｌｉｄａｔｅ"])
def test_commands(typed: str) -> None:
    assert command_as_meant([typed, "A.xlsx"], {"validate"}) == ["validate", "A.xlsx"]
    assert command_as_meant(["xxzz", typed], {"validate"}) == ["validate"]
    assert command_as_meant(["Rendr"], {"validate"}) == ["Rendr"]


def test_they_work_together(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook({"序号": "1", "单位（集体）名称": "样张家庭"})
    wide = xxzz("Validate", "“推荐名单.xlsx”", "——Format", "JSON", "－－report", "html＝a.html")
    plain = xxzz("validate", "推荐名单.xlsx", "--format", "json")
    assert (wide.code, wide.out) == (plain.code, plain.out)
    assert Path("a.html").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("推荐名单.xlsx",), "要检查它，请写：xxzz validate 推荐名单.xlsx"),
        (("validate", "推荐名单.xlsx，乙.xlsx"), "文件名之间请用空格隔开，不用逗号、顿号。"),
        (("template", "乙.xlsx"), "多写了“乙.xlsx”，这个命令用不上它。结果的文件名写在 -o 后面"),
        (("template", "-o", "乙"), "文件名请写上结尾：乙.xlsx；没有结尾的，双击打不开。"),
        (("review", "audit"), "没有“评审”。选项 --review 要写“文件夹”"),
    ],
)
def test_what_to_write_instead_is_told(
    words: tuple[str, ...], told: str, xxzz: Xxzz, workbook: Workbook
) -> None:
    workbook({"序号": "1"})
    result = xxzz(*words)
    assert told in result.err
    assert result.code in (2, 3)
    assert not Path("乙").exists()
