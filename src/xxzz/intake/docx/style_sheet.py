"""What the styles of a document say, each with what it is based on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element


class Saying(Protocol):
    """What one style says; some of it may be left to what the style is based on."""

    def over(self, base: Self) -> Self:
        """Return what holds where this stands over something else."""
        ...


Said = TypeVar("Said", bound=Saying)


class StyleSheet(Generic[Said]):
    """The styles of one document, resolved along `basedOn` and kept."""

    def __init__(
        self, root: Element | None, w: str, read: Callable[[Element], Said], nothing: Said
    ) -> None:
        """`read` tells what an element with properties says, `nothing` is what none says."""
        self._w = w
        self._nothing = nothing
        self._own: dict[str, Said] = {}
        self._based_on: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        self._resolved: dict[str, Said] = {}
        for style in () if root is None else root.iterfind(f"{w}style"):
            self._read(style, read)

    @property
    def own(self) -> Mapping[str, Said]:
        """What each style says by itself."""
        return self._own

    def of(self, name: str | None, kind: str) -> Said:
        """Return what holds by the style of this name, else by the default one of its kind."""
        if name is None or name not in self._own:
            name = self._defaults.get(kind)
        return self._nothing if name is None else self._resolve(name)

    def _read(self, style: Element, read: Callable[[Element], Said]) -> None:
        w = self._w
        name = style.get(f"{w}styleId", "")
        self._own[name] = read(style)
        parent = style.find(f"{w}basedOn")
        if parent is not None:
            self._based_on[name] = parent.get(f"{w}val", "")
        if is_on(style.get(f"{w}default", "0")):
            self._defaults[style.get(f"{w}type", "")] = name

    def _resolve(self, name: str) -> Said:
        # Without recursion: a hostile file has chains of any length, or circles.
        chain: dict[str, None] = {}
        current: str | None = name
        while current in self._own and current not in self._resolved and current not in chain:
            chain[current] = None
            current = self._based_on.get(current)
        said = self._resolved.get(current or "", self._nothing)
        for style in reversed(chain):
            said = self._own[style].over(said)
            self._resolved[style] = said
        return said


def is_on(value: str) -> bool:
    """Tell whether the value of a switch is on."""
    return value not in ("0", "false", "off")
