"""Checks fetch.txt, the list of files to download (RFC 8493, 2.2.3).

Nothing is downloaded: a file that is not in the package counts as missing.
"""

from __future__ import annotations

import re

from xxzz.bundle.bagit.manifest import PAYLOAD, decode_path

_LINE = re.compile(r"\S+[ \t]+(?:\d+|-)[ \t]+(.+)")
_OUTSIDE = re.compile(r"[/~%\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)")


def fetch_faults(text: str) -> tuple[list[str], list[str]]:
    """Return the errors and warnings about a fetch.txt, as Chinese phrases."""
    errors: list[str] = []
    warnings: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            errors.append(f"fetch.txt 第{number}行写法不对")
            continue
        path = decode_path(match[1])
        if _OUTSIDE.match(path):
            errors.append(f"fetch.txt 里的“{path}”不在包的范围内")
        elif not path.removeprefix("./").startswith(PAYLOAD):
            warnings.append(f"fetch.txt 里的“{path}”不在 data 文件夹里")
    return errors, warnings
