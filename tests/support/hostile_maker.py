"""Files that no office program would write, made byte by byte."""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import olefile
from odf.table import TableCell
from odf.text import P, S

from workbook_maker import SHEET_PART, headers, replace_in, table, xls, xlsx
from xxzz.location import column_letters

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def with_cells(path: Path, *cells: str) -> Path:
    """Write a good .xlsx that also has cells given as XML, in a row of their own at the end."""
    inside = "".join(f"<row>{cell}</row>" for cell in cells)
    return replace_in(xlsx(path, table()), "</sheetData>", f"{inside}</sheetData>")


def sharing(path: Path, text: str, times: int, spelling: str = 't="s"><v>0</v>') -> Path:
    """Write an .xlsx in which one text stands once and as many rows name it."""
    xlsx(path, [])
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, _new_zip(made) as new:
        for entry in old.infolist():
            if entry.filename != "xl/sharedStrings.xml":
                new.writestr(entry.filename, old.read(entry))
        new.writestr("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>")
    path.write_bytes(made.getvalue())
    head = "".join(
        f'<c r="{column_letters(at)}1" t="inlineStr"><is><t>{label}</t></is></c>'
        for at, label in enumerate(headers(), 1)
    )
    cells = "".join(f'<row r="{r}"><c r="D{r}" {spelling}</c></row>' for r in range(2, times + 2))
    data = f'<sheetData><row r="1">{head}</row>{cells}</sheetData>'
    return replace_in(path, "<sheetData */>|<sheetData>.*</sheetData>", data)


def ods_blanks(count: int, around: str = "") -> Any:
    """Return a cell of an .ods with so many blanks, which it writes as a number."""
    cell = TableCell(valuetype="string")
    text = P(text=around)
    text.addElement(S(c=count))
    text.addText(around)
    cell.addElement(text)
    return cell


def ole(path: Path, stream: str, content: bytes = b"x" * 4096) -> Path:
    """Write an OLE file with one stream, of whole sectors."""
    count = len(content) // _SECTOR
    fat = [_FAT, _END, *range(3, count + 2), _END]
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    header = struct.pack(
        "<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header = header[:56] + struct.pack("<I", 4096) + header[60:]
    difat = struct.pack("<I", 0) + b"\xff" * (108 * 4)
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(stream, 2, _FREE, 2, len(content))
    sectors = struct.pack(f"<{len(fat)}I", *fat) + entries.ljust(_SECTOR, b"\0") + content
    path.write_bytes(header + difat + sectors)
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sH2B3I16xI16xIQ", encoded, len(encoded), kind, 1, _FREE, _FREE, child, 0, start, size
    )


def looped_xls(path: Path) -> Path:
    """Write an .xls whose third sector leads back to its first."""
    xls(path, table())
    with olefile.OleFileIO(path) as book:
        start = next(entry.isectStart for entry in book.direntries if entry.name == "Workbook")
    data = bytearray(path.read_bytes())
    (fat_sector,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, (fat_sector + 1) * _SECTOR + 4 * (start + 2), start)
    path.write_bytes(data)
    return path


def bomb(path: Path, megabytes: int, *, claim: int | None = None, part: str = SHEET_PART) -> Path:
    """Write an .xlsx with one part of so many MB of blanks, which may claim to be smaller."""
    xlsx(path, table())
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, _new_zip(made) as new:
        names = {entry.filename for entry in old.infolist()} - {part}
        for name in sorted(names):
            new.writestr(name, old.read(name))
        with new.open(part, "w") as target:
            for piece in _blanks(megabytes):
                target.write(piece)
    data = made.getvalue()
    if claim is not None:
        true = struct.pack("<I", sum(len(piece) for piece in _blanks(megabytes)))
        assert data.count(true) == 2
        data = data.replace(true, struct.pack("<I", claim))
    path.write_bytes(data)
    return path


def _new_zip(file: io.BytesIO) -> zipfile.ZipFile:
    return zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)


def _blanks(megabytes: int) -> Iterator[bytes]:
    yield b"<worksheet><sheetData>"
    for _ in range(megabytes):
        yield b" " * (1 << 20)
    yield b"</sheetData></worksheet>"
