"""What is printed about a package where a CI service keeps it for others to read."""

from xxzz.bundle.verdict import Verdict
from xxzz.cli.console import in_ci
from xxzz.season import Season
from xxzz.text.columns import one_line
from xxzz.text.pii import mask


def printable(text: str, verdict: Verdict, season: Season | None) -> str:
    """Return a text for the screen; in CI without personal data of the package."""
    if in_ci():
        from xxzz.report.redact import redact_text  # noqa: PLC0415  # most runs show all

        entries = verdict.checked.entries if verdict.checked else ()
        text = redact_text(text, entries, season) if season else mask(text)
    return one_line(text)
