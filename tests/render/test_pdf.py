"""PDFs: what is said where LibreOffice is missing or hangs, and what it makes where it is there."""

import os
import shutil
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from render_samples import accept, nominate
from xxzz.render import OfficeError, Options, PlanOptions, Rendered, office, render
from xxzz.render.copies import print_file
from xxzz.render.documents import templates_folder
from xxzz.render.fonts import substituted
from xxzz.render.stamp import is_generated, stamped, tagged
from xxzz.season import Season

posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a script")


@pytest.fixture
def run(season: Season, tmp_path: Path):
    def _run(**options: bool) -> Rendered:
        two = (nominate(2, rank="1", name="甲街道"), nominate(3, rank="2", name="乙街道"))
        return render(accept(season, *two), Options(tmp_path / "out", **options))

    return _run


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a program of that name, a Python script, first in the path."""

    def _soffice(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "soffice"
        program.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))

    return _soffice


def blank(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


CONVERTING = f"""
import sys, pathlib
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
for name in sys.argv[sys.argv.index("--outdir") + 2:]:
    (folder / pathlib.Path(name).with_suffix(".pdf").name).write_bytes({blank(3)!r})
"""


def test_without_libreoffice_the_remedy_is_said_before_any_work(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xxzz.libreoffice.shutil.which", lambda _: None)
    with pytest.raises(OfficeError, match=r"^生成 PDF 需要 LibreOffice，这台电脑上没有找到。"):
        run(pdf=True)
    assert not (tmp_path / "out").exists()


@posix
def test_a_libreoffice_that_hangs_is_stopped_and_the_documents_stay(
    run, soffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soffice("import time; time.sleep(60)")
    monkeypatch.setattr(office, "_SECONDS_TO_START", 0.2)
    monkeypatch.setattr(office, "_SECONDS_EACH", 0)
    with pytest.raises(OfficeError, match="没有完成，已经停止它。"):
        run(pdf=True)
    assert len(list((tmp_path / "out").rglob("*.docx"))) == 3


@posix
def test_a_document_that_was_not_converted_is_named(run, soffice) -> None:
    soffice("")
    with pytest.raises(OfficeError, match=r"没有转换出这些文件：推荐汇总表.docx、01-甲街道.docx"):
        run(pdf=True)


@posix
def test_a_pdf_lies_beside_each_document(run, soffice, tmp_path: Path) -> None:
    soffice(CONVERTING)
    run(pdf=True)
    found = {path.stem for path in (tmp_path / "out").rglob("*.pdf")}
    assert found == {"推荐汇总表", "01-甲街道", "02-乙街道"}


@posix
def test_a_run_without_pdf_removes_those_that_are_outdated(run, soffice, tmp_path: Path) -> None:
    soffice(CONVERTING)
    run(pdf=True, copies=True)
    done = run()
    assert {path.name for path in done.removed} == {
        "推荐汇总表.pdf",
        "01-甲街道.pdf",
        "02-乙街道.pdf",
        "打印-一式三份.pdf",
    }
    assert not list((tmp_path / "out").rglob("*.pdf"))


@posix
def test_the_print_file_has_everything_three_times_on_sheets_of_its_own(
    run, soffice, tmp_path: Path
) -> None:
    soffice(CONVERTING)
    done = run(copies=True)
    (path,) = (tmp_path / "out").rglob("*.pdf")
    assert path.name == "打印-一式三份.pdf"
    assert len(PdfReader(path).pages) == 3 * 3 * (3 + 1)
    assert path in done.written


def test_copies_of_an_even_number_of_pages_need_no_empty_one(tmp_path: Path) -> None:
    even, odd = tmp_path / "even.pdf", tmp_path / "odd.pdf"
    even.write_bytes(blank(2))
    odd.write_bytes(blank(1))
    assert len(PdfReader(BytesIO(print_file([even, odd], 3))).pages) == 3 * 2 + 3 * 2


def test_a_signed_pdf_is_ours_and_tells_no_time(tmp_path: Path) -> None:
    made = [
        b"%PDF-1.6\n/CreationDate(D:2026"
        + day
        + b"212921Z')\ntrailer\n<</ID [ <"
        + identity
        + b">\n<"
        + identity
        + b"> ]\n/DocChecksum /"
        + identity
        + b"\n>>\n%%EOF\n"
        for day, identity in ((b"1123", b"0A" * 16), (b"1224", b"FF" * 16))
    ]
    first, second = map(stamped, made)
    assert first == second
    path = tmp_path / "a.pdf"
    path.write_bytes(tagged(first, "a.pdf"))
    assert is_generated(path)
    assert not is_generated(path.rename(tmp_path / "b.pdf"))
    path.write_bytes(made[0])
    assert not is_generated(path)


def test_fonts_that_the_pdf_lacks_are_named() -> None:
    there = [
        "BAAAAA+FangSong_GB2312",
        "CAAAAA+SimHei",
        "TimesNewRomanPSMT",
        "KaiTi_GB2312",
        "SimSun",
    ]
    assert substituted(templates_folder() / "form.docx", there) == ["方正小标宋简体"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_sets_form_and_story_on_pages_of_their_own(run, tmp_path: Path) -> None:
    run(pdf=True)
    pages = [page.extract_text() for page in PdfReader(next(tmp_path.rglob("01-*.pdf"))).pages]
    assert len(pages) == 3
    assert "推荐表" in pages[0]
    assert "上海市学习" in pages[1]
    assert "优秀事迹材料" in pages[2]
    first = {path: path.read_bytes() for path in tmp_path.rglob("*.pdf")}
    run(pdf=True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.pdf")} == first


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_long_values_keep_the_form_on_two_pages(season: Season, tmp_path: Path) -> None:
    honours = "\n".join(
        f"{2010 + n}年上海市学习型社会建设与终身教育工作先进集体（市学习促进办）" for n in range(12)
    )
    long = nominate(name="学" * 60, honours=honours, brief="学" * 500)
    render(accept(season, long), Options(tmp_path, PlanOptions(draft=True), pdf=True))
    pages = [page.extract_text() for page in PdfReader(next(tmp_path.rglob("03-*.pdf"))).pages]
    assert [page.count("公章：") for page in pages] == [0, 3, 0]
    assert "优秀事迹材料" in pages[2]
