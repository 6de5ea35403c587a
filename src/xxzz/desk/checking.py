"""Reads and checks materials like `xxzz validate`, and annotates the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.desk.downloads import Download
from xxzz.desk.placing import put_in_place
from xxzz.finding import Problem
from xxzz.intake import Intake, NoSource, read_sources
from xxzz.intake.past.workbook import with_past_winners
from xxzz.location import Location
from xxzz.waivers.check import check_with_waivers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.checked import Checked
    from xxzz.desk.downloads import Advance
    from xxzz.finding import Report
    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class Materials:
    """Checked materials, the basis of all further work."""

    intake: Intake
    found: Checked

    @property
    def report(self) -> Report:
        """The report of the check."""
        return self.found.report

    @property
    def season(self) -> Season:
        """The season used for checking."""
        return self.found.season

    @property
    def recommenders(self) -> list[str]:
        """The 推荐单位 of the materials, in the order of 附件2."""
        there = {one.ref.recommender for one in self.report.listed}
        return [row.name for row in self.season.quotas.recommenders if row.name in there]


def sources_in(folder: Path) -> list[Path]:
    """Return the sources in a folder: itself if it contains files, else its folders."""
    inside = sorted(folder.iterdir())
    return inside if inside and all(path.is_dir() for path in inside) else [folder]


def read_beside_past(
    sources: Sequence[Path],
    season: Season,
    data: Path | None = None,
    advance: Advance | None = None,
) -> tuple[Season, Intake]:
    """Read sources, and former winners beside them or in the tables' folder.

    Raises:
        NoSource: there is nothing to read.
    """
    intake = read_sources(sources, season, advance)
    known, problems = with_past_winners(season, [*sources, *([data] if data else [])])
    return known, intake._replace(problems=(*intake.problems, *problems))


def check(
    sources: Sequence[Path],
    season: Season,
    lost: Mapping[str, str] | None = None,
    advance: Advance | None = None,
) -> Materials:
    """Read and check the sources.

    `lost` are files that crashed the worker, with reasons: they are skipped and reported as
    unreadable.

    Raises:
        NoSource: there is nothing to read.
    """
    problems = tuple(_lost(file, why) for file, why in (lost or {}).items())
    try:
        season, intake = _read(sources, season, advance)
    except NoSource:
        if not problems:
            raise
        intake = Intake((), ())
    intake = intake._replace(problems=(*intake.problems, *problems))
    found = check_with_waivers(intake.submissions, season, problems=intake.problems)
    return Materials(intake, found)


def _read(
    sources: Sequence[Path], season: Season, advance: Advance | None
) -> tuple[Season, Intake]:
    """Read the sources, again where files had to be put where the lists name them."""
    known, intake = read_beside_past(sources, season, advance=advance)
    moved = tuple(put_in_place(intake.submissions))
    if not moved:
        return known, intake
    known, intake = read_beside_past(sources, season, advance=advance)
    return known, intake._replace(problems=(*intake.problems, *moved))


def _lost(file: str, why: str) -> Problem:
    hint = (
        "请用 Excel 或 WPS 打开它，另存为新的 .xlsx（推荐表另存为 .docx）再试；打不开的请对方重发。"
    )
    return Problem(why, hint, Location(file), rule="workbook-unreadable")


def annotate(checked: Materials) -> Download:
    """Return a copy of the workbook with invalid cells marked (validate --format xlsx).

    Raises:
        UnsupportedReport: there is not exactly one workbook.
    """
    from xxzz.report import Style, render  # noqa: PLC0415  # few runs need it

    content = render("xlsx", checked.report, checked.season, Style())
    stem = Path(checked.report.sources[0]).stem
    return Download(f"{stem}（批注）.xlsx", content if isinstance(content, bytes) else b"")
