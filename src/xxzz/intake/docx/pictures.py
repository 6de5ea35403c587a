"""Extracts the pictures of a Word document, and counts those that can't be printed again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xxzz.intake.docx.alternatives import visible
from xxzz.intake.docx.blocks import Picture
from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.docx.images import image_kind, image_pixels
from xxzz.xml.names import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

MAX_PICTURES = 50
MAX_BYTES = 20 << 20
"""The size of all pictures of one document."""
MAX_PIXELS = 64_000_000

_LINKED: Final = "{}张图片（链接在文件外面）"
_FOREIGN: Final = "{}张图片（不是 PNG、JPEG、GIF、BMP 格式）"
_BROKEN: Final = "{}张图片（太大、太多，或者已损坏）"
_SHAPES: Final = "{}个图表、图形"
_OBJECTS: Final = "{}处嵌入的对象"

_MAX_SIDE = 20_000_000
"""EMU, about half a metre."""
_EMU_PER_PIXEL = 9525
_HUNDRED_PERCENT = 100_000
_VML_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,5}(?:\.[0-9]*)?)(pt|in|cm|mm|px)")
_EMU = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": _EMU_PER_PIXEL}
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_SHAPE_TAGS = ("wsp", "cxnSp", "chart", "relIds", "contentPart")


class PictureReader:
    """Extracts pictures from drawings.

    `lost` counts those that can't be printed, by the Chinese message that says why.
    """

    def __init__(self, document: Document) -> None:
        self.lost: Counter[str] = Counter()
        self._document = document
        self._contents: dict[str, bytes | None] = {}
        self._count = 0

    @cached_property
    def _targets(self) -> Mapping[str, str]:
        return self._document.targets()

    def read(self, drawing: Element) -> list[Picture]:
        """Return the pictures of a `w:drawing`, `w:pict` or `w:object`."""
        if local_name(drawing.tag) == "object":
            self.lost[_OBJECTS] += 1
            return []
        inside = list(visible(drawing))
        names = {local_name(one.tag) for one in inside}
        if any(local_name(one.tag) == "docPr" and _is_on(one, "hidden") for one in inside):
            return []
        vml = local_name(drawing.tag) == "pict"
        found = list(self._of_vml(inside) if vml else self._of_drawing(inside))
        has_text = any(local_name(one.tag) == "t" and (one.text or "").strip() for one in inside)
        is_ruler = any(local_name(name) == "hr" for one in inside for name in one.attrib)
        if not (has_text or is_ruler) and (not found or names.intersection(_SHAPE_TAGS)):
            self.lost[_SHAPES] += 1
        return [one for one in found if one]

    def _of_drawing(self, inside: Sequence[Element]) -> Iterator[Picture | None]:
        pictures = [one for one in inside if local_name(one.tag) == "pic"]
        whole = _first(inside, "extent")
        for one in pictures:
            parts = list(visible(one))
            blip, frame = _first(parts, "blip"), _first(parts, "xfrm")
            own = None if frame is None else _first(list(frame), "ext")
            size = whole if whole is not None and len(pictures) == 1 else own
            links = (_attribute(blip, "embed"), _attribute(blip, "link"))
            made = self._picture(*links, (_number(size, "cx"), _number(size, "cy")))
            yield made and _placed(made, _first(parts, "srcRect"), frame)

    def _of_vml(self, inside: Sequence[Element]) -> Iterator[Picture | None]:
        for shape in inside:
            image = _first(list(shape), "imagedata")
            if image is not None:
                sides = {side: float(size) * _EMU[unit] for side, size, unit in _sides(shape)}
                size = (int(sides.get("width", 0)), int(sides.get("height", 0)))
                yield self._picture(_attribute(image, "id"), _attribute(image, "href"), size)

    def _picture(self, embedded: str, linked: str, size: tuple[int, int]) -> Picture | None:
        target = self._targets.get(embedded, "")
        if not target:
            is_external = linked or embedded in self._targets
            self.lost[_LINKED if is_external else _BROKEN if embedded else _SHAPES] += 1
            return None
        data = self._content(target)
        kind, pixels = image_kind(data or b""), image_pixels(data or b"")
        if data and not kind:
            self.lost[_FOREIGN] += 1
            return None
        self._count += 1
        if not data or not pixels or not _fits(pixels) or self._count > MAX_PICTURES:
            self.lost[_BROKEN] += 1
            return None
        shown = size if all(0 < side <= _MAX_SIDE for side in size) else _natural(pixels)
        return Picture(data, kind, *shown)

    def _content(self, target: str) -> bytes | None:
        if target not in self._contents:
            used = sum(len(data or b"") for data in self._contents.values())
            try:
                self._contents[target] = self._document.parts.binary(target, MAX_BYTES - used)
            except DocumentUnreadable:
                self._contents[target] = None
        return self._contents[target]


def floats(drawing: Element) -> bool:
    """Tell whether a drawing has its place on the page, not within a line of text."""
    return any(
        local_name(one.tag) == "anchor" or "position:absolute" in one.get("style", "")
        for one in drawing
    )


def _placed(picture: Picture, crop: Element | None, frame: Element | None) -> Picture:
    """Return a picture with the crop, rotation and mirroring of its `a:srcRect` and `a:xfrm`."""
    sides = tuple(min(max(_number(crop, side), 0), _HUNDRED_PERCENT) for side in "ltrb")
    left, top, right, bottom = sides
    if left + right >= _HUNDRED_PERCENT or top + bottom >= _HUNDRED_PERCENT:
        left = top = right = bottom = 0
    rotation = _number(frame, "rot") % (360 * 60_000)
    mirrored = frame is not None and _is_on(frame, "flipH")
    return replace(picture, crop=(left, top, right, bottom), rotation=rotation, mirrored=mirrored)


def _fits(pixels: tuple[int, int]) -> bool:
    width, height = pixels
    return width > 0 and height > 0 and width * height <= MAX_PIXELS


def _natural(pixels: tuple[int, int]) -> tuple[int, int]:
    """Return the size in EMU of a picture for which the document has none, at 96 dpi."""
    width, height = pixels
    return min(width * _EMU_PER_PIXEL, _MAX_SIDE), min(height * _EMU_PER_PIXEL, _MAX_SIDE)


def _sides(shape: Element) -> Iterator[tuple[str, str, str]]:
    for match in _VML_SIDE.finditer(shape.get("style", "")):
        yield match[1], match[2], match[3]


def _first(elements: Sequence[Element], name: str) -> Element | None:
    return next((one for one in elements if local_name(one.tag) == name), None)


def _attribute(element: Element | None, name: str) -> str:
    items = () if element is None else element.items()
    return next((value for key, value in items if key != name and local_name(key) == name), "")


def _number(element: Element | None, name: str) -> int:
    text = "" if element is None else element.get(name, "")
    return int(text) if _NUMBER.fullmatch(text) else 0


def _is_on(element: Element, name: str) -> bool:
    return element.get(name, "0") in ("1", "true", "on")
