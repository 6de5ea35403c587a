"""Finds Jinja tags in Word XML, also those split over several runs.

Tags are typed into the text. `{%tr … %}` replaces the table row that contains it, `{%p … %}` the
paragraph, and so does `{{p … }}`, which prints a table, pictures or a paragraph there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.render.places import Places
from xxzz.render.print_area import PrintArea, print_area_at
from xxzz.render.problem import TemplateProblem
from xxzz.render.sandbox import BLOCK
from xxzz.xml.parents import Parents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.location import Location
    from xxzz.xml.editing import Tree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BRACES = re.compile(r"\{\{|\{#|#\}|\}\}|\{%|%\}|｛｛|｝｝|｛%|%｝")
_WHOLE_ELEMENT = re.compile(r"\{%[-+]?\s*(tr|p)\s+(.*)%\}|\{\{(p)\s+(?!\})(.*)\}\}", re.DOTALL)
# Quotes and blanks as changed by Word's autocorrection and Chinese input methods.
_AUTOCORRECTED = str.maketrans(
    {**dict.fromkeys("“”„", '"'), **dict.fromkeys("‘’", "'"), "\u00a0": " ", "\u3000": " "}
)

# Noncharacters are valid in XML but do not occur in texts; they enclose the number of a tag.
_TOKEN = "\ufdd6{}\ufdd7"  # noqa: S105  # not a password
TOKEN = re.compile("\ufdd6(\\d+)\ufdd7")
_NONCHARACTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))
_MARKS_OF_EDITING = (W + "proofErr", W + "lastRenderedPageBreak")


@dataclass(slots=True)
class Tag:
    """A tag as typed, its location, and the names of the enclosing elements."""

    text: str
    place: Location
    path: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """`{` prints a value, `%` is a statement, `#` a comment."""
        return self.text[1]

    @property
    def inner(self) -> str:
        """The content between the braces, for Jinja."""
        whole = _WHOLE_ELEMENT.fullmatch(self.text)
        if whole and whole[3]:
            return f"({whole[4].strip()})|{BLOCK}"
        return (whole[2] if whole else self.text[2:-2]).strip("-+ \n\t")


class TagFinder:
    """Replaces the tags of one part by numbered tokens."""

    def __init__(self, tree: Tree, file: str, part: str) -> None:
        self.tags: list[Tag] = []
        self.problems: list[TemplateProblem] = []
        self.print_area: PrintArea | None = None
        self._tree = tree
        root = tree.root
        self._parents = Parents(root)
        self._places = Places(self._parents, root, file, part)
        self._whole: dict[ET.Element, list[int]] = {}
        _drop_noncharacters(root)
        for paragraph in list(root.iter(W + "p")):
            self._paragraph(paragraph)
        for element, numbers in self._whole.items():
            self._replace(element, numbers)

    def serialise(self) -> str:
        """Return the part as text; tokens contain the indices of `tags`."""
        _drop_editing_marks(self._tree.root)
        return self._tree.to_text().replace("\n", " ")

    def _paragraph(self, paragraph: ET.Element) -> None:
        texts = [
            text
            for text in paragraph.iter(W + "t")
            if self._parents.nearest(text, W + "p") is paragraph
        ]
        whole = "".join(text.text or "" for text in texts)
        if not _BRACES.search(whole):
            return
        if braces := _BRACES.search(_TAG.sub("", whole)):
            how = "标记要用半角符号写成 {{ 名称 }} 或 {% 语句 %}。"
            message = f"标记没有写完整：这里只有“{braces[0]}”。{how}"
            self.problems.append(TemplateProblem(self._places.of(paragraph), message))
        _join_split_tags(texts, whole)
        place = self._places.of(paragraph)
        for text in texts:
            typed = text.text or ""
            if _TAG.search(typed):
                text.text = _TAG.sub(partial(self._token, text, place), typed)
                text.set(_SPACE, "preserve")

    def _token(self, text: ET.Element, place: Location, found: re.Match[str]) -> str:
        typed = found[0]
        tag = Tag(typed.translate(_AUTOCORRECTED), place)
        number = len(self.tags)
        self.tags.append(tag)
        if match := _WHOLE_ELEMENT.fullmatch(tag.text):
            element = self._parents.nearest(text, W + (match[1] or match[3]))
            if element is None:
                message = f"“{typed}”要写在表格的一行里。"
                self.problems.append(TemplateProblem(place, message))
            else:
                self._whole.setdefault(element, []).append(number)
                tag.path = self._path(element)[1:]
                if match[3]:
                    self._note_print_area(element)
        else:
            tag.path = self._path(text)
        return _TOKEN.format(number)

    def _note_print_area(self, paragraph: ET.Element) -> None:
        area = print_area_at(paragraph, self._tree.root, self._parents.above(paragraph))
        self.print_area = min(self.print_area or area, area, key=lambda one: one.width)

    def _replace(self, element: ET.Element, numbers: list[int]) -> None:
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
            self._replace_by_text(element, tokens)
        elif len(numbers) > 1 or self.tags[numbers[0]].inner.startswith("el"):
            message = f"标记“{self.tags[numbers[0]].text}”所在的一段带有分节符，请把标记另起一段。"
            self.problems.append(TemplateProblem(place, message))
        else:
            ends = self.tags[numbers[0]].inner.startswith("end")
            self._reduce_to_break(element, section, tokens, before=ends)

    def _path(self, element: ET.Element) -> tuple[str, ...]:
        return (element.tag, *(parent.tag for parent in self._parents.above(element)))

    def _replace_by_text(self, element: ET.Element, text: str) -> None:
        parent = self._parents.of(element)
        if parent is not None:
            _replace_child(parent, list(parent).index(element), text)

    def _reduce_to_break(
        self, paragraph: ET.Element, section: ET.Element, text: str, *, before: bool
    ) -> None:
        """Reduce a paragraph to its section break, with the text before or after it.

        This keeps the break outside a pair of tags. The paragraph must remain: LibreOffice would
        move the break into the previous one.
        """
        paragraph[:] = []
        properties = ET.SubElement(paragraph, W + "pPr")
        flat = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
        ET.SubElement(properties, W + "spacing", {W + name: value for name, value in flat.items()})
        properties.append(section)
        parent = self._parents.of(paragraph)
        if parent is not None and before:
            at = list(parent).index(paragraph)
            parent.insert(at, ET.Element(W + "p"))
            _replace_child(parent, at, text)
        else:
            paragraph.tail = text + (paragraph.tail or "")


def _drop_noncharacters(root: ET.Element) -> None:
    """Remove the characters that are used to mark tags."""
    for element in root.iter():
        element.text = str(element.text or "").translate(_NONCHARACTERS) or None
        element.tail = str(element.tail or "").translate(_NONCHARACTERS) or None
        for name, value in element.attrib.items():
            element.set(name, str(value).translate(_NONCHARACTERS))


def _join_split_tags(texts: list[ET.Element], whole: str) -> None:
    """Move every tag completely into the run in which it begins."""
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


def _replace_child(parent: ET.Element, at: int, text: str) -> None:
    """Replace a child element by a text."""
    text += parent[at].tail or ""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    del parent[at]


def _drop_editing_marks(root: ET.Element) -> None:
    """Remove editing marks, some of which must not be repeated by loops."""
    for element in root.iter():
        if any(child.tag in _MARKS_OF_EDITING for child in element):
            for at in range(len(element) - 1, -1, -1):
                if element[at].tag in _MARKS_OF_EDITING:
                    _replace_child(element, at, "")
        for name in list(_editing_marks(element)):
            del element.attrib[name]


def _editing_marks(element: ET.Element) -> Iterator[str]:
    for name in map(str, element.attrib):
        if name.startswith(W + "rsid") or name.endswith(("}paraId", "}textId")):
            yield name
