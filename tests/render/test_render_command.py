"""`xxzz render` as it is typed."""

from pathlib import Path

import pytest

from families import write_families
from xxzz.__main__ import main


@pytest.fixture
def workbook(tmp_path: Path):
    def _workbook(*changes: dict[str, str]) -> Path:
        return write_families(tmp_path / "推荐名单.xlsx", changes)

    return _workbook


@pytest.fixture
def xxzz(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    def _xxzz(*words: object) -> tuple[int, str, str]:
        code = main(["render", *map(str, words), "--out", str(tmp_path / "out")])
        return (code, *capsys.readouterr())

    return _xxzz


def made(tmp_path: Path) -> set[str]:
    return {path.name for path in (tmp_path / "out").rglob("*") if path.is_file()}


def test_a_good_workbook_gives_its_documents(xxzz, workbook, tmp_path: Path) -> None:
    code, out, err = xxzz(workbook({}))
    assert (code, err) == (0, "")
    assert out == f"已生成2个文件，在“{tmp_path / 'out'}”。\n"
    assert made(tmp_path) == {"推荐汇总表.docx", "01-慕示例家庭.docx"}


def test_an_error_is_listed_with_its_cell_and_the_rest_is_made(
    xxzz, workbook, tmp_path: Path
) -> None:
    second = {
        "序号": "2",
        "单位（集体）名称": "穆样本家庭",
        "邮编": "20003",
        "详细事迹": "学" * 1900,
    }
    book = workbook({}, second)
    code, _, err = xxzz(book)
    lines = err.splitlines()
    assert code == 1
    assert lines[0] == "没有生成“穆样本家庭”（徐汇区），请先改正："
    assert lines[1].startswith(f"  {book.as_posix()}!推荐名单!P3：")
    assert lines[-1] == "徐汇区的推荐汇总表要等上面的问题改正以后才能生成。"
    assert made(tmp_path) == {"01-慕示例家庭.docx"}


def test_a_document_of_before_that_errors_hold_back_is_named(
    xxzz, workbook, tmp_path: Path
) -> None:
    xxzz(workbook({}))
    _, _, err = xxzz(workbook({"邮编": "20003"}))
    folder = tmp_path / "out" / "徐汇区"
    old = (folder / "推荐汇总表.docx", folder / "推荐表" / "4-学习型家庭" / "01-慕示例家庭.docx")
    assert err.splitlines()[-2:] == [
        f"注意：“{path}”是以前生成的，没有更新，请不要使用。" for path in old
    ]


def test_a_draft_is_made_of_everything(xxzz, workbook, tmp_path: Path) -> None:
    code, _, err = xxzz(workbook({"邮编": "20003"}), "--draft")
    assert (code, err) == (0, "")
    assert made(tmp_path) == {"推荐汇总表.docx", "01-慕示例家庭.docx"}


def test_split_and_only(xxzz, workbook, tmp_path: Path) -> None:
    assert xxzz(workbook({}), "--split", "--only", "summary")[0] == 0
    assert made(tmp_path) == {"推荐汇总表.docx", "推荐汇总表-报市妇联.docx"}


def test_a_recommender_without_nominations_is_said(xxzz, workbook, tmp_path: Path) -> None:
    code, _, err = xxzz(workbook({}), "--district", "静安")
    assert (code, err) == (3, "“静安区”没有任何推荐，没有生成文件。\n")
    assert made(tmp_path) == set()


def test_rows_of_another_recommender_are_said(xxzz, workbook) -> None:
    other = {"序号": "2", "推荐单位": "静安区", "单位（集体）名称": "穆样本家庭"}
    book = workbook({}, other)
    _, _, err = xxzz(book, "--district", "徐汇区")
    assert "注意：还有1家的推荐单位不是“徐汇区”，没有生成：" in err
    assert f"{book.as_posix()}!推荐名单!第3行（静安区）。" in err
    assert xxzz(book)[2].count("没有生成：") == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--district", "虹囗区"], 2, "没有叫“虹囗区”的推荐单位。是不是“虹口区”？"),
        (["--only", "forms"], 2, "没有叫“forms”的种类。是不是“form”？"),
        (["--templates", "没有"], 3, "没有“没有”这个文件夹，请核对 --templates 的路径。"),
    ],
)
def test_what_can_not_be_meant_is_explained(xxzz, workbook, words, code: int, said: str) -> None:
    found, _, err = xxzz(workbook({}), *words)
    assert found == code
    assert err.startswith(said)


def test_a_wrong_template_is_explained(xxzz, workbook, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "form.docx").write_text("no zip", encoding="utf-8")
    code, _, err = xxzz(workbook({}), "--templates", tmp_path / "own")
    assert code == 3
    assert err.splitlines()[0] == "Word 模板不能用："
    assert err.splitlines()[1].startswith("form.docx：不是 Word 文档（.docx）")


def test_a_file_changed_by_hand_is_kept_and_named(xxzz, workbook, tmp_path: Path) -> None:
    book = workbook({})
    xxzz(book)
    summary = tmp_path / "out" / "徐汇区" / "推荐汇总表.docx"
    summary.write_bytes(b"changed")
    code, _, err = xxzz(book)
    assert code == 1
    assert err.startswith(f"没有覆盖“{summary}”：")
    assert summary.read_bytes() == b"changed"


def test_where_nothing_could_be_read_the_file_is_named(xxzz, tmp_path: Path) -> None:
    broken = tmp_path / "名单.xlsx"
    broken.write_text("不是工作簿", encoding="utf-8")
    code, out, err = xxzz(broken)
    assert (code, out) == (3, "")
    assert f"  {broken.as_posix()}：这是文本文件" in err
    assert err.endswith("这些材料里没有任何推荐，没有生成文件。\n")
