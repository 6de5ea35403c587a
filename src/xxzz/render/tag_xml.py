"""Prepares the XML of a template: joins tags split over runs, and removes editing marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A Jinja tag in the text of a paragraph."""

_NONCHARACTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))
_MARKS_OF_EDITING = (W + "proofErr", W + "lastRenderedPageBreak")


def drop_noncharacters(root: ET.Element) -> None:
    """Remove the characters that are used to mark tags."""
    for element in root.iter():
        element.text = str(element.text or "").translate(_NONCHARACTERS) or None
        element.tail = str(element.tail or "").translate(_NONCHARACTERS) or None
        for name, value in element.attrib.items():
            element.set(name, str(value).translate(_NONCHARACTERS))


def join_split_tags(texts: list[ET.Element], whole: str) -> None:
    """Move every tag completely into the run in which it begins."""
    ends = list(accumulate(len(text.text or "") for text in texts))
    for match in reversed(list(TAG.finditer(whole))):
        first, last = bisect_right(ends, match.start()), bisect_right(ends, match.end() - 1)
        if first == last:
            continue
        head, tail = texts[first].text or "", texts[last].text or ""
        texts[first].text = head[: match.start() - ends[first]] + match[0]
        texts[last].text = tail[match.end() - ends[last - 1] :]
        for between in texts[first + 1 : last]:
            between.text = ""


def replace_child(parent: ET.Element, at: int, text: str) -> None:
    """Replace a child element by a text."""
    text += parent[at].tail or ""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    del parent[at]


def drop_editing_marks(root: ET.Element) -> None:
    """Remove editing marks, some of which must not be repeated by loops."""
    for element in root.iter():
        if any(child.tag in _MARKS_OF_EDITING for child in element):
            for at in range(len(element) - 1, -1, -1):
                if element[at].tag in _MARKS_OF_EDITING:
                    replace_child(element, at, "")
        for name in list(_editing_marks(element)):
            del element.attrib[name]


def _editing_marks(element: ET.Element) -> Iterator[str]:
    for name in map(str, element.attrib):
        if name.startswith(W + "rsid") or name.endswith(("}paraId", "}textId")):
            yield name
