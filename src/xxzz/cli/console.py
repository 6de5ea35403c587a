"""Writing to the two streams, whatever they are: a console in GBK, a file, a pipe that closed."""

import codecs
import errno
import io
import os
import sys
from pathlib import Path
from typing import TextIO

from xxzz.cli.errors import cannot_work

_PIPE_ERRORS = (errno.EPIPE, errno.EINVAL)  # Windows reports a closed pipe as EINVAL


_ALIKE = str.maketrans({"•": "·", "\xa0": " "})
"""What GBK lacks though the notice itself has it, and what stands in for it."""


def prepare_streams() -> None:
    """Let characters that a stream can't show become a similar one or `?`, never an error.

    A stream that was closed before the program began leads nowhere.
    """
    codecs.register_error("xxzz.alike", _alike)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # to the end
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="xxzz.alike")


def _alike(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end].translate(_ALIKE)
    return lost.encode(error.encoding, "replace"), error.end


def emit(text: str) -> None:
    """Write text and a line end to standard output; in a CI service's log without personal data."""
    _write(sys.stdout, _for_log(text))


def emit_as_it_is(text: str) -> None:
    """Write a text that names nobody, such as the notice's own, or that was redacted before."""
    _write(sys.stdout, text)


def emit_utf8(text: str) -> None:
    """Write what programs read, redacted before: UTF-8 in any locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    emit_as_it_is(text)


def complain(text: str) -> None:
    """Write text and a line end to standard error; in a CI service's log without personal data."""
    _write(sys.stderr, _for_log(text))


def _for_log(text: str) -> str:
    if not in_ci():
        return text
    from xxzz.cli.log import masked  # noqa: PLC0415  # most runs are at somebody's desk

    return masked(text)


def in_ci() -> bool:
    """Tell whether a CI service runs the program, whose log others can read."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text + "\n")
        stream.flush()
    except OSError as error:
        # the interpreter's own flush at exit must not fail too
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        gone = error.errno in _PIPE_ERRORS  # the reader has (`| head`), and wants no more
        if stream is sys.stdout and not gone:
            raise cannot_work("结果没有写完，磁盘可能满了；请换一个地方再试。") from error
