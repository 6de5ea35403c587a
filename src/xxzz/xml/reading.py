"""Parses untrusted XML."""

from __future__ import annotations

from enum import Enum, auto
from xml.etree import ElementTree as ET

MAX_DEPTH = 256
"""Maximum nesting depth; a Word form has about fifteen levels."""
MAX_NODES = 2_000_000
"""Maximum number of tags and attributes; each takes 150 to 400 bytes of memory."""


CHUNK = 1024
"""Bytes (or characters) parsed between two checks of the depth."""
_SHORTEST_LEVEL = len("<a></a>")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Reason(Enum):
    """Why XML was refused."""

    SYNTAX = auto()
    DOCTYPE = auto()
    DEPTH = auto()
    NODES = auto()


class XmlRefused(Exception):
    """A file is not XML, or exceeds a limit; `reason` says which."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


def parse(xml: bytes) -> ET.Element:
    """Return the root of an XML file; comments and processing instructions are dropped.

    Raises:
        XmlRefused: not well-formed UTF-8 or UTF-16, has a document type, or is too large.
    """
    xml = checked(xml)
    builder = ET.TreeBuilder()
    # The encoding is fixed, so a declared one can't hide a document type from the search for it.
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
    """Return XML as UTF-8, after the checks that need no parsing.

    Raises:
        XmlRefused: it has a document type, or more than `max_nodes` tags and attributes.
    """
    if xml.startswith(_UTF16_MARKS):
        xml = xml.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"<!DOCTYPE" in xml:
        raise XmlRefused(Reason.DOCTYPE)
    # a shorter file can't have that many, and counting takes as long as parsing
    if max_nodes and len(xml) > max_nodes and xml.count(b"<") + xml.count(b"=") > max_nodes:
        raise XmlRefused(Reason.NODES)
    return xml


class DepthGuard:
    """Limits the depth of a tree while it is built.

    Some interpreters overflow the stack when they free a tree of some thousand levels, so a refused
    tree is dismantled iteratively.
    """

    def __init__(self) -> None:
        self._root: ET.Element | None = None
        self._deepest = 0

    def look_at(self, root: ET.Element | None) -> None:
        """Measure the branch under construction, which is the last one.

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
        """Measure the whole tree if levels could have opened and closed between two checks.

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
        """Clear the tree iteratively."""
        pending = [] if self._root is None else [self._root]
        while pending:
            element = pending.pop()
            pending.extend(element)
            element.clear()

    def _refuse(self) -> None:
        self.dismantle()
        raise XmlRefused(Reason.DEPTH)
