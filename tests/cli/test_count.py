from pathlib import Path

import pytest
from docx import Document

from cli_runner import Xxzz


def document(path: Path, text: str) -> Path:
    made = Document()
    made.add_paragraph(text)
    made.save(str(path))
    return path


def test_counts_word_and_text_files_in_one_table(
    xxzz: Xxzz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document(tmp_path / "甲.docx", "使用 Adobe Photoshop 打开图片")
    (tmp_path / "乙.txt").write_text("学习型社区", encoding="utf-8")
    (tmp_path / "丙.txt").write_text("学习型家庭。", encoding="gb18030")
    result = xxzz("count", "甲.docx", "乙.txt", "丙.txt")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "字数  字符数（不计空格）  字符数（计空格）  文件",
        "   8                  20                23  甲.docx",
        "   5                   5                 5  乙.txt",
        "   6                   6                 6  丙.txt",
    ]


def test_file_that_cannot_be_read_leaves_the_others(xxzz: Xxzz, tmp_path: Path) -> None:
    good = tmp_path / "乙.txt"
    good.write_text("学习型社区", encoding="utf-8")
    result = xxzz("count", tmp_path / "没有.docx", good)
    assert result.code == 1
    assert result.err == "没有.docx：找不到这个文件。请核对文件名和所在的文件夹。\n"
    assert result.out.splitlines()[1].split() == ["5", "5", "5", str(good)]


def test_nothing_readable_prints_no_table(xxzz: Xxzz, tmp_path: Path) -> None:
    result = xxzz("count", tmp_path / "没有.docx")
    assert (result.code, result.out) == (1, "")


def test_pattern_that_no_shell_has_expanded(xxzz: Xxzz, tmp_path: Path) -> None:
    for name in ("乙.txt", "甲.txt"):
        (tmp_path / name).write_text("学习", encoding="utf-8")
    result = xxzz("count", tmp_path / "*.txt")
    assert result.code == 0
    assert [
        line.rsplit("/", 1)[-1].rsplit("\\", 1)[-1] for line in result.out.splitlines()[1:]
    ] == [
        "乙.txt",
        "甲.txt",
    ]
