"""From a folder of forms to a workbook, again and again, with a person's work kept."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from docx_maker import docx, para, run
from form_maker import VALUES, FormText, rows
from xxzz.collect.errors import CollectError
from xxzz.collect.run import Collection, Options
from xxzz.intake import read_sources
from xxzz.intake.find import FORM_ENDINGS, find_sources
from xxzz.intake.form.files import read_forms
from xxzz.season import load_season
from xxzz.workbooks.blank.book import write_blank

if TYPE_CHECKING:
    from pathlib import Path

    from xxzz.nomination import Nomination

SEASON = load_season(2023)
STORY = ("学习小组每月读一本书。" * 20,)
YELLOW = "00FFFF00"


class Desk:
    """A folder with forms and the workbook they are collected into."""

    def __init__(self, folder: Path) -> None:
        self.forms = folder / "推荐表"
        self.forms.mkdir()
        self.book = folder / "名单.xlsx"

    def put(self, file: str = "街道.docx", story: tuple[str, ...] = (), **values: str) -> None:
        (self.forms / file).write_bytes(FormText(rows(**values), story=story).docx())

    def plan(self, options: Options | None = None) -> Collection:
        collection = Collection(self.book, SEASON, options)
        sources = find_sources([self.forms], FORM_ENDINGS)
        collection.take(read_forms(sources, SEASON))
        return collection

    def collect(self, options: Options | None = None) -> Collection:
        collection = self.plan(options)
        collection.write()
        return collection

    def nominations(self) -> list[Nomination]:
        intake = read_sources([self.book], SEASON)
        assert intake.problems == ()
        return list(intake.submissions[0].nominations)

    def report(self) -> list[tuple[Any, ...]]:
        sheet = load_workbook(self.book)["采集报告"]
        return [tuple(cell or "" for cell in row) for row in sheet.iter_rows(2, values_only=True)]

    def cell(self, header: str, row: int = 4) -> Any:
        sheet = load_workbook(self.book)["推荐名单"]
        return next(sheet.cell(row, c.column) for c in sheet[3] if c.value == header)

    def edit(self, header: str, value: str, row: int = 4) -> None:
        book = load_workbook(self.book)
        sheet = book["推荐名单"]
        next(sheet.cell(row, c.column) for c in sheet[3] if c.value == header).value = value
        book.save(self.book)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_form_becomes_a_row_that_reads_the_same(desk: Desk) -> None:
    desk.put(story=STORY)
    desk.collect()
    (one,) = desk.nominations()
    assert {name: one.value(name) for name in VALUES} == VALUES
    assert one.recommender == "徐汇区"
    assert one.rank == ""
    assert one.story == STORY[0]
    assert one.story_file == "stories/徐汇区样张街道.txt"
    assert desk.cell("来源文件").value == "推荐表/街道.docx"


def test_phone_keeps_its_zero_and_text_never_becomes_a_formula(desk: Desk) -> None:
    desk.put(contact_landline="02154000001", nature="=1+1")
    desk.collect()
    assert desk.cell("联系人座机电话").value == "02154000001"
    assert desk.cell("单位性质").data_type == "s"
    assert desk.nominations()[0].value("nature") == "=1+1"


def test_report_says_what_was_found_where_and_how_sure(desk: Desk) -> None:
    lines = rows(category="学习型社区类", leader_email="")
    del lines[7]
    (desk.forms / "街道.docx").write_bytes(FormText(lines).docx())
    (desk.forms / "坏.docx").write_bytes(b"PK\x03\x04")
    desk.collect()
    found = {line[2]: line[3:7] for line in desk.report() if line[0] == "推荐表/街道.docx"}
    assert found["邮编"] == ("200032", "第7行", "有把握", "")
    assert found["负责人E-mail"] == ("", "第3行", "没有填写", "")
    assert found["曾获荣誉"] == ("", "", "没有找到", "表上没有找到这一栏。")
    doubt = "原文是“学习型社区类”，当作“学习型社区”。"
    assert found["申报类型"] == ("学习型社区", "第8行", "请核对", doubt)
    broken = next(line for line in desk.report() if line[0] == "推荐表/坏.docx")
    assert broken[5] == "没有采集"
    assert broken[6].startswith("文件已损坏或不完整")


def test_doubtful_cells_are_highlighted_until_they_are_sure(desk: Desk) -> None:
    desk.put(category="学习型社区类")
    desk.collect()
    assert desk.cell("申报类型").fill.fgColor.rgb == YELLOW
    assert desk.cell("邮编").fill.fill_type is None
    desk.put(category="学习型社区")
    desk.collect()
    assert desk.cell("申报类型").fill.fill_type is None


def test_collecting_again_changes_nothing(desk: Desk) -> None:
    desk.put(story=STORY)
    desk.collect()
    first = desk.book.read_bytes()
    again = desk.plan()
    assert again.write() is False
    (change,) = again.changes
    assert (change.is_new, change.cells, change.kept, change.story) == (False, (), (), None)
    assert len(desk.nominations()) == 1
    assert desk.book.read_bytes() == first


def test_same_forms_give_the_same_bytes(desk: Desk) -> None:
    desk.put(story=STORY)
    desk.collect()
    first = desk.book.read_bytes()
    desk.book.unlink()
    desk.collect()
    assert desk.book.read_bytes() == first


def test_changed_form_updates_its_cells_and_the_former_version_is_kept(desk: Desk) -> None:
    desk.put()
    desk.collect()
    before = desk.book.read_bytes()
    desk.put(postcode="200030")
    (change,) = desk.collect().changes
    assert [(c.field, c.before, c.after) for c in change.cells] == [
        ("postcode", "200032", "200030")
    ]
    assert desk.nominations()[0].value("postcode") == "200030"
    assert desk.book.with_name("名单.xlsx.bak").read_bytes() == before


def test_cells_changed_by_hand_are_kept(desk: Desk) -> None:
    desk.put()
    desk.collect()
    desk.edit("邮编", "200001")
    desk.edit("备注", "优先")
    desk.edit("序号", "1")
    desk.put(postcode="200030", nature="事业单位")
    (change,) = desk.collect().changes
    assert change.kept == ("postcode",)
    (one,) = desk.nominations()
    assert (one.value("postcode"), one.remark, one.rank, one.value("nature")) == (
        "200001",
        "优先",
        "1",
        "事业单位",
    )
    doubts = {line[2]: line[6] for line in desk.report()}
    assert doubts["邮编"] == "名单里是手工改过的内容，没有覆盖；表里现在写的不同。"


def test_hand_change_is_kept_without_words_when_the_form_stays(desk: Desk) -> None:
    desk.put()
    desk.collect()
    desk.edit("邮编", "200001")
    (change,) = desk.collect().changes
    assert (change.kept, change.cells) == (("postcode",), ())
    assert not change.doubts.get("postcode")


def test_new_form_is_added_below(desk: Desk) -> None:
    desk.put("a.docx", name="甲街道")
    desk.collect()
    desk.put("0.docx", name="乙街道")
    desk.collect()
    assert [one.name for one in desk.nominations()] == ["甲街道", "乙街道"]


def test_form_that_is_gone_keeps_its_row_and_report(desk: Desk) -> None:
    desk.put("a.docx", name="甲街道")
    desk.put("b.docx", name="乙街道")
    desk.collect()
    (desk.forms / "a.docx").unlink()
    desk.collect()
    assert [one.name for one in desk.nominations()] == ["甲街道", "乙街道"]
    assert {line[0] for line in desk.report()} == {"推荐表/a.docx", "推荐表/b.docx"}


def test_renamed_form_keeps_its_row_and_what_was_changed_by_hand(desk: Desk) -> None:
    desk.put("a.docx", story=STORY, name="甲街道")
    desk.put("b.docx", name="乙街道")
    desk.collect()
    desk.edit("邮编", "200001")
    (desk.forms / "a.docx").rename(desk.forms / "甲（终稿）.docx")
    changes = desk.collect().changes
    assert [(change.former, change.is_new) for change in changes] == [
        ("", False),
        ("推荐表/a.docx", False),
    ]
    first, second = desk.nominations()
    assert (first.name, first.value("postcode"), second.name) == ("甲街道", "200001", "乙街道")
    assert first.story_file == "stories/甲街道.txt"
    assert desk.cell("来源文件").value == "推荐表/甲（终稿）.docx"
    assert {line[0] for line in desk.report()} == {"推荐表/甲（终稿）.docx", "推荐表/b.docx"}
    assert desk.plan().write() is False


def test_two_forms_of_one_name_are_not_taken_for_renamed(desk: Desk) -> None:
    desk.put("a.docx", name="甲街道")
    desk.collect()
    (desk.forms / "a.docx").unlink()
    desk.put("b.docx", name="甲街道")
    desk.put("c.docx", name="甲街道")
    assert [change.is_new for change in desk.collect().changes] == [True, True]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_file_name_that_no_cell_can_hold(desk: Desk) -> None:
    desk.put("坏\x01名.docx")
    desk.put(os.fsdecode(b"bad\xff.docx"), name="乙街道")
    desk.collect()
    assert len(desk.nominations()) == 2
    sources = {desk.cell("来源文件", row).value for row in (4, 5)}
    assert sources == {"推荐表/坏%01名.docx", "推荐表/bad%DCFF.docx"}
    assert desk.plan().write() is False


def test_plan_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.put(story=STORY)
    plan = desk.plan()
    assert plan.changes[0].is_new
    assert sorted(path.name for path in tmp_path.iterdir()) == ["推荐表"]


def test_story_changed_by_hand_is_kept(desk: Desk, tmp_path: Path) -> None:
    desk.put(story=STORY)
    desk.collect()
    story = tmp_path / "stories" / "徐汇区样张街道.txt"
    story.write_text("手工改过的事迹。", encoding="utf-8")
    desk.put(story=("表里的新事迹。" * 30,))
    (change,) = desk.collect().changes
    assert story.read_text(encoding="utf-8") == "手工改过的事迹。"
    said = "“stories/徐汇区样张街道.txt”是手工改过的，没有覆盖；表里的事迹现在不同。"
    assert change.doubts["story"] == (said,)


def test_changed_story_is_written_again(desk: Desk, tmp_path: Path) -> None:
    desk.put(story=STORY)
    desk.collect()
    desk.put(story=("表里的新事迹。" * 30,))
    (change,) = desk.collect().changes
    assert change.story is not None
    assert change.story_before == STORY[0]
    story = tmp_path / "stories" / "徐汇区样张街道.txt"
    assert story.read_text(encoding="utf-8").strip() == "表里的新事迹。" * 30
    former = story.with_name("徐汇区样张街道.txt.bak")
    assert former.read_text(encoding="utf-8").strip() == STORY[0]


def test_other_people_s_story_file_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    mine = tmp_path / "stories" / "徐汇区样张街道.txt"
    mine.write_text("别处来的。", encoding="utf-8")
    desk.put(story=STORY)
    desk.collect()
    assert mine.read_text(encoding="utf-8") == "别处来的。"
    assert desk.nominations()[0].story_file == "stories/徐汇区样张街道（2）.txt"


def test_story_beside_the_workbook_is_named_not_copied(desk: Desk, tmp_path: Path) -> None:
    desk.put(name="样张街道")
    (desk.forms / "样张街道事迹.docx").write_bytes(docx(para(run(STORY[0]))))
    desk.collect()
    assert desk.nominations()[0].story_file == "推荐表/样张街道事迹.docx"
    assert not (tmp_path / "stories").exists()


def test_story_elsewhere_is_copied(desk: Desk, tmp_path: Path) -> None:
    desk.put(name="样张街道")
    content = docx(para(run(STORY[0])))
    (desk.forms / "样张街道事迹.docx").write_bytes(content)
    desk.book = tmp_path / "汇总" / "名单.xlsx"
    desk.book.parent.mkdir()
    desk.collect()
    assert (desk.book.parent / "stories" / "样张街道.docx").read_bytes() == content
    assert desk.nominations()[0].story == STORY[0]
    assert desk.cell("来源文件").value == "../推荐表/街道.docx"


def test_story_in_the_cell(desk: Desk, tmp_path: Path) -> None:
    desk.put(story=STORY)
    desk.collect(Options(in_cell=True))
    assert desk.cell("详细事迹").value == STORY[0]
    assert not (tmp_path / "stories").exists()


def test_district_is_filled_in_and_a_different_one_doubted(desk: Desk) -> None:
    huangpu = SEASON.recommender("黄浦区")
    desk.put()
    (change,) = desk.collect(Options(recommender=huangpu)).changes
    assert desk.nominations()[0].recommender == "黄浦区"
    assert change.doubts["recommender"] == ("表上写的是“徐汇区”。",)


def test_existing_template_is_filled_from_its_first_row_without_ranks(desk: Desk) -> None:
    write_blank(desk.book, SEASON, SEASON.recommender("徐汇区"))
    desk.put()
    desk.collect()
    (one,) = desk.nominations()
    assert (one.origin.base.row, one.rank, one.recommender) == (4, "", "徐汇区")


def test_row_typed_by_hand_with_the_same_name_is_said(desk: Desk) -> None:
    write_blank(desk.book, SEASON)
    desk.edit("单位（集体）名称", "徐汇区 样张街道")
    desk.put()
    (change,) = desk.collect().changes
    assert change.doubts["name"] == ("名单里已有手工填写的同名一行，没有合并，请只留一行。",)


def test_two_forms_in_one_file_are_two_rows(desk: Desk) -> None:
    body = FormText(rows(name="甲街道")).body() + FormText(rows(name="乙街道")).body()
    (desk.forms / "合.docx").write_bytes(docx(body))
    desk.collect()
    assert len(desk.nominations()) == 2
    assert desk.cell("来源文件", 5).value == "推荐表/合.docx（第2份）"


def test_workbook_without_a_list_is_refused(desk: Desk) -> None:
    desk.put()
    desk.collect()
    book = load_workbook(desk.book)
    book["推荐名单"].title = "别的"
    book["别的"].delete_rows(1, 20)
    book.save(desk.book)
    with pytest.raises(CollectError, match="没有“推荐名单”工作表"):
        desk.plan()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("名单.xls", b"x", "只能往 .xlsx 或 .xlsm 工作簿里添加"),
        ("名单.xlsx", b"PK\x03\x04", "工作簿已损坏或不完整"),
    ],
)
def test_workbook_that_cannot_be_changed_is_refused(
    desk: Desk, name: str, content: bytes, said: str
) -> None:
    desk.book = desk.book.with_name(name)
    desk.book.write_bytes(content)
    with pytest.raises(CollectError, match=said):
        desk.plan()
    assert desk.book.read_bytes() == content


def test_failed_write_leaves_the_workbook_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put()
    desk.collect()
    before = desk.book.read_bytes()
    desk.put(postcode="200030")
    plan = desk.plan()

    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("xxzz.collect.run.save_workbook", full)
    with pytest.raises(OSError, match="no space"):
        plan.write()
    assert desk.book.read_bytes() == before
    assert not [path for path in desk.book.parent.iterdir() if path.suffix == ".tmp"]
