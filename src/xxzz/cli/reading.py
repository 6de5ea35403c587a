"""Reading the sources that a command line names."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from xxzz.cli.errors import wrong_usage
from xxzz.cli.paths import expand
from xxzz.cli.progress import progress
from xxzz.desk import checking
from xxzz.intake import Intake, read_sources
from xxzz.season import Season


def read(sources: Sequence[Path] | None, season: Season) -> Intake:
    """Read the sources, the current folder where none is named."""
    with progress("读取材料") as advance:
        return read_sources(expand(sources or [Path()]), season, advance)


def read_beside_past(
    sources: Sequence[Path] | None, season: Season, data: Path | None
) -> tuple[Season, Intake]:
    """Read the sources, and the lists of former winners beside them or in the tables' folder."""
    with progress("读取材料") as advance:
        return checking.read_beside_past(expand(sources or [Path()]), season, data, advance)


def refuse_to_overwrite_inputs(outputs: Iterable[Path], intake: Intake) -> None:
    """End the command where a result would replace a workbook or story that was read."""
    for output in outputs:
        if output.exists() and any(
            path.exists() and output.samefile(path) for path in _inputs(intake)
        ):
            raise wrong_usage(f"“{output}”是要检查的材料，不能把结果写进去，请换一个文件名。")


def _inputs(intake: Intake) -> Iterator[Path]:
    yield from (Path(problem.location.file) for problem in intake.problems)
    for submission in intake.submissions:
        yield submission.source
        for nomination in submission.nominations:
            if nomination.story_file:
                yield submission.source.parent / nomination.story_file
