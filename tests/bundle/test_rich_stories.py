"""Stories with tables, pictures and numbers: packed, verified, corrected by hand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document

from bundle_fixtures import contents, story
from rich_story import CHINESE, StoryWriter, png
from xxzz.bundle import pack as packing
from xxzz.bundle.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from bundle_fixtures import Run, Submit
    from xxzz.season import Season

Words = tuple[object, ...]
FORM = "推荐表/4-学习型家庭/01-慕示例家庭.docx"
IN_PACKAGE = f"data/推荐材料/{FORM}"


@pytest.fixture
def place(submit: Submit) -> Path:
    """Submit one family whose story is a Word file with a list, a table and a picture."""
    one = StoryWriter()
    numbers = one.list(*CHINESE)
    one.text("读书", numbers)
    one.text(story("慕示例"))
    one.document.add_table(1, 2).cell(0, 1).text = "每周一次"
    one.picture(png(), text="图")
    folder = submit({"详细事迹": "事迹/慕示例.docx"})
    (folder / "事迹/慕示例.docx").write_bytes(one.bytes())
    return folder


@pytest.fixture
def rendered(run: Run, place: Path, tmp_path: Path) -> Words:
    """Render its documents; returns how they and the package's folder are told to `pack`."""
    assert run("render", place, "-o", tmp_path / "推荐材料").code == 0
    return "--documents", tmp_path / "推荐材料", "-o", tmp_path / "报送"


def test_a_package_of_them_is_found_consistent(
    run: Run, place: Path, tmp_path: Path, season: Season
) -> None:
    assert run("validate", place).code == 0
    assert "story-simplified" not in run("validate", place, "--format", "json").out
    assert run("pack", place, "-o", tmp_path / "报送").code == 0
    package = tmp_path / "报送/徐汇区-2023-第1版.zip"
    document = Document(BytesIO(contents(package)[IN_PACKAGE]))
    assert "一、读书" in [one.text for one in document.paragraphs]
    assert document.tables[-1].cell(0, 1).text == "每周一次"
    assert len(document.inline_shapes) == 1
    verdict = verify(package, season)
    assert [(line.faults, line.notes) for line in verdict.lines] == [((), ())] * 5
    assert run("pack", place, "-o", tmp_path / "报送").code == 0
    assert len(list((tmp_path / "报送").glob("*.zip"))) == 1


def test_what_is_packed_is_what_was_rendered(
    run: Run, place: Path, rendered: Words, tmp_path: Path
) -> None:
    assert run("pack", place, *rendered).code == 0
    made = contents(tmp_path / "报送/徐汇区-2023-第1版.zip")[IN_PACKAGE]
    written = (tmp_path / "推荐材料/徐汇区" / FORM).read_bytes()
    assert written.startswith(made[:-100])


def test_a_form_with_a_table_corrected_by_hand_is_taken_or_named(
    run: Run, place: Path, rendered: Words, tmp_path: Path, season: Season
) -> None:
    assert run("render", place, "-o", tmp_path / "推荐材料").code == 0
    path = tmp_path / "推荐材料/徐汇区" / FORM
    document = Document(str(path))
    document.paragraphs[-1].paragraph_format.space_before = 0
    document.save(str(path))
    assert run("pack", place, *rendered).code == 0
    package = tmp_path / "报送/徐汇区-2023-第1版.zip"
    assert contents(package)[IN_PACKAGE] == path.read_bytes()
    assert not any(line.faults for line in verify(package, season).lines)
    document.tables[-1].cell(0, 1).text = "每月一次"
    document.save(str(path))
    refused = run("pack", place, *rendered)
    assert refused.code == 1
    assert "每月一次" in refused.err


def test_another_number_or_picture_in_a_form_is_seen(
    run: Run, place: Path, rendered: Words, tmp_path: Path, season: Season
) -> None:
    assert run("render", place, "-o", tmp_path / "推荐材料").code == 0
    path = tmp_path / "推荐材料/徐汇区" / FORM
    document = Document(str(path))
    image = document.part.related_parts[document.element.xpath(".//a:blip/@r:embed")[0]]
    image._blob = png(colour=(1, 2, 3))
    document.save(str(path))
    assert run("pack", place, *rendered).code == 0
    notes = [line.notes for line in verify(tmp_path / "报送/徐汇区-2023-第1版.zip", season).lines]
    assert notes[-1] == (f"“{IN_PACKAGE}”是手工改过的，各栏与名单一致",)
    next(one for one in document.paragraphs if one.text == "一、读书").text = "二、读书"
    document.save(str(path))
    refused = run("pack", place, *rendered)
    assert refused.code == 1
    assert "“详细事迹”里是“二、读书" in refused.err


def test_more_than_a_receiver_takes_is_refused(
    run: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "MAX_TOTAL_BYTES", 50_000)
    refused = run("pack", place, "-o", tmp_path / "报送")
    assert refused.code != 0
    assert "请压缩事迹里的图片" in refused.err
    assert not list(tmp_path.glob("报送/*"))
