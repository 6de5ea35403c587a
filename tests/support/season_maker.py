"""Small seasons of tests/data/seasons, with what an office keeps beside them: a Word template."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from docx import Document
from openpyxl import Workbook

from xxzz.season import Season, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SEASONS = Path(__file__).parents[1] / "data" / "seasons"
YEAR = 2024
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def season_folder(name: str, folder: Path) -> Path:
    """Copy a season's tables, with the holidays that all seasons share."""
    shutil.copytree(SEASONS / name, folder)
    shutil.copy(data_folder() / "holidays.yaml", folder)
    return folder


def add_form(folder: Path, season: Season) -> None:
    """Write the season's own 附件3, a row for each box, as an office makes it in Word."""
    document = Document()
    document.add_paragraph("{{ attachment }}")
    document.add_paragraph("{{ title }}")
    document.add_paragraph("推荐单位（公章）：" + tag(season.roles.recommender))
    boxes = [box.field for box in season.notice.form.boxes] + [season.roles.category]
    table = document.add_table(0, 2)
    for name in boxes:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = season.field(name).header, tag(name)
    for line in ("{%p for note in notes %}", "{{ note }}", "{%p endfor %}", "{{ story_title }}"):
        document.add_paragraph(line)
    for line in ("{%p for line in story_lines %}", "{{ line.text }}", "{%p endfor %}"):
        document.add_paragraph(line)
    path = folder / "templates" / str(YEAR) / "form.docx"
    path.parent.mkdir(parents=True)
    document.save(str(path))


def tag(name: str) -> str:
    return "{{ " + name + " }}"


def write_list(path: Path, season: Season, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write the workbook of nominations, a row for each mapping of fields."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = season.notice.sheets.nominations
    sheet.append([field.header for field in season.notice.fields])
    for row in rows:
        sheet.append([row.get(name) for name in season.field_ids])
    book.save(path)
    return path


def picture(path: Path, width: int = 600, height: int = 800) -> Path:
    """Write a PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(height)))
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    return path


def credit_code(number: int) -> str:
    """Return a 统一社会信用代码 with a right check character (GB 32100)."""
    body = f"91310104MA{number:07}"
    total = sum(_CODE.index(sign) * 3**at % 31 for at, sign in enumerate(body))
    return body + _CODE[-total % 31]


def id_number(number: int) -> str:
    """Return a 身份证号 of nobody with a right check digit (GB 11643)."""
    body = f"99000019800101{number:03}"
    total = sum(int(digit) * (2 ** (17 - at)) for at, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def text_of(words: int, about: str) -> str:
    """Return a text of so many 字, other signs for each that it is about."""
    start = zlib.crc32(about.encode())
    signs = (chr(0x4E00 + (start + at * (start % 97 + 2)) % 5000) for at in range(words))
    return "".join("。" if at % 13 == 12 else sign for at, sign in enumerate(signs))


def add_review(folder: Path, season: Season) -> None:
    """Write how a season without indicators is judged: two headings of points for each category."""
    infos = season.notice.categories
    points = {"学习": 60, "作用": 40}
    table = {
        "year": YEAR,
        "clause": "六",
        "panel": {"experts": 3, "mixed": False},
        "public_mail": ["example.org"],
        "scoring": {
            "step": 1.0,
            "categories": [
                {"category": one.id, "total": 100, "points": dict(points), "ties": ["学习"]}
                for one in infos
            ],
        },
        "ranking": {
            "method": "mean",
            "least_scores": 3,
            "trimmed_from": 5,
            "spread": 90,
            "decimals": 2,
        },
        "selection": [{"category": one.id, "chosen": 1, "reserves": 1} for one in infos],
        "publicity": {
            "working_days": 5,
            "title": f"关于{YEAR}年拟公布名单的公示",
            "body": "现将拟公布名单予以公示。",
            "objection": "如有异议，请书面反映。",
            "shortened": [one.id for one in infos if one.subject == "household"],
            "clause": "六",
        },
        "announcement": {
            "title": f"关于公布{YEAR}年名单的通知",
            "addressees": "各有关单位：",
            "body": "现将名单予以公布。",
            "closing": "希望再接再厉。",
            "list_title": f"{YEAR}年名单",
            "certificate": {
                "honour": "荣誉证书",
                "number": "示例〔{year}〕{serial:03}号",
                "text": "被评为{year}年{category}",
                "category_names": {one.id: one.name for one in infos},
            },
            "clause": "六",
        },
    }
    text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False)
    (folder / f"review_{YEAR}.yaml").write_text(text, encoding="utf-8")
