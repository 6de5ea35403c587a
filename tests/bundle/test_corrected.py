"""Forms corrected by hand in Word: taken where they agree with the list, else named, both ways."""

import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.shared import Pt

from bundle_fixtures import Run, Submit, Tamper, contents
from cli_runner import Result
from xxzz.bundle import corrected
from xxzz.bundle.verdict import CONSISTENT
from xxzz.bundle.verify import verify
from xxzz.season import Season

FORM = "推荐表/4-学习型家庭/01-慕示例家庭.docx"
SUMMARY = "推荐汇总表.docx"
IN_PACKAGE = "data/推荐材料"

Change = Callable[[Opened], None]


@pytest.fixture
def rendered(run: Run, submit: Submit, tmp_path: Path) -> Path:
    """Submit one family and render its documents; returns their folder."""
    assert run("render", submit(), "-o", tmp_path / "推荐材料").code == 0
    return tmp_path / "推荐材料/徐汇区"


@pytest.fixture
def pack(run: Run, rendered: Path, tmp_path: Path) -> Callable[[], Result]:
    """Pack with a look at what was rendered."""
    words = ("--documents", rendered.parent, "-o", tmp_path / "报送")
    return lambda: run("pack", tmp_path / "徐汇区", *words)


def changed(content: bytes, change: Change) -> bytes:
    document = Document(BytesIO(content))
    change(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def rewrite(path: Path, change: Change) -> bytes:
    path.write_bytes(changed(path.read_bytes(), change))
    return path.read_bytes()


def box(document: Opened, label: str, beside: int = 1):
    """Return the cell behind the one with a label."""
    cells = [cell for row in document.tables[0].rows for cell in dict.fromkeys(row.cells)]
    return cells[next(at for at, cell in enumerate(cells) if cell.text == label) + beside]


def opinions(document: Opened) -> None:
    for label in ("申报单位（部门）意见", "推荐单位意见"):
        box(document, label).paragraphs[0].insert_paragraph_before("情况属实，同意推荐。")


def looks(document: Opened) -> None:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(11)
    box(document, "单位地址").paragraphs[0].insert_paragraph_before("")


def address(document: Opened) -> None:
    box(document, "单位地址").text = "上海市徐汇区样张路99号"


def cleared(document: Opened) -> None:
    box(document, "邮编").text = ""


def struck(document: Opened) -> None:
    box(document, "单位地址").paragraphs[0].add_run("划掉的").font.strike = True


def story(document: Opened) -> None:
    document.paragraphs[-1].add_run("（后来补的一句）")


def struck_out(document: Opened) -> None:
    for run in box(document, "单位地址").paragraphs[0].runs:
        run.font.strike = True


def no_table(document: Opened) -> None:
    table = document.tables[0]._tbl
    table.getparent().remove(table)


def package_of(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "报送").glob("*.zip")
    return path


@pytest.mark.parametrize("change", [opinions, looks, lambda _: None])
def test_what_agrees_is_taken_as_it_is(
    pack: Callable[[], Result], rendered: Path, tmp_path: Path, season: Season, change: Change
) -> None:
    mine = rewrite(rendered / FORM, change)
    result = pack()
    assert (result.code, result.err) == (0, "")
    assert "其中1份是手工改过的，各栏与名单一致，照原样装进去了。" in result.out
    package = package_of(tmp_path)
    assert contents(package)[f"{IN_PACKAGE}/{FORM}"] == mine
    verdict = verify(package, season)
    assert verdict.passed
    noted = verdict.line(CONSISTENT).notes
    by_hand = (f"“{IN_PACKAGE}/{FORM}”是手工改过的，各栏与名单一致",)
    assert noted == (by_hand if change is opinions else ())


DIFFERENCES = [
    (address, "“单位地址”里是“上海市徐汇区样张路99号”，按名单应当是“上海市徐汇区样张路1号”"),
    (cleared, "“邮编”里是“（空）”，按名单应当是“200032”"),
    (story, "“详细事迹”里是“"),
    (struck, "划掉"),
    (struck_out, "“单位地址”里是“（空）”，按名单应当是“上海市徐汇区样张路1号”"),
    (no_table, "读不出一张推荐表"),
]


@pytest.mark.parametrize(("change", "said"), DIFFERENCES)
def test_what_differs_stops_packing_and_names_the_box(
    pack: Callable[[], Result], rendered: Path, tmp_path: Path, change: Change, said: str
) -> None:
    rewrite(rendered / FORM, change)
    result = pack()
    assert (result.code, result.out) == (1, "")
    lines = result.err.splitlines()
    assert lines[0] == "没有打包：这些文件在 Word 里改过，与名单不一致："
    assert lines[1] == f"  {rendered / FORM}："
    assert said in lines[2]
    assert "请把这些文件移走，打包时会按名单重新生成" in lines[-1]
    assert not (tmp_path / "报送").exists()


ADDRESS = "上海市徐汇区样张路1号"


@pytest.mark.parametrize(
    ("written", "theirs", "ours"),
    [
        (f"{ADDRESS[:10]}楼", f"{ADDRESS[:10]}楼", ADDRESS),
        (f"{ADDRESS[:10]}{'楼' * 10}", f"{ADDRESS[:10]}{'楼' * 10}", ADDRESS),
        (f"{ADDRESS[:10]}{'楼' * 11}", f"{ADDRESS[:10]}{'楼' * 10}…", ADDRESS),
        (f"{ADDRESS}楼", f"…{ADDRESS[1:]}楼", f"…{ADDRESS[1:]}"),
        (f"{ADDRESS}{'楼' * 10}", f"…{ADDRESS[1:]}{'楼' * 10}", f"…{ADDRESS[1:]}"),
        (f"{ADDRESS}{'楼' * 11}", f"…{ADDRESS[1:]}{'楼' * 10}…", f"…{ADDRESS[1:]}"),
    ],
)
def test_a_long_text_is_shown_around_the_place_where_it_differs(
    pack: Callable[[], Result], rendered: Path, written: str, theirs: str, ours: str
) -> None:
    def change(document: Opened) -> None:
        box(document, "单位地址").text = written

    rewrite(rendered / FORM, change)
    assert f"“单位地址”里是“{theirs}”，按名单应当是“{ours}”。" in pack().err.splitlines()[2]


@pytest.mark.parametrize(("change", "said"), DIFFERENCES)
def test_verify_names_the_same_box(
    package: Path, tamper: Tamper, season: Season, change: Change, said: str
) -> None:
    name = f"{IN_PACKAGE}/{FORM}"
    bad = tamper({name: changed(contents(package)[name], change)})
    line = verify(bad, season).line(CONSISTENT)
    assert line.faults[0].startswith(f"“{name}”与名单不同：")
    assert said in line.reason


def test_every_box_that_differs_is_named(pack: Callable[[], Result], rendered: Path) -> None:
    def two(document: Opened) -> None:
        address(document)
        cleared(document)

    rewrite(rendered / FORM, two)
    result = pack()
    assert "“单位地址”里是" in result.err
    assert "“邮编”里是" in result.err


def test_corrected_on_both_sides_it_is_taken(
    pack: Callable[[], Result], rendered: Path, submit: Submit, tmp_path: Path
) -> None:
    mine = rewrite(rendered / FORM, address)
    assert pack().code == 1
    text = (tmp_path / "徐汇区/事迹/慕示例家庭.txt").read_text(encoding="utf-8")
    submit({"单位地址": "上海市徐汇区样张路99号", "详细事迹": text})
    assert pack().code == 0
    assert contents(package_of(tmp_path))[f"{IN_PACKAGE}/{FORM}"] == mine


def test_moved_away_it_is_rendered_anew(
    pack: Callable[[], Result], rendered: Path, tmp_path: Path, season: Season
) -> None:
    mine = rewrite(rendered / FORM, address)
    (rendered / FORM).unlink()
    assert pack().code == 0
    assert contents(package_of(tmp_path))[f"{IN_PACKAGE}/{FORM}"] != mine
    assert verify(package_of(tmp_path), season).passed


def test_the_summary_may_look_otherwise_but_not_say_otherwise(
    pack: Callable[[], Result], rendered: Path, tmp_path: Path
) -> None:
    mine = rewrite(rendered / SUMMARY, looks_of_summary)
    assert pack().code == 0
    assert contents(package_of(tmp_path))[f"{IN_PACKAGE}/{SUMMARY}"] == mine
    shutil.rmtree(tmp_path / "报送")
    rewrite(rendered / SUMMARY, lambda document: document.add_paragraph("另有一家。"))
    result = pack()
    assert result.code == 1
    assert "文件里是“另有一家。”，按名单应当是“（没有）”" in result.err


def test_a_name_struck_out_of_the_summary_is_told(
    pack: Callable[[], Result], rendered: Path
) -> None:
    def strike(document: Opened) -> None:
        for run in document.tables[0].rows[-1].cells[1].paragraphs[0].runs:
            run.font.strike = True

    rewrite(rendered / SUMMARY, strike)
    result = pack()
    assert result.code == 1
    assert "划掉的字是“慕示例家庭”，按名单应当是“（空）”" in result.err


@pytest.mark.parametrize("less", [0, 1])
def test_one_that_is_too_large_to_send_is_told(
    pack: Callable[[], Result],
    rendered: Path,
    monkeypatch: pytest.MonkeyPatch,
    less: int,
) -> None:
    path = rendered / FORM
    rewrite(path, opinions)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/image9.png", bytes(3 << 20))
    monkeypatch.setattr(corrected, "MAX_FILE_BYTES", path.stat().st_size - less)
    result = pack()
    assert result.code == (3 if less else 0), result.err
    told = f"“{path}”有3MB，放不进包里，请压缩其中的图片。"
    assert (told in result.err) is bool(less)


def looks_of_summary(document: Opened) -> None:
    for cell in document.tables[0].rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.font.bold = True


def test_one_under_another_name_is_told_not_lost_without_a_word(
    pack: Callable[[], Result], rendered: Path, tmp_path: Path
) -> None:
    other = (rendered / FORM).with_name("02-慕示例家庭.docx")
    rewrite(rendered / FORM, opinions)
    (rendered / FORM).rename(other)
    (rendered / "推荐表/~$锁.docx").write_bytes(b"lock")
    result = pack()
    assert result.code == 0
    assert result.err.count("没有装进包里") == 1
    assert f"没有装进包里：“{other}”是手工改过的" in result.err
    assert "手工改过的，各栏与名单一致" not in result.out


@pytest.mark.parametrize("ending", [".doc", ".WPS", ".odt"])
def test_one_saved_in_another_format_is_told_too(
    pack: Callable[[], Result], rendered: Path, ending: str
) -> None:
    other = (rendered / FORM).with_suffix(ending)
    (rendered / FORM).rename(other)
    (rendered / "推荐表/~$锁.doc").write_bytes(b"lock")
    result = pack()
    assert result.code == 0
    assert result.err.count("没有装进包里") == 1
    assert f"没有装进包里：“{other}”不是 .docx 文件。要用它，请另存为 .docx" in result.err


def test_what_nobody_changed_is_no_matter(
    pack: Callable[[], Result], run: Run, tmp_path: Path
) -> None:
    plain = run("pack", tmp_path / "徐汇区", "-o", tmp_path / "另")
    result = pack()
    assert (result.code, result.err) == (0, "")
    assert "手工" not in result.out
    (one,), (other,) = (tmp_path.glob(f"{name}/*.zip") for name in ("报送", "另"))
    assert plain.code == 0
    assert one.read_bytes() == other.read_bytes()


def test_by_itself_pack_looks_where_render_writes(
    run: Run, submit: Submit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(submit())
    assert run("render").code == 0
    rewrite(Path("推荐材料/徐汇区") / FORM, address)
    assert run("pack").code == 1
    result = run("pack", "--documents", "没有")
    assert (result.code, result.out) == (3, "")
    assert "没有“没有”这个文件夹" in result.err


def test_a_log_that_others_read_names_nobody(
    pack: Callable[[], Result], rendered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(rendered / FORM, address)
    monkeypatch.setenv("CI", "true")
    result = pack()
    assert "“单位地址”里是“[地址]”" in result.err
    assert [one for one in ("慕示例", "样张路") if one in result.err] == []
