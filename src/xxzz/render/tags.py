"""Jinja tags in Word XML: found although Word split them over runs, each with its place.

A tag is written into the text as people see it. `{%tr … %}` stands for the whole table row that
it is written in, `{%p … %}` for the whole paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from lxml import etree

from xxzz.render.places import Places
from xxzz.render.problem import TemplateProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.location import Location

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PIECE = re.compile(r"\{\{|\{#|#\}|\}\}|\{%|%\}|｛｛|｝｝|｛%|%｝")
_WHOLE = re.compile(r"\{%[-+]?\s*(tr|p)\s+(.*)%\}", re.DOTALL)
# What Word's autocorrection and Chinese input methods make of quotes and blanks.
_TYPED = str.maketrans(
    {**dict.fromkeys("“”„", '"'), **dict.fromkeys("‘’", "'"), "\u00a0": " ", "\u3000": " "}
)

# Noncharacters, allowed in XML and in nobody's text, mark a tag's number in the serialised tree.
_TOKEN = "\ufdd6{}\ufdd7"  # noqa: S105  # no secret
TOKEN = re.compile("\ufdd6(\\d+)\ufdd7")
_NONCHARACTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))


@dataclass(slots=True)
class Tag:
    """One tag: as typed, where it stands, and the names of the elements around it."""

    text: str
    place: Location
    path: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """`{` prints a value, `%` is a statement, `#` a comment."""
        return self.text[1]

    @property
    def inner(self) -> str:
        """What stands between the braces, for Jinja."""
        whole = _WHOLE.fullmatch(self.text)
        return (whole[2] if whole else self.text[2:-2]).strip("-+ \n\t")


class TagFinder:
    """Replaces the tags of one part by tokens; then the part is plain XML with numbers in it."""

    def __init__(self, root: etree._Element, file: str, part: str) -> None:
        self.tags: list[Tag] = []
        self.problems: list[TemplateProblem] = []
        self._root = root
        self._places = Places(root, file, part)
        self._whole: dict[etree._Element, list[int]] = {}
        _drop_noncharacters(root)
        for paragraph in list(root.iter(W + "p")):
            self._paragraph(paragraph)
        for element, numbers in self._whole.items():
            self._replace(element, numbers)

    def serialise(self) -> str:
        """Return the part as text, each tag a token of its number in `tags`."""
        _make_lean(self._root)
        return etree.tostring(self._root, encoding="unicode").replace("\n", " ")

    def _paragraph(self, paragraph: etree._Element) -> None:
        texts = [text for text in paragraph.iter(W + "t") if _owner(text, "p") is paragraph]
        whole = "".join(text.text or "" for text in texts)
        if not _PIECE.search(whole):
            return
        if piece := _PIECE.search(_TAG.sub("", whole)):
            how = "标记要用半角符号写成 {{ 名称 }} 或 {% 语句 %}。"
            message = f"标记没有写完整：这里只有“{piece[0]}”。{how}"
            self.problems.append(TemplateProblem(self._places.of(paragraph), message))
        _heal(texts, whole)
        place = self._places.of(paragraph)
        for text in texts:
            typed = text.text or ""
            if _TAG.search(typed):
                text.text = _TAG.sub(partial(self._token, text, place), typed)
                text.set(_SPACE, "preserve")

    def _token(self, text: etree._Element, place: Location, found: re.Match[str]) -> str:
        typed = found[0]
        tag = Tag(typed.translate(_TYPED), place)
        number = len(self.tags)
        self.tags.append(tag)
        if match := _WHOLE.fullmatch(tag.text):
            element = _owner(text, match[1])
            if element is None:
                message = f"“{typed}”要写在表格的一行里。"
                self.problems.append(TemplateProblem(place, message))
            else:
                self._whole.setdefault(element, []).append(number)
                tag.path = _path(element.getparent())
        else:
            tag.path = _path(text)
        return _TOKEN.format(number)

    def _replace(self, element: etree._Element, numbers: list[int]) -> None:
        tokens = "".join(map(_TOKEN.format, numbers))
        text = "".join(text.text or "" for text in element.iter(W + "t")).strip()
        what = "一行" if element.tag == W + "tr" else "一段"
        place = self.tags[numbers[0]].place
        if text != tokens:
            message = (
                f"标记“{self.tags[numbers[0]].text}”要独占{what}，这{what}里不能再有别的内容。"
            )
            self.problems.append(TemplateProblem(place, message))
        section = element.find(f"{W}pPr/{W}sectPr")
        if section is None:
            _replace_by_text(element, tokens)
        elif len(numbers) > 1 or self.tags[numbers[0]].inner.startswith("el"):
            message = f"标记“{self.tags[numbers[0]].text}”所在的一段带有分节符，请把标记另起一段。"
            self.problems.append(TemplateProblem(place, message))
        else:
            ends = self.tags[numbers[0]].inner.startswith("end")
            _replace_beside_break(element, section, tokens, before=ends)


def _drop_noncharacters(root: etree._Element) -> None:
    """Free the template of the signs that are to mark tags."""
    for element in root.iter(etree.Element):
        element.text = str(element.text or "").translate(_NONCHARACTERS) or None
        element.tail = str(element.tail or "").translate(_NONCHARACTERS) or None
        for name, value in element.attrib.items():
            element.set(name, str(value).translate(_NONCHARACTERS))


def _heal(texts: list[etree._Element], whole: str) -> None:
    """Move every tag into the run in which it begins."""
    ends = list(accumulate(len(text.text or "") for text in texts))
    for match in reversed(list(_TAG.finditer(whole))):
        first, last = bisect_right(ends, match.start()), bisect_right(ends, match.end() - 1)
        if first == last:
            continue
        head, tail = texts[first].text or "", texts[last].text or ""
        texts[first].text = head[: match.start() - ends[first]] + match[0]
        texts[last].text = tail[match.end() - ends[last - 1] :]
        for between in texts[first + 1 : last]:
            between.text = ""


def _owner(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors(W + name), None)


def _path(element: etree._Element | None) -> tuple[str, ...]:
    if element is None:
        return ()
    return (str(element.tag), *(str(parent.tag) for parent in element.iterancestors()))


def _replace_by_text(element: etree._Element, text: str) -> None:
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    text += element.tail or ""
    if previous is None:
        parent.text = (parent.text or "") + text
    else:
        previous.tail = (previous.tail or "") + text
    parent.remove(element)


def _replace_beside_break(
    paragraph: etree._Element, section: etree._Element, text: str, *, before: bool
) -> None:
    """Leave of a paragraph nothing but its section break, with the text before or after it.

    So the break stays outside a pair of tags. LibreOffice moves a break that has a paragraph of
    its own into the one before.
    """
    tail, paragraph.tail = paragraph.tail or "", None
    for child in list(paragraph):
        paragraph.remove(child)
    properties = etree.SubElement(paragraph, W + "pPr")
    flat = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
    etree.SubElement(properties, W + "spacing", {W + name: value for name, value in flat.items()})
    properties.append(section)
    mark = etree.Element(W + "p")
    if before:
        paragraph.addprevious(mark)
    else:
        paragraph.addnext(mark)
    _replace_by_text(mark, text)
    paragraph.tail = (paragraph.tail or "") + tail


def _make_lean(root: etree._Element) -> None:
    """Leave out editing marks, some of which must not be doubled by a loop."""
    for element in list(root.iter(W + "proofErr", W + "lastRenderedPageBreak")):
        _replace_by_text(element, "")
    for element in root.iter():
        for name in _editing_marks(element):
            del element.attrib[name]


def _editing_marks(element: etree._Element) -> Iterator[str]:
    for name in map(str, element.attrib):
        if name.startswith(W + "rsid") or name.endswith(("}paraId", "}textId")):
            yield name
