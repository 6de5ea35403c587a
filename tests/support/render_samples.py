"""Small Word templates, and nominations to render, for these tests."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from openxml_audit import FileFormat, OpenXmlValidator

from nomination_maker import nomination
from xxzz.checked import Checked
from xxzz.entry import Entry, resolve
from xxzz.finding import Report
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin, Submission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Opened

    from xxzz.finding import Finding
    from xxzz.season import Season

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{{more}}'
    "</Types>"
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)

FILLED = {
    "rank": "3",
    "recommender": "徐汇区学习办",
    "category": "社区",
    "name": "徐汇区样例街道",
    "nature": "街道",
    "leader_name": "堵样民",
    "leader_title": "办事处主任",
    "leader_phone": "021-54000013",
    "leader_email": "leader@example.org",
    "contact_name": "郁拟文",
    "contact_title": "社区学校校长",
    "contact_landline": "021-54001013",
    "contact_mobile": "13900000013",
    "address": "上海市徐汇区样例路13号",
    "contact_email": "contact@example.org",
    "postcode": "200013",
    "honours": "2019年先进街道\n2022年优秀案例",
    "brief": "常住人口7.8万。\n建成“一校、19站”。",
    "story": "一张课桌\n一、来历\n街道有19个居委会。\n（一）网络\n逐步形成三级布局。",
    "remark": "使用机动名额",
}


def nominate(row: int = 2, **changes: str) -> Nomination:
    origin = Origin(Location("名单.xlsx", "推荐名单", row), {"name": 4, "brief": 20})
    return nomination(origin, **(FILLED | changes))


def accept(season: Season, *nominations: Nomination, findings: Sequence[Finding] = ()) -> Checked:
    """Return nominations as after a check that found just this."""
    submission = Submission(source=Path("名单.xlsx"), nominations=nominations)
    report = Report(season=season.year, findings=tuple(findings))
    return Checked(resolve([submission], season), season, report)


def enter(nomination: Nomination, season: Season) -> Entry:
    return accept(season, nomination).entries[0]


def run(text: str, bold: bool = False) -> str:
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t>{text}</w:t></w:r>"


def paragraph(*texts: str) -> str:
    """A paragraph of a run for each text."""
    return f"<w:p>{''.join(map(run, texts))}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows]
    grid = "<w:tblGrid>" + "<w:gridCol/>" * len(rows[0]) + "</w:tblGrid>"
    return f"<w:tbl><w:tblPr/>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def write_template(path: Path, body: str, **parts: str) -> Path:
    """Write a Word file with this body; other parts by the name of their file in word/."""
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    more = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.header+xml"/>'
        for name in parts
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(more=more))
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", xml)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def opened(content: bytes) -> Opened:
    return Document(BytesIO(content))


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(content).paragraphs]


def problems(path: Path) -> list[str]:
    """Return what of a Word file is not as ECMA-376 has it."""
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors
    return [f"{path.name}: {error.path}: {error.description}" for error in found]
