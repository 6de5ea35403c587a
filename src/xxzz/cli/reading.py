"""Reads the sources named on the command line."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from xxzz.cli.errors import wrong_usage
from xxzz.cli.log import mask_names_of
from xxzz.cli.paths import expand
from xxzz.cli.progress import progress
from xxzz.desk import checking
from xxzz.entry import resolve
from xxzz.intake import Intake, read_sources
from xxzz.intake.story.path import story_place
from xxzz.season import Season
from xxzz.waivers import FILE_NAME as WAIVERS


def read(sources: Sequence[Path] | None, season: Season) -> Intake:
    """Read the sources, by default the current folder."""
    with progress("读取材料") as advance:
        intake = read_sources(expand(sources or [Path()]), season, advance)
    mask_names_of(resolve(intake.submissions, season), season)
    return intake


def read_beside_past(
    sources: Sequence[Path] | None, season: Season, data: Path | None
) -> tuple[Season, Intake]:
    """Read sources, and former winners beside them or in the tables' folder."""
    with progress("读取材料") as advance:
        places = expand(sources or [Path()])
        known, intake = checking.read_beside_past(places, season, data, advance)
    mask_names_of(resolve(intake.submissions, known), known)
    return known, intake


def refuse_to_overwrite_inputs(
    outputs: Iterable[Path], intake: Intake, others: Iterable[Path] = ()
) -> None:
    """Exit if a result would overwrite an input: workbook, story or `others`."""
    inputs = {path.resolve() for path in (*_inputs(intake), *others) if path.exists()}
    for output in outputs:
        if output.exists() and any(map(output.samefile, inputs)):
            raise wrong_usage(f"“{output}”是要检查的材料，不能把结果写进去，请换一个文件名。")


def _inputs(intake: Intake) -> Iterator[Path]:
    yield from (Path(problem.location.file) for problem in intake.problems)
    for submission in intake.submissions:
        folder = submission.source.parent
        yield from (submission.source, folder / WAIVERS)
        for cell in filter(None, {one.story_file for one in submission.nominations}):
            if place := story_place(cell, folder):
                yield place
