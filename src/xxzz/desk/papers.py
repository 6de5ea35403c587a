"""The documents of a recommender: 附件3 and 附件4, package, and blank workbook."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.desk.downloads import Download, files_below
from xxzz.refusal import Refusal
from xxzz.zips.writing import zipped

if TYPE_CHECKING:
    from xxzz.checked import Checked
    from xxzz.desk.checking import Materials
    from xxzz.desk.downloads import Advance
    from xxzz.render import Options, Rendered
    from xxzz.season import Season
    from xxzz.season.models import Recommender


def documents(checked: Checked, options: Options, advance: Advance | None = None) -> Rendered:
    """Write the official documents into a folder (五（三）1 and 2) like `xxzz render`.

    Raises:
        Refusal: the check was not completed, a template can't be used, or a file can't be written.
    """
    from xxzz.render import render  # noqa: PLC0415  # few runs need it

    if checked.report.crashed and not options.choice.draft:
        raise Refusal(
            f"程序内部出错，检查没有做完，所以没有生成文件。详情请{remedies.VALIDATE.run}。"
        )
    return render(checked, options, advance)


def forms(
    checked: Materials, recommender: Recommender | None = None, advance: Advance | None = None
) -> Download:
    """Return the official documents as Word files in a zip.

    Raises:
        Refusal: nothing can be made, or a template can't be used.
    """
    from xxzz.render import Options, PlanOptions  # noqa: PLC0415  # few runs need it

    name = recommender.name if recommender else None
    with TemporaryDirectory(prefix="xxzz-") as folder:
        options = Options(Path(folder), PlanOptions(name))
        done = documents(checked.found, options, advance)
        held = [one.ref.name for plan in done.plans for one in plan.blocked]
        if not done.written:
            raise Refusal(
                "没有可以生成的推荐表：有错误的要先改正。" if held else "没有读到任何推荐。"
            )
        content = zipped(files_below(Path(folder)).items())
    said = f"{'、'.join(held)}还有错误，没有生成推荐表，汇总表也要等改正以后才有。"
    notes = (*([said] if held else []), *done.notes)
    return Download(f"{name or ''}推荐表和汇总表.zip", content, notes)


def package(
    checked: Materials, recommender: Recommender | None = None, contact: str = ""
) -> Download:
    """Return the package (五（三）2 and 3) like `xxzz pack`.

    Raises:
        Refusal: there are errors, or several recommenders.
    """
    from xxzz.bundle.checklist import checklist  # noqa: PLC0415  # few runs need it
    from xxzz.bundle.pack import PackOptions, pack  # noqa: PLC0415  # few runs need it
    from xxzz.season.today import today  # noqa: PLC0415  # few runs need it

    with TemporaryDirectory(prefix="xxzz-") as folder:
        packed = pack(
            checked.intake, checked.season, PackOptions(Path(folder), recommender, contact)
        )
        made = packed.path.read_bytes()
    season = checked.season
    notes = checklist(packed.report.nominations, season, today(season))
    return Download(packed.path.name, made, tuple(notes))


def blank(season: Season, recommender: Recommender | None = None) -> Download:
    """Return the blank workbook like `xxzz template`."""
    from xxzz.workbooks.blank.book import blank_workbook  # noqa: PLC0415  # openpyxl takes long
    from xxzz.workbooks.stable import workbook_bytes  # noqa: PLC0415  # openpyxl takes long

    name = recommender.name if recommender else ""
    return Download(f"{name}推荐名单.xlsx", workbook_bytes(blank_workbook(season, recommender)))
