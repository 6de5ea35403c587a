"""Reads and writes bagit.txt and bag-info.txt (RFC 8493, 2.1.1 and 2.2.2)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BAGIT, INFO, FETCH = "bagit.txt", "bag-info.txt", "fetch.txt"

VERSIONS = ("0.97", "1.0")
"""BagIt versions that can be read; the last one is written."""
DECLARATION = f"BagIt-Version: {VERSIONS[-1]}\nTag-File-Character-Encoding: UTF-8\n".encode()

_DECLARATION = re.compile(
    r"BagIt-Version: (\d+\.\d+)(?:\r\n|\r|\n)"
    r"Tag-File-Character-Encoding: ([^\s]+)[ \t]*(?:\r\n|\r|\n)*"
)
_BREAK = re.compile(r"\r\n|\r|\n")
_ELEMENT = re.compile(r"([^\s:](?:[^:]*[^\s:])?)\s*:\s*(.*)")

_NO_CHARACTER_SETS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape"})
"""Codecs of Python that are not character sets."""

Info = tuple[tuple[str, str], ...]
"""Labels and values of bag-info.txt, in order; labels may be repeated."""


class TagsBroken(Exception):
    """A tag file is invalid; the message says which and why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """The content of bagit.txt."""

    version: str
    encoding: str


def read_declaration(content: bytes) -> Declaration:
    """Parse bagit.txt: exactly two lines without a byte order mark.

    Raises:
        TagsBroken: the syntax is wrong, or the version or encoding is unknown.
    """
    try:
        match = _DECLARATION.fullmatch(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise TagsBroken("bagit.txt 不是 UTF-8 文本") from error
    if match is None:
        raise TagsBroken("bagit.txt 应当正好是版本和编码两行")
    if match[1] not in VERSIONS:
        raise TagsBroken(f"BagIt 版本是 {match[1]}，能读的是 {'、'.join(VERSIONS)}")
    try:
        encoding = codecs.lookup(match[2]).name
        "".encode(encoding)
    except (LookupError, ValueError):
        encoding = ""
    if not encoding or encoding in _NO_CHARACTER_SETS:
        raise TagsBroken(f"bagit.txt 里的编码“{match[2]}”不认识")
    return Declaration(match[1], encoding)


def decode(name: str, content: bytes, encoding: str) -> str:
    """Return the text of a tag file.

    Raises:
        TagsBroken: it is not in the bag's encoding.
    """
    try:
        return content.decode(encoding)
    except UnicodeError as error:
        raise TagsBroken(f"{name} 不是 {encoding} 编码") from error


def read_info(name: str, text: str) -> Info:
    """Parse labels and values; indented lines continue the previous value.

    Raises:
        TagsBroken: a line has no label.
    """
    found: list[tuple[str, str]] = []
    for number, line in enumerate(_BREAK.split(text.removeprefix("\ufeff")), 1):
        if not line.strip():
            continue
        if line[0] in " \t" and found:
            label, value = found[-1]
            found[-1] = (label, f"{value} {line.strip()}".strip())
            continue
        match = _ELEMENT.fullmatch(line)
        if match is None:
            raise TagsBroken(f"{name} 第{number}行不是“名称: 值”")
        found.append((match[1], match[2].strip()))
    return tuple(found)


def write_info(info: Iterable[tuple[str, str]]) -> bytes:
    """Return the content of bag-info.txt, one line per value."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info).encode()
