"""Output to the two standard streams, which may be a GBK console, a file or a closed pipe."""

import codecs
import errno
import io
import os
import sys
from pathlib import Path
from typing import TextIO

from xxzz.cli.errors import cannot_work
from xxzz.cli.log import masked

_PIPE_ERRORS = (errno.EPIPE, errno.EINVAL)  # EINVAL: a closed pipe on Windows


_ALIKE = str.maketrans({"•": "·", "\xa0": " "})
"""Replacements for characters that GBK lacks."""


def prepare_streams() -> None:
    """Replace characters that a stream can't encode instead of failing.

    Streams closed before the start are redirected to the null device.
    """
    codecs.register_error("xxzz.alike", _alike)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # never closed
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
    """Print a line to standard output; in a CI service, personal data is masked."""
    _write(sys.stdout, _for_log(text))


def emit_as_it_is(text: str) -> None:
    """Print text without personal data, or already masked."""
    _write(sys.stdout, text)


def emit_utf8(text: str) -> None:
    """Print masked, machine-readable text in UTF-8 regardless of the locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    emit_as_it_is(text)


def emit_error(text: str) -> None:
    """Print a line to standard error; in a CI service, personal data is masked."""
    _write(sys.stderr, _for_log(text))


def _for_log(text: str) -> str:
    return masked(text) if in_ci() else text


def in_ci() -> bool:
    """Tell whether the program runs in a CI service, whose log others can read."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text + "\n")
        stream.flush()
    except OSError as error:
        # so that the flush at exit does not fail too
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        gone = error.errno in _PIPE_ERRORS  # the reader (`| head`) has finished
        if stream is sys.stdout and not gone:
            raise cannot_work("结果没有写完，磁盘可能满了；请换一个地方再试。") from error
