"""fetch.txt of a bag (RFC 8493, 2.2.3): files that still have to be fetched, and from where.

Nothing is ever fetched here: a file that is not in the package counts as missing.
"""

from __future__ import annotations

import re

from xxzz.bundle.bagit.manifest import PAYLOAD, decode_path

_LINE = re.compile(r"\S+[ \t]+(?:\d+|-)[ \t]+(.+)")
_OUTSIDE = re.compile(r"[/~%\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)")


def fetch_faults(text: str) -> tuple[list[str], list[str]]:
    """Return what is wrong and what is odd with a fetch.txt, as phrases without a full stop."""
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
