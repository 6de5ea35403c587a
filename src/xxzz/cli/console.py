"""Writing to the two streams, whatever they are: a console in GBK, a file, a pipe that closed."""

import codecs
import errno
import io
import os
import sys
from typing import TextIO

_PIPE_ERRORS = (errno.EPIPE, errno.EINVAL)  # Windows reports a closed pipe as EINVAL


_ALIKE = str.maketrans({"•": "·", "\xa0": " "})
"""What GBK lacks though the notice itself has it, and what stands in for it."""


def prepare_streams() -> None:
    """Let characters that a stream can't show become a similar one or `?`, never an error."""
    codecs.register_error("xxzz.alike", _alike)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="xxzz.alike")


def _alike(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end].translate(_ALIKE)
    return lost.encode(error.encoding, "replace"), error.end


def emit(text: str) -> None:
    """Write text and a line end to standard output."""
    _write(sys.stdout, text)


def emit_utf8(text: str) -> None:
    """Write what programs read: UTF-8 in any locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    emit(text)


def complain(text: str) -> None:
    """Write text and a line end to standard error."""
    _write(sys.stderr, text)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text + "\n")
        stream.flush()
    except OSError as error:
        if error.errno not in _PIPE_ERRORS:
            raise
        # the reader has gone (`| head`); the interpreter's own flush at exit must not fail either
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
