"""Formats numbers as their cells do: a person sees 2020.1 with two decimals as 2020.10."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
"""Built-in number formats, whose codes are not in the file, as far as they matter here."""

_MAX_DECIMALS = 15
_EXACT = Context(prec=350)
"""Enough digits for the largest number of a cell."""
_IGNORED = re.compile(r"\[[^\]]*\]|_.|\*.")
_LITERAL = r'(?:"[^"]*"|\\.|[^"\\#0?.,%@A-Za-z])*'
_CODE = re.compile(rf"({_LITERAL})([#0?,]*[#0?])(?:\.([#0?]+))?(%?)({_LITERAL})")
_TEXT = re.compile(rf"({_LITERAL})@({_LITERAL})")
_QUOTES = re.compile(r'"([^"]*)"|\\(.)')


class NumberFormat(NamedTuple):
    """A number format.

    `before` and `behind` are literal texts, `digits` is the least number of digits before the
    decimal point; of the `decimals`, the last `optional` ones are left out if they are 0.
    """

    before: str
    digits: int
    decimals: int
    optional: int
    percent: bool
    behind: str

    def shown(self, value: float) -> str | None:
        """Return a number as text, None where the format shows its plain digits."""
        if not math.isfinite(value):
            return None
        plain = not (self.before or self.behind or self.percent or self.digits > 1)
        if plain and value == int(value):
            return None
        amount = abs(Decimal(repr(value))) * (100 if self.percent else 1)
        # as Excel and WPS do: half up, and of the decimal number that a person typed
        rounded = amount.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP, _EXACT)
        whole, _, rest = f"{rounded:f}".partition(".")
        kept = rest[: self.decimals - self.optional]
        rest = kept + rest[self.decimals - self.optional :].rstrip("0")
        text = whole.zfill(self.digits) + (f".{rest}" if rest else "")
        sign = "-" if value < 0 else ""
        return f"{sign}{self.before}{text}{'%' if self.percent else ''}{self.behind}"


@lru_cache(maxsize=256)
def number_format(code: str) -> NumberFormat | None:
    """Return the format of a code for positive numbers; None for dates and unsupported codes."""
    found = _CODE.fullmatch(_IGNORED.sub("", code.split(";", 1)[0]).strip())
    if found is None:
        return None
    before, whole, decimals, percent, behind = found.groups(default="")
    if len(decimals) > _MAX_DECIMALS:
        return None
    optional = len(decimals) - len(decimals.rstrip("#?"))
    texts = [_QUOTES.sub(r"\1\2", text).strip() for text in (before, behind)]
    return NumberFormat(
        texts[0], whole.count("0"), len(decimals), optional, bool(percent), texts[1]
    )


@lru_cache(maxsize=256)
def text_affixes(code: str) -> tuple[str, str] | None:
    """Return what a code shows before and behind a text (@"有限公司"); None for nothing."""
    sections = [one for one in _IGNORED.sub("", code).split(";") if "@" in one]
    found = _TEXT.fullmatch(sections[-1].strip()) if sections else None
    if found is None:
        return None
    before, behind = (_QUOTES.sub(r"\1\2", text).strip() for text in found.groups())
    return (before, behind) if before or behind else None
