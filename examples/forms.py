"""Word files as units send them: 推荐表 (附件3) filled in by different hands, and stories."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from xxzz.season import Season

_WIDTHS = (2.6, 2.2, 4.4, 2.2, 4.2)
_TICKS = "□学习型机关（事业单位）　□学习型企事业单位（含教育类）　□学习型社区　☑学习型家庭"
_HINT = "填写：学习型机关（事业单位）、学习型企事业单位（含教育类）、学习型社区或学习型家庭"
_SEAL = "\n公章：                   年    月    日"

_ROWS = (
    ("单位（集体）名称", "{name}", None, "单位性质", "{nature}"),
    ("单位（集体）\n负责人", "姓名", "{leader_name}", "职务", "{leader_title}"),
    (None, "联系电话", "{leader_phone}", "E-mail", "{leader_email}"),
    ("申报工作联系人", "姓名", "{contact_name}", "职务", "{contact_title}"),
    (None, "座机电话", "{contact_landline}", "手机号码", "{contact_mobile}"),
    (None, "单位地址", "{address}", None, None),
    (None, "E-mail", "{contact_email}", "邮编", "{postcode}"),
    ("曾获学习型社会建设与终身教育工作\n相关荣誉", "{honours}", None, None, None),
    ("申报类型", "{category}", None, None, None),
    ("建设情况", "{brief}", None, None, None),
    ("申报单位（部门）意见", _SEAL, None, None, None),
    ("推荐单位意见", _SEAL, None, None, None),
    ("上海市学习\n促进办意见", _SEAL, None, None, None),
)
"""The table, row by row; None continues the cell to the left, in the first column the one above."""

Fields = Mapping[str, str]


def build_forms(folder: Path, season: Season, sources: Mapping[str, Fields]) -> None:
    """Write a form for each habit that a clerk meets: where the story stands, how the type is said."""
    street, family, school = sources["13"], sources["16"], sources["09"]
    form = _form(season, street, {"姓名": "姓　　名", "职务": "职　　务"})
    _add_story(form, street)
    save_word(form, folder / "样例街道推荐表.docx")

    form = _form(season, {**family, "category": _TICKS})
    save_word(form, folder / "穆示例家庭" / "推荐表.docx")
    story = docx.Document()
    _add_story(story, family)
    save_word(story, folder / "穆示例家庭" / "我们家的事迹.docx")

    typed = {"邮编": f"邮编：{school['postcode']}", "手机号码": "手机"}
    form = _form(
        season, {**school, "category": f"{_HINT}\n{school['category']}", "postcode": ""}, typed
    )
    save_word(form, folder / "小禾幼儿园.docx")
    (folder / "小禾幼儿园事迹.txt").write_bytes(
        school["story"].replace("\n", "\r\n").encode("gb18030")
    )


def save_word(document: Document, path: Path) -> None:
    """Save a document as if typed with a Chinese input method, the same bytes each time."""
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    for run in document.element.body.iter(qn("w:r")):
        # what Word writes for text typed with a Chinese input method; “” and —— count by it
        run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    stamp = dt.datetime(2023, 9, 1, tzinfo=dt.UTC)
    document.core_properties.created = document.core_properties.modified = stamp
    memory = BytesIO()
    document.save(memory)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(memory) as saved, zipfile.ZipFile(path, "w") as stable:
        for name in saved.namelist():
            entry = zipfile.ZipInfo(name)  # without the clock
            entry.create_system = 0
            stable.writestr(entry, saved.read(name), zipfile.ZIP_DEFLATED)


def _form(season: Season, fields: Fields, labels: Mapping[str, str] | None = None) -> Document:
    form = docx.Document()
    layout = season.notice.documents.form
    form.add_paragraph(layout.attachment)
    title = form.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(layout.title).font.size = Pt(18)
    form.add_paragraph(f"大口、委办、区（公章）：{fields['recommender']}")
    _fill(form.add_table(len(_ROWS), len(_WIDTHS), "Table Grid"), fields, labels or {})
    form.add_paragraph("说明：")
    for number, note in enumerate(layout.notes, 1):
        form.add_paragraph(f"{number}. {note}")
    return form


def _fill(table: Table, fields: Fields, labels: Mapping[str, str]) -> None:
    for at, texts in enumerate(_ROWS):
        for column, text in enumerate(texts):
            cell = table.cell(at, column)
            cell.width = Cm(_WIDTHS[column])
            if text is not None:
                cell.text = labels.get(text, text).format_map(fields)
            elif column:
                table.cell(at, column - 1).merge(cell)
            else:
                table.cell(at - 1, column).merge(cell)


def _add_story(document: Document, fields: Fields) -> None:
    if document.paragraphs:
        document.add_page_break()
    document.add_paragraph("优秀事迹材料").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(fields["name"]).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in filter(None, fields["story"].split("\n")):
        document.add_paragraph(line)
