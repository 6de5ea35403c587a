"""Many equal faults on standard error: the first are listed, and in a file all."""

import re
import sys
from pathlib import Path

import pytest

from cli_runner import Workbook, Xxzz
from xxzz.report.folding import MOST

MORE = 5
REST = "要全部列出，请写进文件：xxzz validate --report html=检查结果.html。"


def rows(number: int) -> list[dict[str, str]]:
    return [
        {"序号": str(at), "单位（集体）名称": f"样张{at}家庭", "邮编": "2000"}
        for at in range(1, number + 1)
    ]


def test_render_folds_equal_faults_of_many(xxzz: Xxzz, workbook: Workbook) -> None:
    result = xxzz("render", workbook(*rows(MOST + MORE)))
    assert result.code == 1
    one = re.compile(r"!P(\d+)：“邮编”写的是“2000”.*（规则 postcode-format）$", re.MULTILINE)
    places = one.findall(result.err)
    assert places == [str(at) for at in range(2, MOST + 2)]
    assert f"\n  同样的问题另有{MORE}处（P{MOST + 2}、P{MOST + 3}、P{MOST + 4}等）" in result.err
    assert result.err.count(REST) == result.err.count("同样的问题另有")
    assert f"没有生成“样张{MOST}家庭”" in result.err
    assert f"没有生成“样张{MOST + 1}家庭”" not in result.err
    assert f"\n另有{MORE}份推荐表没有生成，问题和上面的一样。\n" in result.err


def test_pack_folds_them_too(xxzz: Xxzz, workbook: Workbook) -> None:
    result = xxzz("pack", workbook(*rows(MOST + MORE)))
    assert result.code == 1
    assert result.err.count("规则 postcode-format") == MOST
    assert f"\n  同样的问题另有{MORE}处（P{MOST + 2}、" in result.err


@pytest.mark.parametrize("command", ["render", "pack"])
def test_as_many_as_fit_are_not_folded(xxzz: Xxzz, workbook: Workbook, command: str) -> None:
    result = xxzz(command, workbook(*rows(MOST)))
    assert result.err.count("规则 postcode-format") == MOST
    assert "同样的问题另有" not in result.err
    assert "问题和上面的一样" not in result.err


@pytest.mark.parametrize("command", ["render", "pack"])
def test_a_file_gets_all(
    xxzz: Xxzz,
    workbook: Workbook,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = workbook(*rows(MOST + MORE))
    with Path("问题.txt").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stderr", file)
        assert xxzz(command, path).code == 1
    text = Path("问题.txt").read_text(encoding="utf-8")
    assert text.count("规则 postcode-format") == MOST + MORE
    assert "同样的问题另有" not in text


def test_what_other_commands_could_not_read_is_folded_with_a_way_to_see_all(
    xxzz: Xxzz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    xxzz("template")
    for at in range(MOST + MORE):
        Path(f"{at:02}.xlsx").write_bytes(b"PK\3\4 cut off")
    result = xxzz("quota", ".")
    assert result.code == 1
    assert result.err.count("工作簿已损坏或不完整") == MOST
    assert (
        f"同样的问题另有{MORE}处（20.xlsx、21.xlsx、22.xlsx等），屏幕上不逐条列出；"
        "要全部列出，请在命令末尾加 2> 问题.txt，写进文件。" in result.err
    )
