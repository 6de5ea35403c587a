"""What the page can do, as functions over files: check, annotate, forms, package, collect, merge.

None of them prints or knows of a command line; what a person should be told is in `Refusal` or
in the `notes` of what was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.finding import Problem, Severity
from xxzz.intake import Intake, NoSource, read_sources
from xxzz.location import Location
from xxzz.waivers.check import check_with_waivers
from xxzz.zips.writing import zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xxzz.bundle.city.merge import Merged
    from xxzz.checked import Checked
    from xxzz.finding import Report
    from xxzz.season import Season
    from xxzz.season.models import Recommender

    Advance = Callable[[int, int], None]


class Refusal(Exception):  # noqa: N818  # it names an outcome
    """What was asked for can't be made; the message says in Chinese why and what to do."""


@dataclass(frozen=True, slots=True)
class Materials:
    """Materials after reading and checking, from which everything else is made."""

    intake: Intake
    found: Checked

    @property
    def report(self) -> Report:
        """What was found."""
        return self.found.report

    @property
    def season(self) -> Season:
        """The season it was checked by."""
        return self.found.season

    @property
    def recommenders(self) -> list[str]:
        """The 推荐单位 of 附件2 that the materials are of, in its order."""
        there = {one.ref.recommender for one in self.report.listed}
        return [row.name for row in self.season.quotas.recommenders if row.name in there]


@dataclass(frozen=True, slots=True)
class Made:
    """A file to take away, and what its reader should know about it, in Chinese."""

    name: str
    content: bytes
    notes: tuple[str, ...] = ()


def sources_in(folder: Path) -> list[Path]:
    """Return what a command line would name: the folder where files lie in it, else its folders."""
    inside = sorted(folder.iterdir())
    return inside if inside and all(path.is_dir() for path in inside) else [folder]


def check(
    sources: Sequence[Path],
    season: Season,
    lost: Mapping[str, str] | None = None,
    advance: Advance | None = None,
) -> Materials:
    """Read the sources and check them, as `xxzz validate` does.

    `lost` are files over which reading came to an end, each with the reason: they are not read
    again, and said to be unreadable.

    Raises:
        Refusal: there is nothing to read.
    """
    problems = tuple(_lost(file, why) for file, why in (lost or {}).items())
    try:
        intake = read_sources(sources, season, advance)
    except NoSource as error:
        if not problems:
            raise Refusal(str(error)) from error
        intake = Intake((), ())
    intake = Intake(intake.submissions, (*intake.problems, *problems))
    found = check_with_waivers(intake.submissions, season, problems=intake.problems)
    return Materials(intake, found)


def _lost(file: str, why: str) -> Problem:
    hint = (
        "请用 Excel 或 WPS 打开它，另存为新的 .xlsx（推荐表另存为 .docx）再试；打不开的请对方重发。"
    )
    return Problem(why, hint, Location(file), rule="workbook-unreadable")


def annotate(checked: Materials) -> Made:
    """Return the copy of the one workbook with its bad cells marked (validate --format xlsx).

    Raises:
        Refusal: there is no workbook, or several.
    """
    from xxzz.report import Style, UnsupportedReport, render  # noqa: PLC0415  # few runs need it

    try:
        content = render("xlsx", checked.report, checked.season, Style())
    except UnsupportedReport as error:
        raise Refusal(str(error)) from error
    stem = Path(checked.report.sources[0]).stem
    return Made(f"{stem}（批注）.xlsx", content if isinstance(content, bytes) else b"")


def forms(
    checked: Materials, recommender: Recommender | None = None, advance: Advance | None = None
) -> Made:
    """Return 附件3 and 附件4 (五（三）1 and 2) as Word files in one .zip (`xxzz render`).

    Raises:
        Refusal: nothing can be made, or a template can't be used.
    """
    from xxzz.render import (  # noqa: PLC0415  # few runs need it
        Choice,
        Options,
        TemplateError,
        WriteError,
        render,
    )

    name = recommender.name if recommender else None
    with TemporaryDirectory(prefix="xxzz-") as folder:
        options = Options(Path(folder), Choice(name))
        try:
            done = render(checked.found, options, advance)
        except TemplateError as error:
            raise Refusal(f"Word 模板不能用：\n{error}") from error
        except WriteError as error:
            raise Refusal(str(error)) from error
        held = [one.ref.name for bundle in done.bundles for one in bundle.blocked]
        if not done.written:
            raise Refusal(
                "没有可以生成的推荐表：有错误的要先改正。" if held else "没有读到任何推荐。"
            )
        content = _folder_zipped(Path(folder))
    said = f"{'、'.join(held)}还有错误，没有生成推荐表，汇总表也要等改正以后才有。"
    notes = (*([said] if held else []), *done.notes)
    return Made(f"{name or ''}推荐表和汇总表.zip", content, notes)


def package(checked: Materials, recommender: Recommender | None = None, contact: str = "") -> Made:
    """Return the package to send (五（三）2 and 3; `xxzz pack`).

    Raises:
        Refusal: errors stand against it, or the materials are not one recommender's.
    """
    from xxzz.bundle.checklist import checklist  # noqa: PLC0415  # few runs need it
    from xxzz.bundle.output import OutputError  # noqa: PLC0415
    from xxzz.bundle.pack import PackOptions, Refused, pack  # noqa: PLC0415
    from xxzz.bundle.select import NotOnePackage  # noqa: PLC0415
    from xxzz.season.today import today  # noqa: PLC0415

    with TemporaryDirectory(prefix="xxzz-") as folder:
        options = PackOptions(Path(folder), recommender, contact)
        try:
            packed = pack(checked.intake, checked.season, options)
        except Refused as refused:
            errors = refused.checked.report.count(Severity.ERROR)
            raise Refusal(f"没有打包：还有{errors}处错误，请先改正。") from refused
        except (NotOnePackage, OutputError) as error:
            raise Refusal(str(error)) from error
        made = packed.path.read_bytes()
        name = packed.path.name
    season = checked.season
    return Made(name, made, tuple(checklist(packed.report.nominations, season, today(season))))


def blank(season: Season, recommender: Recommender | None = None) -> Made:
    """Return the workbook to fill in (`xxzz template`)."""
    from xxzz.workbooks.blank.book import blank_workbook  # noqa: PLC0415  # openpyxl takes long
    from xxzz.workbooks.stable import workbook_bytes  # noqa: PLC0415

    name = recommender.name if recommender else ""
    return Made(f"{name}推荐名单.xlsx", workbook_bytes(blank_workbook(season, recommender)))


def collect(
    folder: Path,
    season: Season,
    recommender: Recommender | None = None,
    advance: Advance | None = None,
) -> Made:
    """Return a list made from a folder's filled forms, stories in its cells (`xxzz collect`).

    Raises:
        Refusal: no form could be read.
    """
    from xxzz.collect.run import Collection, Options  # noqa: PLC0415  # few runs need it
    from xxzz.intake.find import FORM_ENDINGS, find_sources  # noqa: PLC0415
    from xxzz.intake.form.files import read_forms  # noqa: PLC0415

    names = (f"推荐名单{number or ''}.xlsx" for number in count())
    output = next(path for name in names if not (path := folder / name).exists())
    collection = Collection(output, season, Options(recommender, in_cell=True))
    sources = find_sources(sources_in(folder), FORM_ENDINGS)
    intake = read_forms(sources, season, advance)
    if not intake.files:
        title = season.notice.documents.form.title
        raise Refusal(f"没有读到任何填好的《{title}》。")
    collection.take(intake)
    try:
        collection.write()
        content = output.read_bytes()
    finally:
        output.unlink(
            missing_ok=True
        )  # a person takes it away; it is no material of the next check
    notes = ("黄色的格子请核对，说明在工作表“采集报告”里。", *map(_said, intake.problems))
    return Made(output.name, content, notes)


def _said(problem: Problem) -> str:
    return f"{problem.location}：{problem.message}{problem.hint}"


def gather(inbox: Path, season: Season, advance: Advance | None = None) -> tuple[Merged, Made]:
    """Verify all packages of an inbox and return the city's ledger, lists and receipts in a .zip.

    Raises:
        Refusal: there is no package, or the results can't be made.
    """
    from xxzz.bundle.city.merge import (  # noqa: PLC0415  # few runs need it
        MergeOptions,
        NothingReceived,
        merge,
    )
    from xxzz.bundle.output import OutputError  # noqa: PLC0415
    from xxzz.render import TemplateError  # noqa: PLC0415

    with TemporaryDirectory(prefix="xxzz-") as folder:
        out = Path(folder)
        try:
            merged = merge([inbox], season, MergeOptions(out), advance)
        except NothingReceived as error:
            raise Refusal("没有找到报送的包（.zip）。") from error
        except (OutputError, TemplateError) as error:
            raise Refusal(str(error)) from error
        return merged, Made("全市汇总.zip", _folder_zipped(out))


def _folder_zipped(folder: Path) -> bytes:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return zipped((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files)
