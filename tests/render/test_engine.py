"""Templates as an office makes them: what comes out, whatever Word did to the tags."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from render_samples import (
    W,
    opened,
    paragraph,
    paragraphs,
    part,
    run,
    table,
    write_template,
)
from xxzz.render.template import Template


@pytest.fixture
def make(tmp_path: Path):
    def _make(body: str, names: Sequence[str] = ("name", "items"), **parts: str) -> Template:
        return Template(write_template(tmp_path / "form.docx", body, **parts), names)

    return _make


def test_a_tag_prints_its_value(make) -> None:
    assert paragraphs(make(paragraph("甲：{{ name }}。")).render({"name": "样例街道"})) == [
        "甲：样例街道。"
    ]


@pytest.mark.parametrize(
    "pieces",
    [
        ("{{ name }}",),
        ("{", "{ name }}"),
        ("{{", " na", "me", " }}"),
        ("前{{ na", "me }}"),
        ("{{ name }", "}{{ name }}"),
        ("{{ na", "me }}和{{ n", "ame }}后"),
    ],
)
def test_a_tag_that_word_split_over_runs_still_works(make, pieces: Sequence[str]) -> None:
    expected = "".join(pieces).replace("{{ name }}", "街道")
    assert paragraphs(make(paragraph(*pieces)).render({"name": "街道"})) == [expected]


def test_a_healed_tag_has_the_look_of_its_first_run(make) -> None:
    body = f"<w:p>{run('{{ na', bold=True)}{run('me }}后')}</w:p>"
    runs = opened(make(body).render({"name": "街道"})).paragraphs[0].runs
    assert [(one.text, bool(one.bold)) for one in runs] == [("街道", True), ("后", False)]


def test_quotes_that_word_made_curly_are_quotes_in_a_tag(make) -> None:
    body = paragraph("{% if name == “甲” %}是“甲”{% else %}不是{% endif %}")
    assert paragraphs(make(body).render({"name": "甲"})) == ["是“甲”"]


def test_a_row_tag_repeats_the_rows_up_to_its_end(make) -> None:
    body = table(
        (paragraph("{%tr for one in items %}"), paragraph()),
        (paragraph("{{ loop.index }}"), paragraph("{{ one }}")),
        (paragraph("{%tr endfor %}"), paragraph()),
    )
    made = opened(make(body + paragraph()).render({"items": ["甲", "乙"]}))
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["1", "甲"],
        ["2", "乙"],
    ]


def test_a_paragraph_tag_repeats_paragraphs(make) -> None:
    body = (
        paragraph("{%p for one in items %}") + paragraph("{{ one }}") + paragraph("{%p endfor %}")
    )
    assert paragraphs(make(body).render({"items": ["甲", "乙"]})) == ["甲", "乙"]


@pytest.mark.parametrize("broken", ["{%p for one in items %}", "{%p endfor %}"])
def test_a_section_break_that_fell_into_a_tags_paragraph_stays_once(make, broken: str) -> None:
    tags = ("{%p for one in items %}", "{{ one }}", "{%p endfor %}")
    section = "<w:pPr><w:sectPr/></w:pPr>"
    body = "".join(f"<w:p>{section if tag == broken else ''}{run(tag)}</w:p>" for tag in tags)
    made = make(body + paragraph("后")).render({"items": ["甲", "乙"]})
    assert len(opened(made).sections) == 2
    breaks = ["甲", "乙", ""] if broken == tags[2] else ["", "甲", "乙"]
    assert paragraphs(made) == [*breaks, "后"]


def test_a_cell_that_a_loop_leaves_empty_keeps_a_paragraph(make) -> None:
    loop = (
        paragraph("{%p for one in items %}") + paragraph("{{ one }}") + paragraph("{%p endfor %}")
    )
    made = make(table((loop,)) + paragraph()).render({"items": []})
    assert len(opened(made).tables[0].cell(0, 0).paragraphs) == 1


def test_headers_and_footers_have_tags_too(make) -> None:
    header = f'<w:hdr xmlns:w="{W}">{paragraph("{{ na", "me }}")}</w:hdr>'
    made = make(paragraph("正文"), header1=header).render({"name": "徐汇区"})
    assert "<w:t" in part(made, "word/header1.xml")
    assert "徐汇区" in part(made, "word/header1.xml")


def test_braces_outside_text_are_left_alone(make) -> None:
    body = f'<w:p><w:bookmarkStart w:id="0" w:name="{{{{ x }}}}"/>{run("{{ name }}")}</w:p>'
    assert '"{{ x }}"' in part(make(body).render({"name": "甲"}))


def test_signs_that_stand_for_tags_inside_are_no_tags_in_a_template(make) -> None:
    bookmark = '<w:p><w:bookmarkStart w:id="0" w:name="\ufdd0 x \ufdd1"/></w:p>'
    body = paragraph("甲\ufdd6" + "0\ufdd7\ufdd0 name \ufdd1") + bookmark
    assert paragraphs(make(body).render({"name": "乙"})) == ["甲0 name ", ""]


def test_comments_of_the_template_vanish(make) -> None:
    assert paragraphs(make(paragraph("甲{# 备注 #}乙")).render({})) == ["甲乙"]


@pytest.mark.parametrize(
    "value", ["{{ 7*7 }}", "{% if x %}", "{# c #}", "]]>", "<w:p/>", "&amp;", "a&b"]
)
@pytest.mark.parametrize("tag", ["{{ name }}", "{{ name|safe }}", "{{ name|escape }}"])
def test_a_value_never_becomes_a_tag(make, value: str, tag: str) -> None:
    assert paragraphs(make(paragraph(tag)).render({"name": value})) == [value]


def test_tabs_and_line_breaks_become_words_own(make) -> None:
    made = make(paragraph("{{ name }}")).render({"name": "甲\t乙\r\n丙\v丁\u2028戊"})
    assert paragraphs(made) == ["甲\t乙\n丙\n丁\n戊"]
    root = etree.fromstring(part(made).encode())
    assert len(root.findall(f".//{{{W}}}br")) == 3
    assert len(root.findall(f".//{{{W}}}tab")) == 1


def test_what_xml_forbids_is_left_out_and_writing_direction_stays(make) -> None:
    value = "甲\x00\x0b乙\ud800丙\ufffe丁\x85戊\u202e己\u200f"
    made = make(paragraph("{{ name }}")).render({"name": value})
    assert paragraphs(made) == ["甲\n乙丙丁\n戊\u202e己\u200f"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Template:
    path = tmp_path_factory.mktemp("shared") / "form.docx"
    return Template(write_template(path, paragraph("{{ name }}")), ["name"])


@given(value=st.text())
def test_any_value_gives_a_document_that_opens_and_holds_it(shared: Template, value: str) -> None:
    made = shared.render({"name": value})
    kept = "".join(c for c in value if c.isprintable() or c in " \u3000")
    text = "".join(c for c in paragraphs(made)[0] if c.isprintable() or c in " \u3000")
    assert text == kept
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert archive.testzip() is None


def test_the_same_values_give_the_same_bytes(make) -> None:
    template = make(paragraph("{{ name }}"))
    first = template.render({"name": "甲"})
    template.render({"name": "乙"})
    assert template.render({"name": "甲"}) == first


def test_marks_of_editing_are_not_repeated(make) -> None:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    body = (
        f'<w:p xmlns:w14="{w14}" w14:paraId="1A" w:rsidR="00AA"><w:proofErr w:type="spellStart"/>'
        f"{run('{{ name }}')}</w:p>"
    )
    made = part(make(body).render({"name": "甲"}))
    assert "paraId" not in made
    assert "rsid" not in made
    assert "proofErr" not in made


def test_the_places_of_the_names_in_use_are_known(make) -> None:
    template = make(paragraph("甲") + paragraph("{{ name }}"))
    assert {name: str(at) for name, at in template.places.items()} == {"name": "form.docx!第2段"}
