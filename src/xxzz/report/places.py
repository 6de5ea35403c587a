"""Places as tools for source code want them: a path from the repository's top, and a line."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from xxzz.location import Location


def line_of(place: Location) -> int:
    """Return the line to point at: a sheet's row where the file has no lines, else the first."""
    return place.line or place.row or place.paragraph or 1


def path_of(place: Location) -> str:
    """Return the file's path with forward slashes, as it was named to the program."""
    return place.file.replace("\\", "/").removeprefix("./")


def uri_of(place: Location) -> str:
    """Return the path as a relative reference, or a file URI where it is absolute."""
    path = path_of(place)
    if path[1:3] == ":/":
        return f"file:///{quote(path, safe='/:')}"
    return f"file://{quote(path)}" if path.startswith("/") else quote(path)


def within(place: Location) -> str:
    """Return the place inside its file (推荐名单!R7), empty where it is the whole file."""
    return str(place).removeprefix(place.file).removeprefix("!")
