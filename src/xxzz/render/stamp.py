"""PDFs of a run: the same bytes each time, and known again as ours."""

from __future__ import annotations

import io
import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DATE = re.compile(rb"(?<=Date\(D:)\d{14}")
_IDENTITY = re.compile(rb"(?<=[</])[0-9A-Fa-f]{32}(?=[>\s])")
_EPOCH = b"19800101000000"


def stamped(pdf: bytes) -> bytes:
    """Return LibreOffice's PDF without the time of its making.

    LibreOffice derives the file's identity from the time; here it comes from the content. Nothing
    changes its length, so the table of offsets stays right.
    """
    pdf = _DATE.sub(_EPOCH, pdf)
    at = pdf.rfind(b"trailer")
    if at < 0:
        return pdf
    head, trailer = pdf[:at], pdf[at:]
    identity = sha256(head).hexdigest()[:32].upper().encode()
    return head + _IDENTITY.sub(identity, trailer)


def tagged(pdf: bytes, name: str) -> bytes:
    """Return a PDF that says by which file name it was written, in a comment after its end."""
    return pdf.rstrip(b"\n") + b"\n" + _mark(name)


def is_generated(path: Path) -> bool:
    """Tell whether a PDF was tagged for this place; a copy or a scan of the sealed form was not."""
    mark = _mark(path.name)
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - len(mark)))
        return file.read() == mark


def _mark(name: str) -> bytes:
    # some file systems give another normal form of a name back
    return b"%xxzz render " + unicodedata.normalize("NFC", name).encode() + b"\n"
