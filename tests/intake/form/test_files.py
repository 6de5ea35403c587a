"""Folders of forms: which story is whose, what can't be read, and that nothing stops the rest."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from docx_maker import document, docx, para, parts, run, zipped
from form_maker import FormText, rows
from rich_story import rich_story
from xxzz.check import check
from xxzz.finding import Severity
from xxzz.intake import read_sources
from xxzz.intake.find import FORM_ENDINGS, find_sources
from xxzz.intake.form.files import FormIntake, read_forms
from xxzz.libreoffice import find_libreoffice
from xxzz.nomination import StoryDocument
from xxzz.season import load_season

SEASON = load_season(2023)
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/\
vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
OLD_STORY = Path(__file__).parents[2] / "data/faults/F11_story.doc"
STORY = "学习小组每月读一本书。" * 20


def read(*paths: Path) -> FormIntake:
    return read_forms(find_sources(list(paths), FORM_ENDINGS), SEASON)


def put_form(path: Path, name: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(FormText(rows(name=name)).docx())
    return path


def put_story(path: Path, text: str = STORY) -> Path:
    path.write_bytes(docx("".join(para(run(line)) for line in text.split("\n"))))
    return path


def stories(intake: FormIntake) -> dict[str, str]:
    return {
        form.nomination.name: form.story_from
        for file in intake.files
        for form in file.forms
        if form.nomination.story
    }


@pytest.mark.parametrize(
    ("form", "story", "says"),
    [
        ("推荐表.docx", "样张街道.docx", "按文件名配对"),
        ("推荐表.docx", "附件3 样张街道（优秀事迹材料）.docx", "按文件名配对"),
        ("01-街道-推荐表.docx", "01-街道-事迹材料.docx", "按文件名配对"),
        ("推荐表.docx", "关于样张街道的学习故事.docx", "按文件名配对"),
    ],
)
def test_story_beside_the_form_is_matched_by_name(
    tmp_path: Path, form: str, story: str, says: str
) -> None:
    put_form(tmp_path / form, "样张街道")
    put_form(tmp_path / "另一家推荐表.docx", "样张家庭")
    put_story(tmp_path / story)
    intake = read(tmp_path)
    assert stories(intake) == {"样张街道": f"{story}（{says}）"}
    assert intake.problems == ()
    nomination = next(f for file in intake.files for f in file.forms if f.story_path).nomination
    assert nomination.story == STORY
    assert nomination.story_file == story
    assert nomination.origin.locate("story").file == (tmp_path / story).as_posix()


def test_a_story_beside_the_form_keeps_what_is_printed_of_it(tmp_path: Path) -> None:
    put_form(tmp_path / "推荐表.docx", "样张街道")
    path = tmp_path / "样张街道.docx"
    path.write_bytes(rich_story())
    (file,) = read(tmp_path).files
    assert file.forms[0].nomination.story_document == StoryDocument(path)
    assert list(read(tmp_path).all_problems(SEASON)) == []


def test_what_of_a_story_beside_the_form_is_not_printed_is_said(tmp_path: Path) -> None:
    put_form(tmp_path / "推荐表.docx", "样张街道")
    path = tmp_path / "样张街道.docx"
    path.write_bytes(docx(para(run(STORY), "<w:r><w:object/></w:r>")))
    (problem,) = read(tmp_path).all_problems(SEASON)
    assert (problem.rule, problem.location.file) == ("story-simplified", path.as_posix())
    assert problem.message == "“样张街道.docx”里有1处嵌入的对象，推荐表后面不能照样印。"
    assert problem.nomination
    assert problem.nomination.name == "样张街道"


BLACK_GROUND = (
    '<w:r><w:rPr><w:color w:val="FFFFFF"/><w:highlight w:val="black"/></w:rPr>'
    "<w:t>黑底白字</w:t></w:r>"
)


@pytest.mark.parametrize(
    ("run_of_text", "said"),
    [
        ('<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>看不见 的话</w:t></w:r>', 5),
        ('<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>红色的话</w:t></w:r>', 0),
        (BLACK_GROUND, 0),
    ],
)
def test_white_text_of_a_story_is_said_since_it_is_printed_black(
    run_of_text: str, said: int, tmp_path: Path
) -> None:
    put_form(tmp_path / "推荐表.docx", "样张街道")
    (tmp_path / "样张街道.docx").write_bytes(docx(para(run(STORY), run_of_text)))
    messages = [problem.message for problem in read(tmp_path).all_problems(SEASON)]
    assert messages == [
        f"“样张街道.docx”里有{count}个白色的、看不见的字（会印成黑色，也算字数），"
        "推荐表后面不能照样印。"
        for count in [said] * bool(said)
    ]


def test_a_story_read_otherwise_for_its_boxes_is_printed_as_text(tmp_path: Path) -> None:
    put_form(tmp_path / "推荐表.docx", "样张街道")
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    state = f'<w14:checkbox xmlns:w14="{w14}"><w14:checked w14:val="1"/></w14:checkbox>'
    tick = f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{run('X')}</w:sdtContent></w:sdt>"
    table = f"<w:tbl><w:tr><w:tc>{para(run('甲'), tick)}</w:tc></w:tr></w:tbl>"
    (tmp_path / "样张街道.docx").write_bytes(docx(para(run(STORY)) + table))
    intake = read(tmp_path)
    (problem,) = intake.all_problems(SEASON)
    assert "表格、图片、编号（文字里有方框、域，对不上）" in problem.message
    assert intake.files[0].forms[0].nomination.story_document is None


def test_story_is_matched_by_the_name_at_its_head(tmp_path: Path) -> None:
    put_form(tmp_path / "1.docx", "样张街道")
    put_form(tmp_path / "2.docx", "样张家庭")
    put_story(tmp_path / "故事.docx", f"读书声声\n——样张街道学习纪实\n{STORY}")
    assert stories(read(tmp_path)) == {"样张街道": "故事.docx（按文章开头的名称配对）"}


def test_longer_name_wins_where_one_holds_the_other(tmp_path: Path) -> None:
    put_form(tmp_path / "1.docx", "样张街道")
    put_form(tmp_path / "2.docx", "样张街道社区学校")
    put_story(tmp_path / "样张街道社区学校的故事.docx")
    put_story(tmp_path / "样张街道的故事.docx")
    assert stories(read(tmp_path)) == {
        "样张街道": "样张街道的故事.docx（按文件名配对）",
        "样张街道社区学校": "样张街道社区学校的故事.docx（按文件名配对）",
    }


def test_only_story_of_a_folder_is_taken_and_doubted(tmp_path: Path) -> None:
    put_form(tmp_path / "a" / "表.docx", "样张街道")
    put_story(tmp_path / "a" / "读书.docx")
    put_form(tmp_path / "b" / "表.docx", "样张家庭")
    intake = read(tmp_path)
    assert stories(intake) == {"样张街道": "读书.docx（文件夹里只有这一份）"}
    said = "详细事迹取自同一文件夹的“读书.docx”，名称对不上，请确认是这一家的。"
    assert intake.files[0].forms[0].remarks == (said,)


def test_several_stories_for_one_form_are_left_to_a_person(tmp_path: Path) -> None:
    put_form(tmp_path / "表.docx", "样张街道")
    put_story(tmp_path / "样张街道事迹1.docx")
    put_story(tmp_path / "样张街道事迹2.docx")
    intake = read(tmp_path)
    assert stories(intake) == {}
    (remark,) = intake.files[0].forms[0].remarks
    assert remark.startswith("有几份像是它的事迹：样张街道事迹1.docx、样张街道事迹2.docx。")


def test_text_file_is_a_story_too(tmp_path: Path) -> None:
    put_form(tmp_path / "表.docx", "样张街道")
    (tmp_path / "样张街道.txt").write_text(STORY, encoding="gb18030")
    assert stories(read(tmp_path)) == {"样张街道": "样张街道.txt（按文件名配对）"}


def test_story_in_the_form_s_own_file_goes_before_others(tmp_path: Path) -> None:
    form = FormText(rows(name="样张街道"), story=("表后的事迹。" * 30,))
    (tmp_path / "表.docx").write_bytes(form.docx())
    put_story(tmp_path / "样张街道.docx")
    intake = read(tmp_path)
    assert stories(intake) == {"样张街道": "同一文件，表的后面"}
    (problem,) = intake.problems
    assert problem.location.file.endswith("样张街道.docx")
    assert problem.severity is Severity.INFO


def test_one_broken_form_gives_one_problem_and_the_others(tmp_path: Path) -> None:
    for number in range(5):
        put_form(tmp_path / f"{number}.docx", f"样张{number}")
    (tmp_path / "3.docx").write_bytes((tmp_path / "3.docx").read_bytes()[:500])
    intake = read(tmp_path)
    assert [file.path.name for file in intake.files] == ["0.docx", "1.docx", "2.docx", "4.docx"]
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("form-unreadable", None)
    assert problem.location.file == (tmp_path / "3.docx").as_posix()


@pytest.mark.parametrize(("name", "what"), [("扫描.pdf", "PDF"), ("表.JPG", "图片")])
def test_picture_is_named(tmp_path: Path, name: str, what: str) -> None:
    put_form(tmp_path / "表.docx", "样张街道")
    (tmp_path / name).write_bytes(b"x")
    (found,) = read(tmp_path).problems
    assert found.message.startswith(f"这是{what}")
    assert found.severity is Severity.WARNING
    (named,) = read(tmp_path / name).problems
    assert named.severity is None


def test_file_that_is_no_form_is_said_with_its_title(tmp_path: Path) -> None:
    path = put_story(tmp_path / "职称.docx", "2023年教师职称申报表\n姓名")
    (problem,) = read(path).problems
    said = "标题是“2023年教师职称申报表”，里面没有“2023年上海市优秀学习型组织推荐表”"
    assert problem.message.startswith(said)
    assert problem.severity is None


def test_a_summary_in_word_is_said_to_be_made_by_the_program(tmp_path: Path) -> None:
    path = tmp_path / "附件4.docx"
    title, text = para(run("2023年上海市优秀学习型组织推荐汇总表")), para(run("1 徐汇区甲样张街道"))
    path.write_bytes(docx(title, text))
    (problem,) = read(path).problems
    assert problem.rule == "form-unreadable"
    assert problem.hint.startswith("汇总表由程序按推荐名单生成，不用另外收")


def test_old_file_without_libreoffice_says_how_to_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("xxzz.libreoffice.shutil.which", lambda _: None)
    path = tmp_path / "旧表.doc"
    path.write_bytes(OLD_STORY.read_bytes())
    (problem,) = read(path).problems
    assert "没有装 LibreOffice" in problem.message
    assert "另存为" in problem.hint


@pytest.mark.skipif(not find_libreoffice(), reason="LibreOffice is not installed")
@pytest.mark.parametrize("length", [200, 9_600])
def test_a_broken_old_file_is_nobodys_story(tmp_path: Path, length: int) -> None:
    """LibreOffice imports it as text, a page of signs that nobody wrote."""
    put_form(tmp_path / "表.docx", "样张街道")
    begin = OLD_STORY.read_bytes()[:8] + "WordDocument".encode("utf-16-le")
    text = (STORY * 40).encode("gbk")[:length]
    (tmp_path / "样张街道事迹.doc").write_bytes(begin + text)
    intake = read(tmp_path)
    assert stories(intake) == {}
    (problem,) = intake.problems
    assert problem.location.file.endswith("样张街道事迹.doc")
    assert "旧格式的 Word 或 WPS 文档" in problem.message
    assert problem.severity is None


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("kind", "name"), [("doc", "样张.wps"), ("rtf", "样张.doc")])
def test_old_file_is_converted(tmp_path: Path, kind: str, name: str) -> None:
    whole = {"[Content_Types].xml": TYPES} | parts(document(FormText().body()))
    form = tmp_path / "样张.docx"
    form.write_bytes(zipped(whole))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(form)], check=True, capture_output=True
    )
    old = (tmp_path / f"样张.{kind}").rename(tmp_path / name)
    intake = read(old)
    assert intake.problems == ()
    (file,) = intake.files
    assert file.path == old
    assert file.forms[0].nomination.value("contact_mobile") == "13900000001"


def test_validate_takes_a_folder_of_forms(tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    path.write_bytes(FormText(rows(contact_mobile="1390000", category="学习型楼宇")).docx())
    intake = read_sources([tmp_path], SEASON)
    report = check(intake.submissions, SEASON, problems=intake.problems).report
    where = {(finding.rule, str(finding.location)) for finding in report.findings}
    file = path.as_posix()
    assert ("phone-format", f"{file}!联系人手机号码") in where
    assert ("category-unknown", f"{file}!申报类型") in where
    assert ("form-unsure", f"{file}!申报类型") in where
    assert ("story-missing", f"{file}!详细事迹") in where


@pytest.mark.parametrize(
    "title", ["关于开展读书活动的通知", "2023年先进集体申报表", "样张街道读书活动方案（草案）"]
)
def test_a_text_with_another_title_is_nobodys_story(tmp_path: Path, title: str) -> None:
    put_form(tmp_path / "表.docx", "样张街道")
    (tmp_path / "样张街道.txt").write_text(f"{title}\n{STORY}", encoding="utf-8")
    intake = read(tmp_path)
    assert stories(intake) == {}
    (problem,) = intake.problems
    assert problem.location.file.endswith("样张街道.txt")
    assert "也不是哪份推荐表的事迹，已跳过" in problem.message
