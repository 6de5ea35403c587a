"""Writes elements with the prefixes that their file gave them.

Prefixes matter beyond names: Office's own markup speaks of them in values (`mc:Ignorable="w14"`),
so each declaration is written where it stood, used or not.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from xxzz.xml.names import local_name, namespace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

Declarations = tuple[tuple[str, str], ...]
"""Prefixes and the namespaces they stand for; the default namespace has an empty prefix."""

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_XML = ("xml", "http://www.w3.org/XML/1998/namespace")
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def serialise(root: Element, declared: Mapping[Element, Declarations]) -> str:
    """Return an element as XML; `declared` has what single elements declare.

    A namespace that nothing declares gets a prefix where it is needed first, the root's own none.
    """
    pieces: list[str] = []
    own = namespace(root.tag)
    scope = _Scope((_XML,))
    if root not in declared and own:
        scope = _Scope((("", own), _XML))
        _write(root, scope, declared, pieces)
        pieces[0] += f' xmlns="{_escaped(own, _IN_ATTRIBUTE)}"'
    else:
        _write(root, scope, declared, pieces)
    return "".join(pieces)


class _Scope:
    """The declarations in force at some place, the innermost first."""

    def __init__(self, pairs: Declarations) -> None:
        self._pairs = pairs
        self.tags: dict[str, str] = {}
        self.attributes: dict[str, str] = {}

    def within(self, pairs: Declarations) -> _Scope:
        again = {prefix for prefix, _ in pairs}
        return _Scope((*pairs, *(pair for pair in self._pairs if pair[0] not in again)))

    def declaration_for(self, element: Element) -> Declarations:
        """Return declarations for those namespaces of an element that have no prefix here."""
        if element.tag in self.tags and element.attrib.keys() <= self.attributes.keys():
            return ()
        made: dict[str, str] = {}
        taken = {prefix for prefix, _ in self._pairs}
        for name, known in (
            (element.tag, self.tags),
            *((one, self.attributes) for one in element.attrib),
        ):
            uri = namespace(name)
            if self._learn(name, known) or uri in made:
                continue
            prefix = next(f"ns{n}" for n in count() if f"ns{n}" not in taken) if uri else ""
            taken.add(prefix)
            made[uri] = prefix
        return tuple((prefix, uri) for uri, prefix in made.items())

    def _learn(self, name: str, known: dict[str, str]) -> bool:
        uri, local = namespace(name), local_name(name)
        is_tag = known is self.tags
        if not uri:
            # a tag without a namespace can't stand where there is a default one
            if is_tag and any(not prefix and value for prefix, value in self._pairs):
                return False
            known[name] = local
            return True
        for prefix, value in self._pairs:
            if value == uri and (prefix or is_tag):
                known[name] = f"{prefix}:{local}" if prefix else local
                return True
        return False


def _write(
    element: Element, scope: _Scope, declared: Mapping[Element, Declarations], pieces: list[str]
) -> None:
    pairs = declared.get(element, ())
    if pairs:
        scope = scope.within(pairs)
    if made := scope.declaration_for(element):
        pairs += made
        scope = scope.within(made)
        scope.declaration_for(element)
    tag = scope.tags[element.tag]
    pieces.append(f"<{tag}")
    for name, value in (
        *((f"xmlns:{prefix}" if prefix else "xmlns", uri) for prefix, uri in pairs),
        *((scope.attributes[key], value) for key, value in element.items()),
    ):
        pieces.append(f' {name}="{_escaped(value, _IN_ATTRIBUTE)}"')
    if element.text or len(element):
        pieces.append(f">{_escaped(element.text or '', _IN_TEXT)}")
        for child in element:
            _write(child, scope, declared, pieces)
            if child.tail:
                pieces.append(_escaped(child.tail, _IN_TEXT))
        pieces.append(f"</{tag}>")
    else:
        pieces.append("/>")


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    for sign, written in signs.items():
        if sign in text:
            text = text.replace(sign, written)
    return text
