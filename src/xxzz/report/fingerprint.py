"""What makes a finding the same one in the next run, though its row has moved."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from xxzz.location import column_letters
from xxzz.report.places import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.finding import Finding, Report


# so that nobody who looks for telephone numbers in a public file finds one
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def fingerprints(report: Report) -> Iterator[str]:
    """Yield a fingerprint for each finding, no two alike: 64 letters.

    It is made of the rule, the file, the sheet, the column and the nomination's name; rows and
    messages change too easily. Names come from the report as it is shown: from a hash of the full
    ones they could be guessed.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        key = identity(finding)
        seen[key] += 1
        text = "\x1f".join((*key, str(seen[key])))
        yield sha256(text.encode(errors="surrogatepass")).hexdigest().translate(_LETTERS)


def identity(finding: Finding) -> tuple[str, ...]:
    """Return where a finding belongs, without what changes too easily."""
    place, ref = finding.location, finding.nomination
    column = column_letters(place.column) if place.column else ""
    names = (ref.recommender, ref.category or "", ref.name) if ref else ("", "", "")
    return (finding.rule, path_of(place), place.sheet or "", column, place.part or "", *names)
