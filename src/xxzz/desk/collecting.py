"""Collects filled forms into a list like `xxzz collect`."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from xxzz.collect.run import Collection, Options
from xxzz.desk.checking import sources_in
from xxzz.desk.downloads import Download
from xxzz.intake.find import FORM_ENDINGS, find_sources
from xxzz.intake.form.files import read_forms
from xxzz.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xxzz.desk.downloads import Advance
    from xxzz.finding import Problem
    from xxzz.intake.form.files import FormIntake
    from xxzz.season import Season
    from xxzz.season.models import Recommender


class NoForms(Refusal):
    """No form could be read; `problems` are those of the files."""

    def __init__(self, title: str, problems: Sequence[Problem]) -> None:
        super().__init__(f"没有读到任何填好的“{title}”，没有写文件。请核对文件夹。")
        self.problems = problems


def take_forms(
    paths: Sequence[Path], collection: Collection, season: Season, advance: Advance | None = None
) -> FormIntake:
    """Read the forms of files and folders into a collection, except its own output.

    Raises:
        NoForms: no form could be read.
    """
    own = collection.own_stories
    found = find_sources(paths, FORM_ENDINGS)
    intake = read_forms([one for one in found if one.path.resolve() not in own], season, advance)
    if not intake.files:
        raise NoForms(season.notice.documents.form.title, intake.problems)
    collection.take(intake)
    return intake


def collect(
    folder: Path,
    season: Season,
    recommender: Recommender | None = None,
    advance: Advance | None = None,
) -> Download:
    """Return a list made from the forms in a folder, with stories in its cells.

    Raises:
        NoForms: no form could be read.
    """
    names = (f"推荐名单{number or ''}.xlsx" for number in count())
    output = next(path for name in names if not (path := folder / name).exists())
    collection = Collection(output, season, Options(recommender, in_cell=True))
    intake = take_forms(sources_in(folder), collection, season, advance)
    try:
        collection.write()
        content = output.read_bytes()
    finally:
        # only downloaded: it must not be read by the next check
        output.unlink(missing_ok=True)
    notes = ("黄色的格子请核对，说明在工作表“采集报告”里。", *map(_line, intake.problems))
    return Download(output.name, content, notes)


def _line(problem: Problem) -> str:
    return f"{problem.location}：{problem.message}{problem.hint}"
