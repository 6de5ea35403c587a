"""Filled forms beside a list: what the list lacks, or says differently, is told."""

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from form_maker import VALUES, FormText
from workbook_maker import row, season, table, xlsx
from xxzz.finding import Problem, Severity
from xxzz.intake import read_sources
from xxzz.zips.parts import SharedParts, tagged

LISTED = {name: value for name, value in VALUES.items() if name != "brief"}
UNLISTED = "名单里没有这份推荐表上的这一家，没有检查，也没有计算在内。"


def problems(folder: Path) -> tuple[Problem, ...]:
    return tuple(
        one for one in read_sources([folder], season()).problems if one.rule == "form-beside"
    )


def render_form(name: str) -> bytes:
    """Return a form that is marked as `render` marks what it writes under a name."""
    with zipfile.ZipFile(BytesIO(FormText().docx())) as form:
        parts = {one: form.read(one) for one in form.namelist()}
    parts["word/document.xml"] = parts.pop("word/document.xml")  # it is the last one
    return tagged(SharedParts([]).pack(parts), name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a list of one 街道, and its form in a folder below."""
    xlsx(tmp_path / "名单.xlsx", table(row(**LISTED)))
    (tmp_path / "收到的表").mkdir()
    (tmp_path / "收到的表" / "样张街道.docx").write_bytes(FormText().docx())
    return tmp_path


def test_a_form_that_agrees_with_the_list_is_passed_over(folder: Path) -> None:
    assert problems(folder) == ()


@pytest.mark.parametrize("name", ["样张街道办事处", "徐汇区样张街道 ", "上海市徐汇区样张街道"])
def test_the_core_of_the_name_decides(name: str, folder: Path) -> None:
    xlsx(folder / "名单.xlsx", table(row(**{**LISTED, "name": name})))
    assert problems(folder) == ()


def test_forms_that_no_list_has_are_told_once(folder: Path) -> None:
    xlsx(folder / "名单.xlsx", table(row(**{**LISTED, "name": "徐汇区样张街道第二小学"})))
    first = folder / "收到的表" / "样张街道.docx"
    (one,) = problems(folder)
    assert (one.message, one.severity) == (UNLISTED, None)
    assert one.location.file == first.as_posix()
    shutil.copy(first, folder / "收到的表" / "样张街道2.docx")
    (one,) = problems(folder)
    second = (folder / "收到的表" / "样张街道2.docx").as_posix()
    assert one.message == f"{UNLISTED}另有1份也是：“{second}”。"


def test_what_a_form_says_differently_is_a_note(folder: Path) -> None:
    changed = {**LISTED, "contact_mobile": "13900000009", "category": "学习型家庭"}
    xlsx(folder / "名单.xlsx", table(row(**changed)))
    (one,) = problems(folder)
    assert "与名单写得不一样：“申报类型”“联系人手机号码”。检查和生成的都按名单。" in one.message
    assert one.severity is Severity.INFO
    assert one.related[0].file == (folder / "名单.xlsx").as_posix()


def test_what_is_only_written_otherwise_does_not_differ(folder: Path) -> None:
    changed = {
        **LISTED,
        "contact_landline": "5400 0002",
        "address": "徐汇区样张路1号",
        "nature": "",
    }
    xlsx(folder / "名单.xlsx", table(row(**changed)))
    assert problems(folder) == ()


def test_generated_forms_and_stories_are_not_compared(folder: Path) -> None:
    form = folder / "收到的表" / "样张街道.docx"
    other = {**LISTED, "name": "徐汇区别的街道", "story": "收到的表/事迹.docx"}
    xlsx(folder / "名单.xlsx", table(row(**other)))
    shutil.copy(form, folder / "收到的表" / "事迹.docx")
    assert len(problems(folder)) == 1
    generated = render_form(form.name)
    form.write_bytes(generated)
    assert problems(folder) == ()
    form.rename(form.with_name("另存.docx"))
    assert len(problems(folder)) == 1
