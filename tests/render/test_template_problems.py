"""What is said about a template that can't be used, and where."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from render_samples import W, paragraph, table, write_template
from xxzz.render.problem import TemplateError
from xxzz.render.template import Template

NAMES = ("name", "postcode", "items")


def problems(tmp_path: Path, body: str, values: dict[str, object] | None = None) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        Template(write_template(tmp_path / "form.docx", body), NAMES).render(values or {})
    return [str(problem) for problem in caught.value.problems]


def test_a_misspelt_name_is_shown_in_its_cell_with_a_suggestion(tmp_path: Path) -> None:
    body = paragraph("{{ name }}") + table(
        (paragraph("邮编"), paragraph("{{ name }}")),
        (paragraph("甲"), paragraph("乙", "{{ post", "cod }}")),
    )
    assert problems(tmp_path, body) == [
        "form.docx!第1个表格第2行第2格：“{{ postcod }}”里的名称“postcod”不存在，是不是“postcode”？"
    ]


def test_a_name_like_no_other_brings_the_list(tmp_path: Path) -> None:
    assert problems(tmp_path, paragraph("甲") + paragraph("{{ 电话 }}")) == [
        "form.docx!第2段：“{{ 电话 }}”里的名称“电话”不存在，可用的名称：name、postcode、items。"
    ]


def test_every_misspelt_name_is_reported(tmp_path: Path) -> None:
    found = problems(tmp_path, paragraph("{{ nam }}") + paragraph("{% if postcodes %}1{% endif %}"))
    assert [one.partition("：")[0] for one in found] == ["form.docx!第1段", "form.docx!第2段"]


def test_a_name_within_a_loop_is_found_when_it_is_printed(tmp_path: Path) -> None:
    body = paragraph("{%p for one in items %}") + paragraph("{{ one.nmae }}")
    assert problems(tmp_path, body + paragraph("{%p endfor %}"), {"items": ["甲"]}) == [
        "form.docx!第2段：标记“{{ one.nmae }}”里的名称不对，没有这一项。"
    ]


def test_a_name_in_a_header_is_found_there(tmp_path: Path) -> None:
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{paragraph('{{ nam }}')}</w:hdr>"
    )
    path = write_template(tmp_path / "form.docx", paragraph("甲"), header1=header)
    with pytest.raises(TemplateError, match=r"^form.docx!页眉!第1段：“{{ nam }}”"):
        Template(path, NAMES)


@pytest.mark.parametrize("tag", ["{{ name", "name }}", "{% if name", "｛｛ name ｝｝", "{{ name }"])
def test_a_tag_without_its_end_is_broken(tmp_path: Path, tag: str) -> None:
    (found,) = problems(tmp_path, paragraph("甲") + paragraph(tag))
    assert found.startswith("form.docx!第2段：标记没有写完整：这里只有“")


@pytest.mark.parametrize(
    "tag", ["{{ }}", "{{ name | }}", "{{ name name }}", "{{ 'name }}", "{% fro %}"]
)
def test_what_jinja_does_not_understand_is_shown_as_it_stands(tmp_path: Path, tag: str) -> None:
    (found,) = problems(
        tmp_path, paragraph("{{ name }}") + paragraph(tag) + paragraph("{{ name }}")
    )
    assert found.startswith(f"form.docx!第2段：标记“{tag}”写法有误")


def test_a_filter_that_does_not_exist_is_shown(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, paragraph("{{ name|shout }}"))
    assert found.startswith("form.docx!第1段：标记“{{ name|shout }}”写法有误")


def test_a_loop_without_end_is_reported_where_it_begins(tmp_path: Path) -> None:
    assert problems(tmp_path, paragraph("{%p for one in items %}") + paragraph("{{ one }}")) == [
        "form.docx!第1段：“{%p for one in items %}”后面缺少与它配对的 {% endfor %}。"
    ]


def test_an_end_without_beginning_is_reported(tmp_path: Path) -> None:
    assert problems(tmp_path, paragraph("{% endif %}")) == [
        "form.docx!第1段：“{% endif %}”前面没有与它配对的开始标记。"
    ]


def test_an_end_of_another_kind_is_reported(tmp_path: Path) -> None:
    body = paragraph("{% if name %}") + paragraph("{% endfor %}")
    assert problems(tmp_path, body) == [
        "form.docx!第2段：“{% endfor %}”与前面的“{% if name %}”（form.docx!第1段）不配对。"
    ]


def test_a_pair_that_would_tear_the_document_is_reported(tmp_path: Path) -> None:
    body = paragraph("{% if name %}") + table((paragraph("{% endif %}"),))
    (found,) = problems(tmp_path, body)
    where = "form.docx!第1个表格第1行第1格：“{% endif %}”"
    assert found.startswith(f"{where}与“{{% if name %}}”（form.docx!第1段）不在同一层。")


def test_a_row_tag_outside_a_table_is_reported(tmp_path: Path) -> None:
    found = problems(tmp_path, paragraph("{%tr for one in items %}"))
    assert found[0] == "form.docx!第1段：“{%tr for one in items %}”要写在表格的一行里。"


def test_text_beside_a_row_tag_would_be_lost_and_is_reported(tmp_path: Path) -> None:
    body = table((paragraph("{%tr if name %}"), paragraph("甲")), (paragraph("{%tr endif %}"),))
    assert problems(tmp_path, body) == [
        "form.docx!第1个表格第1行第1格：标记“{%tr if name %}”要独占一行，这一行里不能再有别的内容。"
    ]


def test_a_section_break_between_two_branches_is_reported(tmp_path: Path) -> None:
    body = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{%p else %}</w:t></w:r></w:p>"
    found = problems(tmp_path, paragraph("{%p if name %}") + body + paragraph("{%p endif %}"))
    assert found == ["form.docx!第2段：标记“{%p else %}”所在的一段带有分节符，请把标记另起一段。"]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ name.__class__.__mro__ }}",
        "{{ name|attr('__class__') }}",
        "{{ name.format.__globals__ }}",
        "{{ name.format(1) }}",
        "{{ name.ljust(10**10) }}",
        "{{ '甲' * 10000000000 }}",
        "{{ 9**9 }}",
        "{{ '%9999999999d' % 1 }}",
        "{% include 'form.docx' %}",
        "{% import 'form.docx' as other %}",
    ],
)
def test_a_template_can_not_reach_the_program_or_fill_its_memory(tmp_path: Path, tag: str) -> None:
    (found,) = problems(tmp_path, paragraph(tag), {"name": "甲"})
    assert found == f"form.docx!第1段：标记“{tag}”用了模板里不允许的写法。"


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in items %}{% for b in items %}{{ a }}{% endfor %}{% endfor %}",
        "{% for a in items recursive %}{{ loop(items) }}{% endfor %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
def test_a_template_can_not_run_without_end(tmp_path: Path, body: str) -> None:
    (found,) = problems(tmp_path, paragraph(body), {"items": ["甲"] * 400})
    assert found.startswith("form.docx!第1段：标记“{% ")
    assert found.endswith("”用了模板里不允许的写法。")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ name|list|map('replace', '', name)|join }}",
        "{{ name|replace('', name) }}",
        "{{ name|list|join(name) }}",
        "{{ name.replace('', name) }}",
    ],
)
def test_a_template_can_not_make_a_long_text_of_a_short_one(tmp_path: Path, tag: str) -> None:
    (found,) = problems(tmp_path, paragraph(tag), {"name": "甲" * 10_000})
    assert found == f"form.docx!第1段：标记“{tag}”用了模板里不允许的写法。"


@pytest.mark.parametrize("sign", ["~", "+"])
def test_a_template_can_not_double_a_text_again_and_again(tmp_path: Path, sign: str) -> None:
    body = "".join(f"{{% set a{n + 1} = a{n} {sign} a{n} %}}" for n in range(40))
    tags = f"{{% set a0 = name %}}{body}{{{{ a40 }}}}"
    (found,) = problems(tmp_path, paragraph(tags), {"name": "甲" * 1000})
    assert found.endswith("用了模板里不允许的写法。")


def test_texts_are_joined_and_replaced_as_before(tmp_path: Path) -> None:
    tag = "{{ items|map('replace', '甲', '乙')|join('、') ~ '/' ~ (items|length + 1) }}"
    path = write_template(tmp_path / "form.docx", paragraph(tag))
    made = Template(path, NAMES).render({"items": ["<甲&", "甲甲"]})
    with ZipFile(BytesIO(made)) as package:
        text = package.read("word/document.xml").decode()
    assert "&lt;乙&amp;、乙乙/3" in text


@pytest.mark.parametrize("name", ["range", "lipsum", "cycler", "namespace"])
def test_jinjas_own_functions_are_not_there(tmp_path: Path, name: str) -> None:
    (found,) = problems(tmp_path, paragraph(f"{{{{ {name}(9) }}}}"))
    assert found.startswith(f"form.docx!第1段：“{{{{ {name}(9) }}}}”里的名称“{name}”不存在，")


def test_an_expression_that_fails_is_shown_without_its_value(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, paragraph("{{ name + 1 }}"), {"name": "13900000001"})
    assert found == "form.docx!第1段：标记“{{ name + 1 }}”算不出来（TypeError）。"


@pytest.mark.parametrize("content", [b"", b"PK\3\4 no zip", "一段文字".encode()])
def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"^form.docx：不是 Word 文档（.docx），或者已经损坏。"):
        Template(path, NAMES)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"missing.docx：模板不存在或打不开。"):
        Template(tmp_path / "missing.docx", NAMES)


def test_a_document_with_broken_xml_is_refused(tmp_path: Path) -> None:
    path = write_template(tmp_path / "form.docx", "<w:p>")
    with pytest.raises(TemplateError, match=r"form.docx：文件内部的 word/document.xml 已损坏"):
        Template(path, NAMES)


def test_a_document_with_broken_xml_is_refused_for_a_draft_too(tmp_path: Path) -> None:
    path = write_template(tmp_path / "form.docx", "<w:p>")
    with pytest.raises(TemplateError, match=r"form.docx：文件内部的 word/document.xml 已损坏"):
        Template(path, NAMES, draft="草稿")


def test_a_document_that_declares_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "甲"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    header = f'{bomb}<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>&a;&b;</w:t></w:r></w:p></w:hdr>'
    path = write_template(tmp_path / "form.docx", paragraph("甲"), header1=header)
    with pytest.raises(TemplateError, match=r"form.docx：文件内部的 word/header1.xml 已损坏"):
        Template(path, NAMES)
