"""fetch.txt of a bag (RFC 8493, 2.2.3): files that still have to be fetched, and from where.

Nothing is ever fetched here: a file that is not in the package counts as missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.bundle.manifest import PAYLOAD, decode_path

if TYPE_CHECKING:
    from xxzz.bundle.bag import Bag

_LINE = re.compile(r"\S+[ \t]+(?:\d+|-)[ \t]+(.+)")
_OUTSIDE = re.compile(r"[/~%\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)")


def check_fetch(text: str, bag: Bag) -> None:
    """Add to a bag what is wrong with its fetch.txt."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            bag.errors.append(f"fetch.txt 第{number}行写法不对")
            continue
        path = decode_path(match[1])
        if _OUTSIDE.match(path):
            bag.errors.append(f"fetch.txt 里的“{path}”不在包的范围内")
        elif not path.removeprefix("./").startswith(PAYLOAD):
            bag.warnings.append(f"fetch.txt 里的“{path}”不在 data 文件夹里")
