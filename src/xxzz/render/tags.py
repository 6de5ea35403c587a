"""Finds Jinja tags in Word XML, also those split over several runs.

Tags are typed into the text. `{%tr … %}` replaces the table row that contains it, `{%p … %}` the
paragraph, and so does `{{p … }}`, which prints a table, pictures or a paragraph there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.render.places import Places
from xxzz.render.print_area import PrintArea, print_area_at
from xxzz.render.problem import TemplateProblem
from xxzz.render.sandbox import BLOCK
from xxzz.render.tag_xml import (
    TAG,
    W,
    drop_editing_marks,
    drop_noncharacters,
    join_split_tags,
    replace_child,
)
from xxzz.xml.parents import Parents

if TYPE_CHECKING:
    from xxzz.location import Location
    from xxzz.xml.editing import Tree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_BRACES = re.compile(r"\{\{|\{#|#\}|\}\}|\{%|%\}|｛｛|｝｝|｛%|%｝")
_WHOLE_ELEMENT = re.compile(r"\{%[-+]?\s*(tr|p)\s+(.*)%\}|\{\{(p)\s+(?!\})(.*)\}\}", re.DOTALL)
# Quotes and blanks as changed by Word's autocorrection and Chinese input methods.
_AUTOCORRECTED = str.maketrans(
    {**dict.fromkeys("“”„", '"'), **dict.fromkeys("‘’", "'"), "\u00a0": " ", "\u3000": " "}
)

# Noncharacters are valid in XML but do not occur in texts; they enclose the number of a tag.
_TOKEN = "\ufdd6{}\ufdd7"  # noqa: S105  # not a password
TOKEN = re.compile("\ufdd6(\\d+)\ufdd7")


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
        drop_noncharacters(root)
        for paragraph in list(root.iter(W + "p")):
            self._paragraph(paragraph)
        for element, numbers in self._whole.items():
            self._replace(element, numbers)

    def serialise(self) -> str:
        """Return the part as text; tokens contain the indices of `tags`."""
        drop_editing_marks(self._tree.root)
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
        if braces := _BRACES.search(TAG.sub("", whole)):
            how = "标记要用半角符号写成 {{ 名称 }} 或 {% 语句 %}。"
            message = f"标记没有写完整：这里只有“{braces[0]}”。{how}"
            self.problems.append(TemplateProblem(self._places.of(paragraph), message))
        join_split_tags(texts, whole)
        place = self._places.of(paragraph)
        for text in texts:
            typed = text.text or ""
            if TAG.search(typed):
                text.text = TAG.sub(partial(self._token, text, place), typed)
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
            replace_child(parent, list(parent).index(element), text)

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
            replace_child(parent, at, text)
        else:
            paragraph.tail = text + (paragraph.tail or "")
