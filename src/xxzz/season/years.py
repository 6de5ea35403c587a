"""Years as titles and dates name them: 2023年, 〔2023〕, 二〇二三年."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMERALS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_YEAR = re.compile(
    r"(?<![0-9])(?:(?P<first>(?:19|20)[0-9]{2})\s?[-—–~～至、]{1,2}\s?)?"
    r"(?P<year>(?:19|20)[0-9]{2}|[一二][〇零○Ｏ一二三四五六七八九]{3})(?=\s?年|[〕\]］）)])"
)


def years_in(text: str) -> Iterator[range]:
    """Yield the years that a text names, each as a span: one year, or 2023-2024年."""
    for match in _YEAR.finditer(text):
        last = int(match["year"].translate(_NUMERALS))
        yield range(int(match["first"] or last), last + 1)
