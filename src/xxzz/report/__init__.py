"""Report formats: one table, one module each, imported only when asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from xxzz.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from xxzz.finding import Report
    from xxzz.season import Season


class Reporter(NamedTuple):
    """A format: its module has `render(report, season, style)`, which returns text.

    Where `binary`, it returns bytes. A `public` format is made to be shown to others than the
    people concerned (logs, dashboards), so it is never given their personal data. One `from_top` is
    read by services that know a repository's files by their paths from its top. `ending` is that of
    the files of its kind.
    """

    module: str
    ending: str = ".txt"
    binary: bool = False
    public: bool = False
    from_top: bool = False


REPORTERS: dict[str, Reporter] = {
    "terminal": Reporter("xxzz.report.terminal"),
    "json": Reporter("xxzz.report.json_report", ".json"),
    "html": Reporter("xxzz.report.html_report", ".html"),
    "xlsx": Reporter("xxzz.report.xlsx_report", ".xlsx", binary=True),
    "github": Reporter("xxzz.report.github", public=True, from_top=True),
    "gitlab": Reporter("xxzz.report.gitlab", ".json", public=True, from_top=True),
    "sarif": Reporter("xxzz.report.sarif", ".json", public=True, from_top=True),
    "junit": Reporter("xxzz.report.junit", ".xml", public=True),
}
"""The formats by name; a new one is a module and a line here."""


class Style(NamedTuple):
    """How text may look where it goes: whether in colour, how many columns wide.

    Where `folded`, of many equal faults only the first are shown.
    """

    color: bool = False
    width: int = 100
    folded: bool = False


class UnsupportedReport(Refusal):
    """A format can't show this report; the message says in Chinese why and what to do."""


def render(name: str, report: Report, season: Season, style: Style) -> str | bytes:
    """Return the report in the named format, as text or, for a binary format, as bytes.

    Raises:
        KeyError: there is no such format in `REPORTERS`.
        UnsupportedReport: the format can't show this report.
    """
    module = import_module(REPORTERS[name].module)
    renderer = cast("Callable[[Report, Season, Style], str | bytes]", module.render)
    return renderer(report, season, style)
