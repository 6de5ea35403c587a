"""Writes tables, pictures and formatted paragraphs as WordprocessingML.

Only values are used, so that no XML of the original file gets into the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.docx.blocks import (
    EMU_PER_TWIP,
    PLAIN,
    Block,
    Cell,
    Paragraph,
    Picture,
    Row,
    Table,
)
from xxzz.render.running_text import Setting, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xxzz.render.print_area import PrintArea

_PADDING = 108
"""Left and right margin of a cell, in twips."""
_SHARE_OF_PAGE = 0.85
_FIRST_ID = 10_000
"""First id of a drawing; templates use smaller ones."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_FLAT = '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
_SPACER = f"<w:p><w:pPr>{_FLAT}</w:pPr></w:p>"
"""Separates tables, which Word would join; cells must also end with a paragraph."""
_IN_CELL = '<w:spacing w:before="20" w:after="20" w:line="320" w:lineRule="atLeast"/>'
_NO_INDENT = '<w:ind w:firstLine="0" w:firstLineChars="0"/>'
_IN_PICTURES = '<w:keepLines/><w:spacing w:before="60" w:after="60"/>'
_CELL = Setting(
    run=(
        ("rFonts", '<w:rFonts w:hint="eastAsia"/>'),
        ("sz", '<w:sz w:val="21"/>'),
        ("szCs", '<w:szCs w:val="21"/>'),
    )
)
_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{width}" cy="{height}"/>'
    '<wp:effectExtent l="{beside}" t="{above}" r="{beside}" b="{above}"/>'
    '<wp:docPr id="{id}" name="图片 {number}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships" r:embed="{relation}"/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm{turn}><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


@dataclass(frozen=True, slots=True)
class BlockXml:
    """A table, pictures or a paragraph for `{{p … }}`; printed elsewhere it is empty."""

    xml: str

    def __str__(self) -> str:
        return ""


class BlockWriter:
    """Writes the blocks of one document; `relation` returns a picture's relationship id."""

    def __init__(self, area: PrintArea, relation: Callable[[Picture], str]) -> None:
        self._area = area
        self._relation = relation
        self._number = 0

    def write(self, block: Block) -> BlockXml:
        """Return a table, pictures in a row or a paragraph, fitted to the print area."""
        if isinstance(block, Table):
            return BlockXml(self._table(block, self._area.width))
        if isinstance(block, Paragraph):
            return BlockXml(self._paragraph(block))
        return BlockXml(self._pictures(block.pictures, self._area.width))

    def _paragraph(self, paragraph: Paragraph) -> str:
        """Return a paragraph formatted like that of the tag; lines grow with pictures."""
        setting = self._area.setting
        style = f'<w:pStyle w:val="{setting.style}"/>' if setting.style else ""
        is_left = paragraph.alignment in ("", "left")
        aligned = "" if is_left else f'{_NO_INDENT}<w:jc w:val="{paragraph.alignment}"/>'
        higher = '<w:spacing w:lineRule="atLeast"/>' * paragraph.has_pictures
        runs = self._runs(paragraph, setting, self._area.width)
        return f"<w:p><w:pPr>{style}{higher}{aligned}</w:pPr>{runs}</w:p>"

    def _runs(self, paragraph: Paragraph, setting: Setting, available: int) -> str:
        number = run(paragraph.number, PLAIN, setting) if paragraph.number else ""
        return number + "".join(
            self._picture(span, available)
            if isinstance(span, Picture)
            else run(span.text, span.look, setting)
            for span in paragraph.spans
        )

    def _table(self, table: Table, available: int) -> str:
        widths = _fitted(table.widths, available)
        line = "single" if table.has_borders else "none"
        lines = "".join(
            f'<w:{side} w:val="{line}" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._row(row, widths) for row in table.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{_SPACER}"
        )

    def _row(self, row: Row, widths: Sequence[int]) -> str:
        after = len(widths) - row.columns
        free = [
            f'<w:grid{side} w:val="{columns}"/>'
            for side, columns in (("Before", row.columns_before), ("After", after))
            if columns
        ]
        heading = "<w:tblHeader/>" * row.heading
        properties = f"<w:trPr>{''.join(free)}{heading}</w:trPr>" if free or heading else ""
        at, cells = row.columns_before, []
        for cell in row.cells:
            cells.append(self._cell(cell, sum(widths[at : at + cell.columns])))
            at += cell.columns
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"

    def _cell(self, cell: Cell, width: int) -> str:
        span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        down = f'<w:vMerge w:val="{cell.merged}"/>' if cell.merged else ""
        inside = "".join(self._in_cell(cell.blocks, max(width - 2 * _PADDING, _PADDING)))
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}'
            f'<w:vAlign w:val="center"/></w:tcPr>{inside or "<w:p/>"}</w:tc>'
        )

    def _in_cell(self, blocks: Sequence[Block], available: int) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Table):
                yield self._table(block, available)
            elif isinstance(block, Paragraph):
                yield self._paragraph_in_cell(block, available)
            else:
                yield self._pictures(block.pictures, available)

    def _paragraph_in_cell(self, paragraph: Paragraph, available: int) -> str:
        align = f'<w:jc w:val="{paragraph.alignment or "left"}"/>'
        runs = self._runs(paragraph, _CELL, available)
        return f"<w:p><w:pPr>{_IN_CELL}{align}</w:pPr>{runs}</w:p>"

    def _pictures(self, pictures: Sequence[Picture], available: int) -> str:
        runs = "".join(self._picture(one, available) for one in pictures)
        return f'<w:p><w:pPr>{_IN_PICTURES}<w:jc w:val="center"/></w:pPr>{runs}</w:p>'

    def _picture(self, one: Picture, available: int) -> str:
        width, height = self._fitted(one, available)
        self._number += 1
        across, up = (height, width) if one.is_on_its_side else (width, height)
        crop = "".join(f' {s}="{cut}"' for s, cut in zip("ltrb", one.crop, strict=True) if cut)
        turn = f' rot="{one.rotation}"' * bool(one.rotation) + ' flipH="1"' * one.mirrored
        return _DRAWING.format(
            width=width,
            height=height,
            beside=max(across - width, 0) // 2,
            above=max(up - height, 0) // 2,
            id=_FIRST_ID + self._number,
            number=self._number,
            relation=self._relation(one),
            crop=f"<a:srcRect{crop}/>" if crop else "",
            turn=turn,
        )

    def _fitted(self, one: Picture, available: int) -> tuple[int, int]:
        across, up = (one.height, one.width) if one.is_on_its_side else (one.width, one.height)
        most = (available * EMU_PER_TWIP, int(self._area.height * EMU_PER_TWIP * _SHARE_OF_PAGE))
        scale = min(1.0, most[0] / across, most[1] / up)
        return max(int(one.width * scale), 1), max(int(one.height * scale), 1)


def _fitted(widths: Sequence[int], available: int) -> list[int]:
    """Scale column widths down to the available width."""
    whole = sum(widths)
    if whole <= available:
        return list(widths)
    return [max(width * available // whole, 1) for width in widths]
