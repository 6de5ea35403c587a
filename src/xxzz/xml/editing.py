"""XML that is edited and written back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from xxzz.xml.reading import CHUNK, MAX_NODES, DepthGuard, Reason, XmlRefused, checked
from xxzz.xml.writing import DECLARATION, Declarations, serialise

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Tree:
    """An XML file: its root, and the namespace prefixes each element declares."""

    root: ET.Element
    declared: dict[ET.Element, Declarations] = field(default_factory=dict)

    @classmethod
    def parse(cls, xml: bytes, *, max_nodes: int | None = MAX_NODES) -> Tree:
        """Parse a file; comments and processing instructions are dropped.

        Raises:
            XmlRefused: not well-formed UTF-8 or UTF-16, has a document type, or is too large.
        """
        try:
            # given str, the parser ignores the declared encoding
            text = checked(xml, max_nodes).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise XmlRefused(Reason.SYNTAX) from error
        return _TreeReader().read(text)

    def append(self, parent: ET.Element, xml: str) -> None:
        """Append trusted XML to an element, with the prefix declarations that the root lacks."""
        made = Tree.parse(xml.encode())
        known = {uri for _, uri in self.declared.get(self.root, ())}
        for element, pairs in made.declared.items():
            if new := tuple(pair for pair in pairs if pair[1] not in known):
                self.declared[element] = new
        parent.append(made.root)

    def to_text(self) -> str:
        """Return the file's XML without the XML declaration."""
        return serialise(self.root, self.declared)

    def to_bytes(self) -> bytes:
        """Return the whole file in UTF-8."""
        return (DECLARATION + self.to_text()).encode()


class _TreeReader:
    """Parses one file and records which element declares which prefixes."""

    def __init__(self) -> None:
        self._parser: ET.XMLPullParser[Any] = ET.XMLPullParser(("start-ns", "start"))
        self._guard = DepthGuard()
        self._root: ET.Element | None = None
        self._declared: dict[ET.Element, Declarations] = {}
        self._pairs: Declarations = ()

    def read(self, text: str) -> Tree:
        try:
            for at in range(0, len(text), CHUNK):
                self._parser.feed(text[at : at + CHUNK])
                self._record_declarations()
                self._guard.look_at(self._root)
            self._parser.close()
            self._record_declarations()
        except ET.ParseError as error:
            self._guard.dismantle()
            raise XmlRefused(Reason.SYNTAX) from error
        if self._root is None:
            raise XmlRefused(Reason.SYNTAX)
        self._guard.finish(self._root)
        return Tree(self._root, self._declared)

    def _record_declarations(self) -> None:
        events: Iterable[Any] = self._parser.read_events()
        for event, what in events:
            if event == "start-ns":
                self._pairs += (what,)
                continue
            if self._root is None:
                self._root = what
            if self._pairs:
                self._declared[what] = self._pairs
                self._pairs = ()
