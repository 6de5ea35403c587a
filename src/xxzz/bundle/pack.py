"""One recommender's submission as a package: checked, rendered, sealed with checksums."""

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
    """What is wanted: whose package, where to, and who answers questions about it.

    `data` is the folder of the season's tables, None for those that come along; `rendered` the one
    with the documents that were rendered before, in which people may have corrected some by hand.
    """

    out: Path
    recommender: Recommender | None = None
    contact: str = ""
    data: Path | None = None
    rendered: Path | None = None


class Refused(Refusal):
    """Errors stand against the submissions, or a rule crashed; the report says which."""

    why = Why.FOUND

    def __init__(self, checked: Checked) -> None:
        errors = checked.report.count(Severity.ERROR)
        crash = "程序内部出错，没有检查完。"
        reason = crash if checked.report.crashed else f"还有{errors}处错误，请先改正。"
        super().__init__(f"没有打包：{reason}")
        self.checked = checked


@dataclass(frozen=True, slots=True)
class Packed:
    """The package; `new` is false where the latest one already had exactly this content.

    `by_hand` are the documents taken as people had changed them, by their names in the package;
    `left` those that belong to nothing in it.
    """

    path: Path
    selected: Selected
    report: Report
    new: bool
    by_hand: tuple[str, ...] = ()
    left: tuple[Path, ...] = ()


def pack(intake: Intake, season: Season, options: PackOptions) -> Packed:
    """Make a package (五（三）2 and 3) of what was read.

    The first is 第1版; where an earlier one lies in the folder, changed content becomes the next
    edition and the earlier one stays.

    Raises:
        NotOnePackage: the sources are not those of one recommender.
        Refused: an error stands that is not waived.
        Disagreement: a document that was changed by hand does not say what the list says.
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
    _refuse_weight(sum(map(len, files.values())))
    payload = Payload(files)
    info = [
        *_who(selected, season, options.contact),
        *_counts(inner),
        (layout.TABLES_VERSION, tables_version(season.year, tables)),
        ("Payload-Oxum", payload.oxum),
    ]
    path, new = _write(payload, info, selected.recommender.name, season.year, options.out)
    by_hand, left = (tuple(corrected.taken), corrected.left) if corrected else ((), ())
    return Packed(path, selected, report, new, by_hand, left)


def _refuse_weight(total: int) -> None:
    """Refuse what a receiver would refuse: the stories' pictures are in the forms once more."""
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
    """Return the problems of these files, and of those that could not be read at all."""
    ours = {one.source for one in selected.submissions}
    others = {one.source.as_posix() for one in intake.submissions if one.source not in ours}
    return [one for one in intake.problems if one.location.file not in others]


def _contents(
    selected: Selected, problems: Iterable[Problem], waivers: Waivers, season: Season
) -> tuple[Checked, dict[str, bytes]]:
    """Return check and files as the receiver sees them: with the names in the package."""
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
    # the latest, where a submission has several workbooks; the bag's own date would be the clock's
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
    """Return the highest edition that lies in a folder, 1 where there is none."""
    found = (layout.edition_of(path.stem, recommender, year) for path in out.glob("*.zip"))
    return max(filter(None, found), default=_FIRST)
