"""The pictures of a Word document, taken out as values; for all others, why they can't be."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xxzz.intake.docx.blocks import Picture
from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.docx.images import image_kind, image_pixels
from xxzz.intake.docx.walk import visible
from xxzz.xml.names import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

MOST_PICTURES = 50
MOST_BYTES = 20 << 20
"""Of all pictures of one document."""
MOST_PIXELS = 64_000_000

LINKED: Final = "{}张图片（链接在文件外面）"
FOREIGN: Final = "{}张图片（不是 PNG、JPEG、GIF、BMP 格式）"
BROKEN: Final = "{}张图片（太大、太多，或者已损坏）"
SHAPES: Final = "{}个图表、图形"
OBJECTS: Final = "{}处嵌入的对象"
"""What is said of pictures that can't be taken along, with how many there are."""

_LARGEST = 20_000_000
"""EMU, half a metre."""
_EMU_PER_PIXEL = 9525
_WHOLE = 100_000
_VML_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,5}(?:\.[0-9]*)?)(pt|in|cm|mm|px)")
_EMU = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": _EMU_PER_PIXEL}
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_SHAPES = ("wsp", "cxnSp", "chart", "relIds", "contentPart")


class PictureReader:
    """Takes the pictures out of drawings; `lost` counts the others by what is said of them."""

    def __init__(self, document: Document) -> None:
        self.lost: Counter[str] = Counter()
        self._document = document
        self._contents: dict[str, bytes | None] = {}
        self._number = 0

    @cached_property
    def _targets(self) -> Mapping[str, str]:
        return self._document.targets()

    def read(self, drawing: Element) -> list[Picture]:
        """Return the pictures of a `w:drawing`, `w:pict` or `w:object`."""
        if local_name(drawing.tag) == "object":
            self.lost[OBJECTS] += 1
            return []
        inside = list(visible(drawing))
        names = {local_name(one.tag) for one in inside}
        if any(local_name(one.tag) == "docPr" and _is_on(one, "hidden") for one in inside):
            return []
        vml = local_name(drawing.tag) == "pict"
        found = list(self._of_vml(inside) if vml else self._of_drawing(inside))
        told = any(local_name(one.tag) == "t" and (one.text or "").strip() for one in inside)
        ruler = any(local_name(name) == "hr" for one in inside for name in one.attrib)
        if not (told or ruler) and (not found or names.intersection(_SHAPES)):
            self.lost[SHAPES] += 1
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
            yield made and _laid(made, _first(parts, "srcRect"), frame)

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
            outside = linked or embedded in self._targets
            self.lost[LINKED if outside else BROKEN if embedded else SHAPES] += 1
            return None
        data = self._content(target)
        kind, pixels = image_kind(data or b""), image_pixels(data or b"")
        if data and not kind:
            self.lost[FOREIGN] += 1
            return None
        self._number += 1
        if not data or not pixels or not _fits(pixels) or self._number > MOST_PICTURES:
            self.lost[BROKEN] += 1
            return None
        shown = size if all(0 < side <= _LARGEST for side in size) else _natural(pixels)
        return Picture(data, kind, *shown)

    def _content(self, target: str) -> bytes | None:
        if target not in self._contents:
            taken = sum(len(data or b"") for data in self._contents.values())
            try:
                self._contents[target] = self._document.parts.binary(target, MOST_BYTES - taken)
            except DocumentUnreadable:
                self._contents[target] = None
        return self._contents[target]


def floats(drawing: Element) -> bool:
    """Tell whether a drawing has its place on the page, not within a line of text."""
    return any(
        local_name(one.tag) == "anchor" or "position:absolute" in one.get("style", "")
        for one in drawing
    )


def _laid(made: Picture, crop: Element | None, frame: Element | None) -> Picture:
    sides = tuple(min(max(_number(crop, side), 0), _WHOLE) for side in "ltrb")
    left, above, right, below = sides
    if left + right >= _WHOLE or above + below >= _WHOLE:
        left = above = right = below = 0
    turn = _number(frame, "rot") % (360 * 60_000)
    mirrored = frame is not None and _is_on(frame, "flipH")
    return replace(made, crop=(left, above, right, below), turn=turn, mirrored=mirrored)


def _fits(pixels: tuple[int, int]) -> bool:
    width, height = pixels
    return width > 0 and height > 0 and width * height <= MOST_PIXELS


def _natural(pixels: tuple[int, int]) -> tuple[int, int]:
    """Return the size of a picture that the document says none of."""
    width, height = pixels
    return min(width * _EMU_PER_PIXEL, _LARGEST), min(height * _EMU_PER_PIXEL, _LARGEST)


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
