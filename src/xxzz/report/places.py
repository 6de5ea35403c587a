"""Locations as source-code tools expect them: a path from the repository's top, and a line."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from xxzz.finding import Report
    from xxzz.location import Location


def line_of(place: Location) -> int:
    """Return the line number: a sheet's row counts as line; 1 if there is none."""
    return place.line or place.row or place.paragraph or 1


def path_of(place: Location) -> str:
    """Return the file's path as given to the program, with forward slashes."""
    return place.file.replace("\\", "/").removeprefix("./")


def uri_of(place: Location) -> str:
    """Return the path as a relative URI reference, or a file URI if it is absolute."""
    path = path_of(place)
    if path[1:3] == ":/":
        return f"file:///{_quoted(path, safe='/:')}"
    return f"file://{_quoted(path)}" if path.startswith("/") else _quoted(path)


def _quoted(path: str, safe: str = "/") -> str:
    # a file name that is not UTF-8 has lone surrogates
    return quote(path, safe, errors="surrogatepass")


def from_top(report: Report, top: Path, here: Path) -> Report:
    """Return the report with paths relative to the repository's top.

    `here` is the folder that the report's paths are relative to.
    """
    names: dict[str, str] = {}

    def relocated(place: Location) -> Location:
        if place.file not in names:
            names[place.file] = _from_top(here / place.file, top, place.file)
        return place._replace(file=names[place.file])

    findings = (
        replace(one, location=relocated(one.location), related=tuple(map(relocated, one.related)))
        for one in report.findings
    )
    return replace(report, findings=tuple(findings))


def _from_top(path: Path, top: Path, name: str) -> str:
    full = Path(os.path.normpath(path))
    return full.relative_to(top).as_posix() if full.is_relative_to(top) else name


def within(place: Location) -> str:
    """Return the place inside its file (推荐名单!R7), or "" for the whole file."""
    return str(place).removeprefix(place.file).removeprefix("!")
