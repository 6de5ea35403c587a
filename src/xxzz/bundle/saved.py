"""When an office program last saved a workbook, by the workbook's own word."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from xxzz.xml.reading import XmlRefused, parse

if TYPE_CHECKING:
    from pathlib import Path

_PROPERTIES = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MAX_BYTES = 1 << 16


def saved_at(workbook: Path) -> str | None:
    """Return the time in UTC (2023-09-10T08:00:00Z), None where the file does not tell.

    Times of this shape sort as text.
    """
    try:
        with zipfile.ZipFile(workbook) as archive, archive.open(_PROPERTIES) as part:
            xml = part.read(_MAX_BYTES)
        text = parse(xml).findtext(_MODIFIED) or ""
    except (OSError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error, XmlRefused):
        return None
    return text if _TIME.fullmatch(text) else None
