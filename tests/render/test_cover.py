"""A print file without one of its nominations says so, on its first page and in its name."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from render_samples import accept, nominate, opened, write_template
from xxzz.checked import Checked
from xxzz.finding import Finding, Severity
from xxzz.location import Location
from xxzz.render import Kind, Options, PlanOptions, Rendered, TemplateError, render
from xxzz.render.cover import cover
from xxzz.render.plan import make_plans
from xxzz.season import Season

posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a script")
WHOLE = "打印-一式三份.pdf"


def fault(message: str, place: Location) -> Finding:
    return Finding("a-rule", Severity.ERROR, message, "请改正。", "附件3", place)


PHONE = fault("“手机”写的是“1390000”。", Location("名单.xlsx", "推荐名单", 3, 13))
POSTCODE = fault("“邮编”不是6位。", Location("名单.xlsx", "推荐名单", 3, 16))
COLUMN = fault("没有“邮编”这一列。", Location("名单.xlsx", "推荐名单", 1))
BROKEN = fault("工作簿打不开。", Location("坏.xlsx"))


def checked(season: Season, *findings: Finding) -> Checked:
    """Return two nominations of which the second stands in row 3."""
    two = (nominate(2, rank="1", name="甲街道"), nominate(3, rank="2", name="乙街道"))
    return accept(season, *two, findings=findings)


def text(season: Season, *findings: Finding) -> list[str]:
    """Return the paragraphs of the cover."""
    (plan,) = make_plans(checked(season, *findings), PlanOptions())
    return [one.text for one in opened(cover(plan, season, None)).paragraphs]


@pytest.fixture
def printed(season: Season, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Render with a stand-in for LibreOffice, which gives each document a page; a cover has two."""

    def convert(program: str, batch: list[Path], *_: object, **__: object) -> None:
        for path in batch:
            is_cover = any("打印件" in one.text for one in opened(path.read_bytes()).paragraphs)
            writer = PdfWriter()
            for _ in range(2 if is_cover else 1):
                writer.add_blank_page(300 if is_cover else 595, 842)
            writer.write(path.with_suffix(".pdf"))

    monkeypatch.setattr("xxzz.render.office.convert", convert)
    monkeypatch.setattr("xxzz.render.office.find_libreoffice", lambda: "soffice")

    def run(*findings: Finding, pdf: bool = False, **choice: object) -> Rendered:
        options = Options(tmp_path / "out", PlanOptions(**choice), pdf=pdf, copies=True)
        return render(checked(season, *findings), options)

    return run


def pages(tmp_path: Path) -> dict[str, list[float]]:
    """Return the widths of the pages of each PDF."""
    return {
        path.name: [page.mediabox.width for page in PdfReader(path).pages]
        for path in (tmp_path / "out").rglob("*.pdf")
    }


def test_the_cover_says_which_and_why(season: Season) -> None:
    assert text(season, PHONE, POSTCODE) == [
        "这份打印件不全",
        "徐汇区：",
        "后面有1份材料，一式三份，但不是全部。请不要当作完整的材料盖章、报送。下面这些没有印：",
        "1. 乙街道（社区）：“手机”写的是“1390000”（名单.xlsx!推荐名单!M3）。另有1处错误。",
        "2. 推荐汇总表：少了上面这些会不对，没有生成。",
        "改好以后，请重新生成，换下这一份。这一页只供内部使用，不要报送。",
    ]


def test_files_that_could_not_be_read_are_named(season: Season) -> None:
    assert text(season, BROKEN)[3:-1] == [
        "1. 坏.xlsx：工作簿打不开。里面的推荐都没有印。",
    ]


@pytest.mark.parametrize(
    ("findings", "name"),
    [
        ((PHONE, POSTCODE), "打印-一式三份（缺1家）.pdf"),
        ((PHONE, BROKEN), "打印-一式三份（缺1家）.pdf"),
        ((BROKEN,), "打印-一式三份（可能不全）.pdf"),
    ],
)
def test_an_incomplete_print_file_has_one_cover_and_another_name(
    printed, tmp_path: Path, findings: tuple[Finding, ...], name: str
) -> None:
    done = printed(*findings)
    ((found, widths),) = pages(tmp_path).items()
    assert found == name
    assert widths[:3] == [300, 300, 595]
    assert widths.count(300) == 2
    assert any("第一页写明了" in note for note in done.notes)


def test_a_complete_one_has_none(printed, tmp_path: Path) -> None:
    done = printed()
    ((found, widths),) = pages(tmp_path).items()
    assert (found, set(widths)) == (WHOLE, {595})
    assert not any("打印文件" in note for note in done.notes)


def test_an_incomplete_one_takes_the_place_of_the_complete_one_and_back(
    printed, tmp_path: Path
) -> None:
    for findings, name in (((), WHOLE), ((PHONE,), "打印-一式三份（缺1家）.pdf"), ((), WHOLE)):
        printed(*findings)
        assert list(pages(tmp_path)) == [name]


def test_nothing_to_print_is_no_print_file(printed, tmp_path: Path) -> None:
    done = printed(COLUMN)
    assert pages(tmp_path) == {}
    assert [one.ref.name for one in done.plans[0].missing] == ["甲街道", "乙街道"]


def test_one_kind_alone_leaves_the_whole_print_file_alone(printed, tmp_path: Path) -> None:
    printed()
    printed(only=Kind.SUMMARY)
    assert set(pages(tmp_path)) == {WHOLE, "打印-一式三份（只有推荐汇总表）.pdf"}
    printed(PHONE, only=Kind.FORM)
    printed(only=Kind.FORM)
    names = set(pages(tmp_path))
    assert "打印-一式三份（只有推荐表）.pdf" in names
    assert "打印-一式三份（只有推荐表，缺1家）.pdf" not in names


def test_a_draft_lacks_nothing(printed, tmp_path: Path) -> None:
    printed(PHONE, draft=True)
    assert list(pages(tmp_path)) == [WHOLE]


def test_covers_are_no_documents_of_the_package(printed, tmp_path: Path) -> None:
    printed(PHONE, pdf=True)
    assert set(pages(tmp_path)) == {"打印-一式三份（缺1家）.pdf", "01-甲街道.pdf"}


def test_an_office_may_have_a_cover_of_its_own(season: Season, tmp_path: Path) -> None:
    (plan,) = make_plans(checked(season, PHONE), PlanOptions())
    write_template(tmp_path / "cover.docx", "<w:p><w:r><w:t>缺的：{{ title }}</w:t></w:r></w:p>")
    (only,) = opened(cover(plan, season, tmp_path)).paragraphs
    assert only.text == "缺的：这份打印件不全"
    write_template(tmp_path / "cover.docx", "<w:p><w:r><w:t>{{ titel }}</w:t></w:r></w:p>")
    with pytest.raises(TemplateError, match=r"cover\.docx"):
        cover(plan, season, tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_the_first_page_as_libreoffice_prints_it(season: Season, tmp_path: Path) -> None:
    render(
        checked(season, replace(PHONE, message="手机不对。" * 9)), Options(tmp_path, copies=True)
    )
    (path,) = tmp_path.rglob("打印*.pdf")
    first, second = (page.extract_text() for page in PdfReader(path).pages[:2])
    assert "这份打印件不全" in first
    assert "乙街道（社区）" in first
    assert second == ""
