"""`xxzz pack`: checks and renders one recommender's submission and packs it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz import __version__
from xxzz.bundle import layout
from xxzz.bundle.bagit.archive import Payload
from xxzz.bundle.bagit.profile import IDENTIFIER
from xxzz.bundle.bagit.safety import MAX_TOTAL_BYTES
from xxzz.bundle.content import check_against, documents, results
from xxzz.bundle.corrected import Corrected
from xxzz.bundle.output import OutputError, write_file
from xxzz.bundle.path_rewriter import PathRewriter
from xxzz.bundle.saved import saved_at
from xxzz.bundle.select import Selected, select
from xxzz.bundle.tables import table_files, tables_version
from xxzz.finding import Severity
from xxzz.refusal import Refusal, Why
from xxzz.text.file_names import safe_name
from xxzz.waivers.reading import read_waivers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.checked import Checked
    from xxzz.finding import Problem, Report
    from xxzz.intake import Intake
    from xxzz.season import Season
    from xxzz.season.models import Recommender
    from xxzz.waivers.waiver import Waivers

_FIRST = 1


@dataclass(frozen=True, slots=True)
class PackOptions:
    """Output folder, recommender, and contact for questions.

    `data` is a custom folder of the season's tables; `rendered` is the folder of documents rendered
    earlier, which may have been edited by hand.
    """

    out: Path
    recommender: Recommender | None = None
    contact: str = ""
    data: Path | None = None
    rendered: Path | None = None


class Refused(Refusal):
    """There are errors in the submissions, or a rule crashed; see the report."""

    why = Why.FOUND

    def __init__(self, checked: Checked) -> None:
        errors = checked.report.count(Severity.ERROR)
        crash = "程序内部出错，没有检查完。"
        reason = crash if checked.report.crashed else f"还有{errors}处错误，请先改正。"
        super().__init__(f"没有打包：{reason}")
        self.checked = checked


@dataclass(frozen=True, slots=True)
class Packed:
    """The package; `new` is false if the latest edition has the same content.

    `by_hand` are the names of included documents that were edited; `unmatched` are edited documents
    that belong to no nomination.
    """

    path: Path
    selected: Selected
    report: Report
    new: bool
    by_hand: tuple[str, ...] = ()
    unmatched: tuple[Path, ...] = ()


def pack(intake: Intake, season: Season, options: PackOptions) -> Packed:
    """Make a package (五（三）2 and 3) from sources.

    The first edition is 第1版. If the folder has an earlier one, changed content becomes the next
    edition; earlier ones are kept.

    Raises:
        NotOnePackage: the sources do not have exactly one recommender.
        Refused: there is an error that is not waived.
        Disagreement: an edited document disagrees with the list.
        OutputError: the package can't be written, or a source can't be read any more.
    """
    selected = select(intake, options.recommender, season)
    problems = _problems(intake, selected)
    waivers = read_waivers(selected.submissions, season)
    checked = check_against(selected.submissions, problems, waivers, season)
    report = checked.report
    if report.crashed or report.count(Severity.ERROR):
        raise Refused(checked)
    inner, files = _contents(selected, problems, waivers, season)
    corrected = _corrected(selected, files, season, options)
    files |= corrected.taken if corrected else {}
    try:
        tables = table_files(season, options.data)
        files |= {name: path.read_bytes() for name, path in selected.files.items()}
    except OSError as error:
        raise OutputError(f"“{error.filename}”读不出来，没有打包。请关闭它再试一次。") from error
    files |= {f"{layout.TABLES}/{name}": data for name, data in tables.items()}
    _refuse_too_large(sum(map(len, files.values())))
    payload = Payload(files)
    info = [
        *_who(selected, season, options.contact),
        *_counts(inner),
        (layout.TABLES_VERSION, tables_version(season.year, tables)),
        ("Payload-Oxum", payload.oxum),
    ]
    path, new = _write(payload, info, selected.recommender.name, season.year, options.out)
    by_hand, unmatched = (tuple(corrected.taken), corrected.unmatched) if corrected else ((), ())
    return Packed(path, selected, report, new, by_hand, unmatched)


def _refuse_too_large(total: int) -> None:
    """Refuse what receivers would refuse: forms repeat the stories' pictures."""
    if total > MAX_TOTAL_BYTES:
        size = f"材料连同生成的推荐表共有{total >> 20}MB"
        raise OutputError(f"没有打包：{size}，放不进一个包，请压缩事迹里的图片。")


def _corrected(
    selected: Selected, files: Mapping[str, bytes], season: Season, options: PackOptions
) -> Corrected | None:
    if options.rendered is None:
        return None
    folder = options.rendered / safe_name(selected.recommender.name, "")
    made = {name: data for name, data in files.items() if name.startswith(f"{layout.DOCUMENTS}/")}
    return Corrected(folder, made, season)


def _problems(intake: Intake, selected: Selected) -> list[Problem]:
    """Return the problems of the selected files and of unreadable ones."""
    ours = {one.source for one in selected.submissions}
    others = {one.source.as_posix() for one in intake.submissions if one.source not in ours}
    return [one for one in intake.problems if one.location.file not in others]


def _contents(
    selected: Selected, problems: Iterable[Problem], waivers: Waivers, season: Season
) -> tuple[Checked, dict[str, bytes]]:
    """Return check and generated files, with file names as in the package."""
    names = {path.as_posix(): name for name, path in selected.files.items()}
    rewriter = PathRewriter(names)
    submissions = tuple(map(rewriter.submission, selected.submissions))
    checked = check_against(
        submissions,
        [rewriter.problem(one) for one in problems if one.location.file in names],
        rewriter.waivers(waivers),
        season,
    )
    return checked, dict((*documents(checked), *results(checked)))


def _who(selected: Selected, season: Season, contact: str) -> Iterator[tuple[str, str]]:
    name = selected.recommender.name
    yield "BagIt-Profile-Identifier", IDENTIFIER
    yield "Source-Organization", name
    yield layout.RECOMMENDER, name
    yield layout.SEASON, str(season.year)
    yield "External-Description", season.notice.documents.summary.title
    if contact:
        yield layout.CONTACT, contact
    yield layout.AGENT, f"xxzz {__version__}"
    # the latest of all workbooks; the current date would make packages irreproducible
    times = filter(None, (saved_at(one.source) for one in selected.submissions))
    if saved := max(times, default=""):
        yield layout.SAVED, saved


def _counts(checked: Checked) -> Iterator[tuple[str, str]]:
    counts = Counter(entry.category for entry in checked.entries)
    yield layout.NOMINATIONS, str(counts.total())
    for category in checked.season.categories:
        yield layout.count_label(category), str(counts[category])
    yield layout.WAIVED, str(sum(one.waived is not None for one in checked.report.findings))


def _write(
    payload: Payload, info: Sequence[tuple[str, str]], recommender: str, year: int, out: Path
) -> tuple[Path, bool]:
    latest = _latest(recommender, year, out)
    for edition in (latest, latest + 1):
        name = layout.bag_name(recommender, year, edition)
        path = out / f"{name}.zip"
        content = payload.packed(name, [*info, (layout.EDITION, str(edition))])
        if not path.exists():
            write_file(path, content)
            return path, True
        if _holds(path, content):
            break
    return path, False


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError as error:
        raise OutputError(f"“{path}”读不出来，没有打包。请关闭它再试一次。") from error


def _latest(recommender: str, year: int, out: Path) -> int:
    """Return the highest edition in a folder, 1 if there is none."""
    found = (layout.edition_of(path.stem, recommender, year) for path in out.glob("*.zip"))
    return max(filter(None, found), default=_FIRST)
