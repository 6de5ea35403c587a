"""Serialises elements with their original namespace prefixes.

Office markup refers to prefixes in attribute values (`mc:Ignorable="w14"`), so every declaration is
written on the element that had it, used or not.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from xxzz.xml.names import local_name, namespace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

Declarations = tuple[tuple[str, str], ...]
"""Pairs of prefix and namespace; the default namespace has an empty prefix."""

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_XML = ("xml", "http://www.w3.org/XML/1998/namespace")
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def serialise(root: Element, declared: Mapping[Element, Declarations]) -> str:
    """Return an element as XML; `declared` has the prefix declarations of single elements.

    An undeclared namespace gets a generated prefix where it is first used; the root's own namespace
    becomes the default one.
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
    """The declarations in scope at an element, innermost first."""

    def __init__(self, pairs: Declarations) -> None:
        self._pairs = pairs
        self.tags: dict[str, str] = {}
        self.attributes: dict[str, str] = {}

    def within(self, pairs: Declarations) -> _Scope:
        redeclared = {prefix for prefix, _ in pairs}
        return _Scope((*pairs, *(pair for pair in self._pairs if pair[0] not in redeclared)))

    def declaration_for(self, element: Element) -> Declarations:
        """Return new declarations for the element's namespaces that have no prefix in scope."""
        if element.tag in self.tags and element.attrib.keys() <= self.attributes.keys():
            return ()
        made: dict[str, str] = {}
        taken = {prefix for prefix, _ in self._pairs}
        for name, known in (
            (element.tag, self.tags),
            *((one, self.attributes) for one in element.attrib),
        ):
            uri = namespace(name)
            if self._resolve(name, known) or uri in made:
                continue
            prefix = next(f"ns{n}" for n in count() if f"ns{n}" not in taken) if uri else ""
            taken.add(prefix)
            made[uri] = prefix
        return tuple((prefix, uri) for uri, prefix in made.items())

    def _resolve(self, name: str, known: dict[str, str]) -> bool:
        uri, local = namespace(name), local_name(name)
        is_tag = known is self.tags
        if not uri:
            # a tag without namespace can't be written where a default namespace is in scope
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


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    for sign, written in escapes.items():
        if sign in text:
            text = text.replace(sign, written)
    return text
