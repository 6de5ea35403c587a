"""Marks the PDFs of a run: the same bytes each time, and known again as ours."""

from __future__ import annotations

import io
import re
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DATE = re.compile(rb"(?<=Date\(D:)\d{14}")
_IDENTITY = re.compile(rb"(?<=[</])[0-9A-Fa-f]{32}(?=[>\s])")
_EPOCH = b"19800101000000"
_MARK = b"%xxzz render\n"


def stamped(pdf: bytes) -> bytes:
    """Return LibreOffice's PDF with our mark, and without the time of its making.

    LibreOffice derives the file's identity from the time; here it comes from the content. Nothing
    changes its length, so the table of offsets stays right.
    """
    pdf = _DATE.sub(_EPOCH, pdf)
    at = pdf.rfind(b"trailer")
    if at < 0:
        return marked(pdf)
    head, trailer = pdf[:at], pdf[at:]
    identity = sha256(head).hexdigest()[:32].upper().encode()
    return marked(head + _IDENTITY.sub(identity, trailer))


def marked(pdf: bytes) -> bytes:
    """Return a PDF with our mark, a comment after its end."""
    return pdf.rstrip(b"\n") + b"\n" + _MARK


def is_ours(path: Path) -> bool:
    """Tell whether a PDF has our mark; a scan of the sealed form has not."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - len(_MARK)))
        return file.read() == _MARK
