"""The styles of a Word document, resolved along `basedOn`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from xxzz.xml.inheritance import AnyProperties, inherit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element


class StyleSheet(Generic[AnyProperties]):
    """One kind of properties of all styles of a document."""

    def __init__(
        self,
        root: Element | None,
        w: str,
        read: Callable[[Element], AnyProperties],
        nothing: AnyProperties,
    ) -> None:
        """`read` returns the properties that a style sets itself; `nothing` has none set."""
        self._w = w
        self._nothing = nothing
        self._own: dict[str, AnyProperties] = {}
        self._based_on: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        self._resolved: dict[str, AnyProperties] = {}
        for style in () if root is None else root.iterfind(f"{w}style"):
            self._read(style, read)

    @property
    def own(self) -> Mapping[str, AnyProperties]:
        """The properties that each style sets itself, by its id."""
        return self._own

    def of(self, name: str | None, kind: str) -> AnyProperties:
        """Return the own and inherited properties of a style.

        An unknown style is replaced by the default one of its `kind` (paragraph, character, table).
        """
        if name is None or name not in self._own:
            name = self._defaults.get(kind)
        return self._nothing if name is None else self._resolve(name)

    def _read(self, style: Element, read: Callable[[Element], AnyProperties]) -> None:
        w = self._w
        name = style.get(f"{w}styleId", "")
        self._own[name] = read(style)
        parent = style.find(f"{w}basedOn")
        if parent is not None:
            self._based_on[name] = parent.get(f"{w}val", "")
        if is_on(style.get(f"{w}default", "0")):
            self._defaults[style.get(f"{w}type", "")] = name

    def _resolve(self, name: str) -> AnyProperties:
        # not recursive: in a hostile file, a chain can be of any length, or circular
        chain: dict[str, None] = {}
        current: str | None = name
        while current in self._own and current not in self._resolved and current not in chain:
            chain[current] = None
            current = self._based_on.get(current)
        resolved = self._resolved.get(current or "", self._nothing)
        for style in reversed(chain):
            resolved = inherit(self._own[style], resolved)
            self._resolved[style] = resolved
        return resolved


def is_on(value: str) -> bool:
    """Tell whether an on/off value (ST_OnOff) is on."""
    return value not in ("0", "false", "off")
