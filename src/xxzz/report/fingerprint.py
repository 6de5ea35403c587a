"""Fingerprints that identify a finding across runs, even if its row has moved."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from xxzz.location import column_letters
from xxzz.report.places import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.finding import Finding, Report


# digits look like telephone numbers to whoever searches a public file for them
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def fingerprints(report: Report) -> Iterator[str]:
    """Yield a unique fingerprint of 64 letters for each finding.

    It is a hash of rule, file, sheet, column and the nomination's name; rows and messages change
    too easily. Names must be those shown in the report: from a hash, full names could be guessed.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        key = identity(finding)
        seen[key] += 1
        text = "\x1f".join((*key, str(seen[key])))
        yield sha256(text.encode(errors="surrogatepass")).hexdigest().translate(_LETTERS)


def identity(finding: Finding) -> tuple[str, ...]:
    """Return the stable identity of a finding."""
    place, ref = finding.location, finding.nomination
    column = column_letters(place.column) if place.column else ""
    names = (ref.recommender, ref.category or "", ref.name) if ref else ("", "", "")
    return (finding.rule, path_of(place), place.sheet or "", column, place.part or "", *names)
