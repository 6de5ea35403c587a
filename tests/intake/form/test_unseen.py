"""What a person does not read in a form: struck out or white, by the text itself or by a style."""

from pathlib import Path

import pytest

from docx_maker import docx, para, run
from form_maker import TITLE, Cell, FormText, rows, table
from xxzz.intake.form.model import Form, FormFile
from xxzz.intake.form.reader import FormReader
from xxzz.season import Season, load_season

STRIKE, DOUBLE, WHITE = "<w:strike/>", "<w:dstrike/>", '<w:color w:val="FFFFFF"/>'


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


def style(kind: str, name: str, says: str, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{base}<w:rPr>{says}</w:rPr></w:style>'


def in_style(name: str, more: str = "") -> str:
    return f'<w:rPr><w:rStyle w:val="{name}"/>{more}</w:rPr>'


def read_file(data: bytes, season: Season) -> FormFile:
    return FormReader(season).read(Path("推荐表.docx"), data)


def with_name(inside: str, styles: str, season: Season) -> Form:
    made = rows()
    made[3][2] = Cell(xml=inside)
    (form,) = read_file(docx(FormText(rows=made).body(), styles), season).forms
    return form


NEW = run("李样张")


@pytest.mark.parametrize(
    ("inside", "styles"),
    [
        (para(run("王样张", in_style("C")), NEW), style("character", "C", STRIKE)),
        (para(run("王样张", in_style("C")), NEW), style("character", "C", DOUBLE)),
        (
            para(run("王样张", in_style("D")), NEW),
            style("character", "C", STRIKE) + style("character", "D", "<w:b/>", based_on="C"),
        ),
        (para(run("王样张"), style="P") + para(NEW), style("paragraph", "P", STRIKE)),
        (
            para(run("王样张"), style="Q") + para(NEW),
            style("paragraph", "P", STRIKE) + style("paragraph", "Q", "<w:b/>", based_on="P"),
        ),
        (
            para(run("王样张"), run("李样张", '<w:rPr><w:strike w:val="0"/></w:rPr>'), style="P"),
            style("paragraph", "P", STRIKE),
        ),
        (
            para(run("王样张"), run("李样张", in_style("C")), style="P"),
            style("paragraph", "P", STRIKE) + style("character", "C", STRIKE),
        ),
    ],
    ids=["character", "double", "based on", "paragraph", "based on it", "undone", "toggled"],
)
def test_a_style_that_strikes_text_out(inside: str, styles: str, season: Season) -> None:
    form = with_name(inside, styles, season)
    assert form.nomination.value("contact_name") == "李样张"
    assert "表里有划掉的文字，没有采用：“王样张”。" in form.remarks


def test_a_style_that_strikes_a_whole_table_out(season: Season) -> None:
    struck = table([[Cell("联系人姓名"), Cell("王样张")]]).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>'
    )
    made = rows()
    made[3][2] = Cell(xml=f"{struck}{para(NEW)}")
    data = docx(FormText(rows=made).body(), style("table", "T", STRIKE))
    (form,) = read_file(data, season).forms
    assert form.nomination.value("contact_name") == "李样张"
    assert "表里有划掉的文字，没有采用：“联系人姓名”“王样张”。" in form.remarks


@pytest.mark.parametrize(
    ("looks", "styles"),
    [
        (f"<w:rPr>{WHITE}</w:rPr>", ""),
        ('<w:rPr><w:color w:val="FEFEFE"/></w:rPr>', ""),
        ('<w:rPr><w:color w:val="FFFFFF" w:themeColor="background1"/></w:rPr>', ""),
        (in_style("C"), style("character", "C", WHITE)),
    ],
    ids=["white", "nearly white", "of the theme", "by a style"],
)
def test_white_text_is_not_read(looks: str, styles: str, season: Season) -> None:
    form = with_name(para(run("王样张", looks), NEW), styles, season)
    assert form.nomination.value("contact_name") == "李样张"
    assert "表里有看不见的（白色的）文字，没有采用：“王样张”。" in form.remarks


@pytest.mark.parametrize(
    "looks",
    [
        f'<w:rPr>{WHITE}<w:shd w:val="clear" w:fill="1F4E79"/></w:rPr>',
        f'<w:rPr>{WHITE}<w:highlight w:val="blue"/></w:rPr>',
        '<w:rPr><w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="80"/></w:rPr>',
        '<w:rPr><w:color w:val="EEEEEE"/></w:rPr>',
        f"<w:rPr>{WHITE.replace('FFFFFF', 'auto')}</w:rPr>",
    ],
    ids=["on blue", "highlighted", "grey of the theme", "grey", "automatic"],
)
def test_white_on_dark_is_read(looks: str, season: Season) -> None:
    form = with_name(para(run("李样张", looks)), "", season)
    assert form.nomination.value("contact_name") == "李样张"
    assert not [one for one in form.remarks if "看不见" in one]


def test_white_in_a_dark_cell_is_read(season: Season) -> None:
    made = rows()
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
    label = f"<w:tc>{dark}{para(run('联系人姓名', f'<w:rPr>{WHITE}</w:rPr>'))}</w:tc>"
    xml = f"<w:tbl><w:tr>{label}<w:tc>{para(NEW)}</w:tc></w:tr></w:tbl>"
    made[3][2] = Cell(xml=xml + para())
    (form,) = read_file(FormText(rows=made).docx(), season).forms
    assert form.nomination.value("contact_name") == "李样张"
    assert form.remarks == ()


def test_a_line_above_the_table(season: Season) -> None:
    line = para(
        run("大口、委办、区（公章）："), run("静安区", f"<w:rPr>{STRIKE}</w:rPr>"), run("徐汇区")
    )
    body = f"{para(run(TITLE))}{line}{table(rows())}"
    (form,) = read_file(docx(body), season).forms
    assert form.nomination.recommender == "徐汇区"
    assert "表里有划掉的文字，没有采用：“静安区”。" in form.remarks


def test_a_story_keeps_what_is_struck_out(season: Season) -> None:
    body = para(run("居民读书。", f"<w:rPr>{STRIKE}</w:rPr>"), run("每月一次。"))
    text = read_file(docx(body), season).text
    assert text is not None
    assert text.text == "居民读书。每月一次。"
