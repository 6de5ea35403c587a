"""Reads the time of the last save from a workbook's properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.xml.reading import XmlRefused, parse
from xxzz.zips.reading import ForeignZip, Limits, ZipRefused

if TYPE_CHECKING:
    from pathlib import Path

_PROPERTIES = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MAX_BYTES = 1 << 16


def saved_at(workbook: Path) -> str | None:
    """Return the time in UTC (2023-09-10T08:00:00Z), or None if it is not recorded.

    Times in this format sort as text.
    """
    try:
        with workbook.open("rb") as file:
            archive = ForeignZip(file, Limits(part=_MAX_BYTES))
            parts = {entry.filename: entry for entry in archive.entries}
            text = parse(archive.read(parts[_PROPERTIES])).findtext(_MODIFIED) or ""
    except (OSError, KeyError, ZipRefused, XmlRefused):
        return None
    return text if _TIME.fullmatch(text) else None
