"""The generated content of a package: documents and report."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xxzz.bundle.layout import DOCUMENTS, HTML_REPORT, JSON_REPORT
from xxzz.check import check
from xxzz.render import DocumentRenderer, Kind, PlanOptions, make_plans
from xxzz.report import Style, render
from xxzz.waivers.marking import waive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xxzz.checked import Checked
    from xxzz.finding import Problem
    from xxzz.nomination import Submission
    from xxzz.season import Season
    from xxzz.waivers.waiver import Waivers


def check_against(
    submissions: Sequence[Submission],
    problems: Iterable[Problem],
    waivers: Waivers,
    season: Season,
) -> Checked:
    """Check submissions, applying the waivers found beside them."""
    checked = check(submissions, season, problems=[*problems, *waivers.problems])
    return waive(checked, waivers, {})


def documents(checked: Checked) -> Iterator[tuple[str, bytes]]:
    """Yield each rendered 附件3 and 附件4 with its name in the package."""
    renderer = DocumentRenderer(checked.season, None, kinds=Kind)
    # `draft` so that documents are compared even if there are errors
    for plan in make_plans(checked, PlanOptions(draft=True)):
        for document in plan.documents:
            path = PurePosixPath(DOCUMENTS) / document.path.relative_to(plan.folder)
            yield path.as_posix(), renderer.make(document)


def results(checked: Checked) -> Iterator[tuple[str, bytes]]:
    """Yield the report in each format of a package, with its name there."""
    for name, path in (("json", JSON_REPORT), ("html", HTML_REPORT)):
        made = render(name, checked.report, checked.season, Style())
        yield path, made if isinstance(made, bytes) else f"{made}\n".encode(errors="replace")
