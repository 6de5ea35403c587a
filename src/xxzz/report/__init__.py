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
    """A format; its module has `render(report, season, style)`, which returns text.

    If `binary`, it returns bytes. A `public` format is shown to outsiders (logs, dashboards), so it
    never gets personal data. A `from_top` format is read by services that identify files by their
    path from the repository's top. `ending` is its file extension.
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
"""The formats by name; a new one is a module and an entry here."""


class Style(NamedTuple):
    """Output style: colours, and width in columns.

    If `folded`, only the first of many similar findings are shown.
    """

    color: bool = False
    width: int = 100
    folded: bool = False


class UnsupportedReport(Refusal):
    """The format can't show this report; the message has reason and remedy in Chinese."""


def render(name: str, report: Report, season: Season, style: Style) -> str | bytes:
    """Return the report in the named format, as text or, for a binary format, as bytes.

    Raises:
        KeyError: there is no such format in `REPORTERS`.
        UnsupportedReport: the format can't show this report.
    """
    module = import_module(REPORTERS[name].module)
    renderer = cast("Callable[[Report, Season, Style], str | bytes]", module.render)
    return renderer(report, season, style)
