"""Runs over an output folder: what is written, replaced, left alone, removed."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from render_samples import accept, nominate, opened, paragraph, paragraphs, write_template
from xxzz.nomination import Nomination
from xxzz.render import Kind, Options, PlanOptions, Rendered, TemplateError, WriteError, render
from xxzz.render.context import required_names
from xxzz.render.documents import templates_folder
from xxzz.season import Season

FORM = Path("徐汇区/推荐表/3-学习型社区/03-徐汇区样例街道.docx")
SUMMARY = Path("徐汇区/推荐汇总表.docx")


@pytest.fixture
def run(season: Season, tmp_path: Path):
    def _run(*nominations: Nomination, templates: Path | None = None, **choice: object) -> Rendered:
        options = Options(tmp_path, PlanOptions(**choice), templates)
        return render(accept(season, *(nominations or [nominate()])), options)

    return _run


def files(folder: Path) -> dict[Path, bytes]:
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_files_are_where_the_plan_says_and_open(run, tmp_path: Path) -> None:
    done = run()
    assert [path.relative_to(tmp_path) for path in done.written] == [SUMMARY, FORM]
    assert opened((tmp_path / FORM).read_bytes()).tables[0].cell(0, 1).text == "徐汇区样例街道"
    with zipfile.ZipFile(tmp_path / FORM) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_second_run_gives_the_same_bytes(run, tmp_path: Path) -> None:
    run()
    before = files(tmp_path)
    assert len(run().written) == 2
    assert files(tmp_path) == before


def test_a_second_run_replaces_its_own_and_removes_what_has_gone(run, tmp_path: Path) -> None:
    run(nominate(2, rank="1", name="旧街道"), nominate(3, rank="2", name="老街道"))
    done = run(nominate(2, rank="1", name="新街道"), nominate(3, rank="2", name="老街道"))
    names = {path.name for path in files(tmp_path)}
    assert names == {"推荐汇总表.docx", "01-新街道.docx", "02-老街道.docx"}
    assert [path.name for path in done.removed] == ["01-旧街道.docx"]


def test_other_peoples_files_stay(run, tmp_path: Path) -> None:
    run()
    scan = tmp_path / FORM.with_suffix(".pdf")
    scan.write_bytes(b"%PDF-1.4 scan of the sealed form")
    other = write_template(tmp_path / FORM.with_name("其他.docx"), paragraph("甲"))
    content = other.read_bytes()
    done = run(nominate(name="改名街道"))
    assert scan.read_bytes() == b"%PDF-1.4 scan of the sealed form"
    assert other.read_bytes() == content
    assert [path.name for path in done.removed] == [FORM.name]


def test_a_form_that_was_edited_by_hand_is_not_overwritten(run, tmp_path: Path) -> None:
    run()
    edited = Document(str(tmp_path / FORM))
    edited.add_paragraph("同意推荐。")
    edited.save(str(tmp_path / FORM))
    before = (tmp_path / FORM).read_bytes()
    done = run()
    assert done.refused == (tmp_path / FORM,)
    assert (tmp_path / FORM).read_bytes() == before


def test_only_forms_leaves_the_summary_alone(run, tmp_path: Path) -> None:
    run()
    before = (tmp_path / SUMMARY).read_bytes()
    done = run(nominate(name="改名街道"), only=Kind.FORM)
    assert (tmp_path / SUMMARY).read_bytes() == before
    assert [path.name for path in done.removed] == [FORM.name]


def test_another_recommenders_files_stay(run, tmp_path: Path) -> None:
    run(nominate(), nominate(3, recommender="静安"))
    before = files(tmp_path)
    done = run(recommender="静安区")
    assert (done.written, done.removed) == ((), ())
    assert files(tmp_path) == before


def test_an_interrupted_write_leaves_the_old_file_whole(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    before = files(tmp_path)

    def interrupt(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        run(nominate(nature="改了"))
    assert files(tmp_path) == before


def test_what_a_killed_run_left_half_written_goes(run, tmp_path: Path) -> None:
    run()
    before = files(tmp_path)
    (tmp_path / FORM).with_name(".xxzz-4711.tmp").write_bytes(b"PK")
    run()
    assert files(tmp_path) == before


def test_a_copy_that_a_person_made_stays(run, tmp_path: Path) -> None:
    run()
    names = ("01-备份.docx", "03-徐汇区样例街道 - 副本.docx")
    copies = [shutil.copy(tmp_path / FORM, (tmp_path / FORM).with_name(name)) for name in names]
    done = run(nominate(name="改名街道"))
    assert [path.name for path in done.removed] == [FORM.name]
    assert all(copy.is_file() for copy in copies)


def test_a_file_of_the_new_name_that_is_a_copy_is_not_overwritten(run, tmp_path: Path) -> None:
    run()
    copy = (tmp_path / FORM).with_name("03-改名街道.docx")
    shutil.copy(tmp_path / FORM, copy)
    before = copy.read_bytes()
    assert run(nominate(name="改名街道")).refused == (copy,)
    assert copy.read_bytes() == before


def test_a_folder_that_can_not_be_made_is_named(run, tmp_path: Path) -> None:
    (tmp_path / "徐汇区").write_text("a file", encoding="utf-8")
    with pytest.raises(WriteError, match=r"^写不进“.*徐汇区”。请确认"):
        run()


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode there")
def test_a_system_that_can_not_name_files_in_chinese_is_told(tmp_path: Path) -> None:
    code = """
from pathlib import PurePosixPath, Path
from xxzz.render.write import OutputFolder, WriteError
try:
    OutputFolder(Path(".")).write(PurePosixPath("\\u533a/a.docx"), b"")
except WriteError as error:
    print(ascii(str(error)))
"""
    ascii_only = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=ascii_only, cwd=tmp_path, capture_output=True, check=True)
    said = done.stdout.decode("unicode_escape").strip()
    assert said == "'这台电脑的系统编码不能用中文作文件名。请把环境变量 LANG 设为 C.UTF-8 后重试。'"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_out_of_the_output_folder_is_not_followed(
    run, season: Season, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "徐汇区").symlink_to(outside)
    with pytest.raises(WriteError, match="它通到输出文件夹之外"):
        render(accept(season, nominate()), Options(out))
    assert files(outside) == {}


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_in_the_place_of_a_document_is_left_alone(
    run, season: Season, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.docx"
    (tmp_path / FORM).parent.mkdir(parents=True)
    (tmp_path / FORM).symlink_to(outside)
    assert run().refused == (tmp_path / FORM,)
    assert not outside.exists()


def test_characters_that_a_document_can_not_hold_are_noted(run) -> None:
    done = run(nominate(brief="甲\x01乙\x02"))
    assert done.notes == (
        "名单.xlsx!推荐名单!T2：简要事迹里有2个 Word 文档不能容纳的控制字符，已略去。",
    )


def test_an_offices_own_template_is_used_and_its_gaps_noted(
    run, season: Season, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    names = [name for name in required_names(season) if name != "postcode"]
    tags = "".join(paragraph(f"{{{{ {name} }}}}") for name in names)
    write_template(own / "form.docx", tags)
    done = run(templates=own)
    assert paragraphs((tmp_path / FORM).read_bytes())[:2] == ["徐汇区", "徐汇区样例街道"]
    assert done.notes[0] == f"“{own}”里没有 summary.docx，用了自带的模板。"
    assert done.notes[1].startswith("模板 form.docx 里没有用到下面这些，它们不会印出来。")
    assert done.notes[1].endswith("：{{ postcode }}（form.docx!第1个表格第7行第5格）。")


@pytest.mark.parametrize("tag", ["{{ nam }}", "{{ 'a' * 1000000000 }}"])
def test_a_broken_template_stops_the_run_before_anything_is_written(
    run, tmp_path: Path, tag: str
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    write_template(own / "form.docx", paragraph(tag))
    with pytest.raises(TemplateError):
        run(templates=own)
    assert not (tmp_path / "徐汇区").exists()


def test_a_draft_has_the_word_on_every_page(run, tmp_path: Path) -> None:
    run(draft=True)
    for path in (FORM, SUMMARY):
        document = opened((tmp_path / path).read_bytes())
        for section in document.sections:
            assert 'string="草稿"' in section.header._element.xml
            assert 'string="草稿"' in section.first_page_header._element.xml


def test_a_draft_keeps_an_offices_own_header(run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    document = Document(str(templates_folder() / "form.docx"))
    document.sections[0].header.paragraphs[0].text = "{{ recommender }}学习办"
    document.save(str(own / "form.docx"))
    run(templates=own, draft=True)
    header = opened((tmp_path / FORM).read_bytes()).sections[1].header
    assert header.paragraphs[0].text == "徐汇区学习办"
    assert header._element.xml.count('string="草稿"') == 1


def test_progress_counts_every_document(season: Season, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    two = accept(season, nominate(2, rank="1"), nominate(3, rank="2"))
    render(two, Options(tmp_path), lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]
