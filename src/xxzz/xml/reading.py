"""Parses XML that may be hostile."""

from __future__ import annotations

from enum import Enum, auto
from xml.etree import ElementTree as ET

MAX_DEPTH = 256
"""How many elements may stand inside each other; a Word form has some fifteen."""
MAX_NODES = 2_000_000
"""How many tags and attributes a file may have; one takes 150 to 400 bytes of memory."""


CHUNK = 1024
"""How much is parsed between two measurements of the depth."""
_SHORTEST_LEVEL = len("<a></a>")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Reason(Enum):
    """Why XML is not read."""

    SYNTAX = auto()
    DOCTYPE = auto()
    DEPTH = auto()
    NODES = auto()


class XmlRefused(Exception):
    """A file is no XML, or more than should be read; `reason` says which."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


def parse(xml: bytes) -> ET.Element:
    """Return the root of an XML file; comments and processing instructions are left out.

    Raises:
        XmlRefused: it is not well-formed UTF-8 or UTF-16, has a document type, or is too large.
    """
    xml = checked(xml)
    builder = ET.TreeBuilder()
    # The encoding is fixed, so no declared one can smuggle a document type past the search for it.
    parser = ET.XMLParser(target=builder, encoding="utf-8")  # noqa: S314  # bounded here
    guard = DepthGuard()
    view = memoryview(xml)
    try:
        for at in range(0, len(view), CHUNK):
            parser.feed(view[at : at + CHUNK])
            guard.look_at(builder.close())
        root: ET.Element = parser.close()
    except ET.ParseError as error:
        guard.dismantle()
        raise XmlRefused(Reason.SYNTAX) from error
    guard.finish(root)
    return root


def checked(xml: bytes, max_nodes: int | None = MAX_NODES) -> bytes:
    """Return XML as UTF-8, after a look at what can be told without parsing it.

    Raises:
        XmlRefused: it has a document type, or more than `max_nodes` tags and attributes.
    """
    if xml.startswith(_UTF16_MARKS):
        xml = xml.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"<!DOCTYPE" in xml:
        raise XmlRefused(Reason.DOCTYPE)
    # a short one can't have so many, and counting takes as long as parsing
    if max_nodes and len(xml) > max_nodes and xml.count(b"<") + xml.count(b"=") > max_nodes:
        raise XmlRefused(Reason.NODES)
    return xml


class DepthGuard:
    """Measures how deep a tree is while it grows.

    Some interpreters run out of stack when they free a tree of some thousand levels, so one that
    is refused is taken apart level by level.
    """

    def __init__(self) -> None:
        self._root: ET.Element | None = None
        self._deepest = 0

    def look_at(self, root: ET.Element | None) -> None:
        """Measure the branch that grows now, the last one.

        Raises:
            XmlRefused: it is too deep.
        """
        if root is None:
            return
        self._root = root
        depth = 1
        while len(root):
            root = root[-1]
            depth += 1
        self._deepest = max(self._deepest, depth)
        if depth > MAX_DEPTH:
            self._refuse()

    def finish(self, root: ET.Element) -> None:
        """Measure all levels, where some could have opened and closed between two looks.

        Raises:
            XmlRefused: the tree is too deep.
        """
        self._root = root
        if self._deepest + CHUNK // _SHORTEST_LEVEL <= MAX_DEPTH:
            return
        level, depth = [root], 0
        while level:
            depth += 1
            if depth > MAX_DEPTH:
                self._refuse()
            level = [child for element in level for child in element]

    def dismantle(self) -> None:
        """Take the tree apart."""
        waiting = [] if self._root is None else [self._root]
        while waiting:
            element = waiting.pop()
            waiting.extend(element)
            element.clear()

    def _refuse(self) -> None:
        self.dismantle()
        raise XmlRefused(Reason.DEPTH)
