"""Writes the PDFs of a run: one beside each document, or one print file per recommender."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.render.copies import fonts_of, has_pdf_library, print_file
from xxzz.render.cover import cover, missing_note, print_name
from xxzz.render.fonts import substituted
from xxzz.render.office import converted
from xxzz.render.stamp import stamped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import PurePosixPath

    from xxzz.render.plan import Kind, RecommenderPlan
    from xxzz.render.write import OutputFolder
    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """Whether to write a PDF beside each document, and a print file per recommender.

    `only` restricts the documents to one kind; `templates` is a folder of custom templates.
    """

    season: Season
    beside: bool
    copies: bool
    only: Kind | None = None
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class WrittenPdfs:
    """The PDFs written, and messages in Chinese."""

    paths: tuple[PurePosixPath, ...]
    notes: tuple[str, ...]


def write_pdfs(
    plans: Sequence[RecommenderPlan],
    folder: OutputFolder,
    options: PdfOptions,
    advance: Callable[[int], None],
) -> WrittenPdfs:
    """Convert the documents in the output folder and write the wanted PDFs.

    Raises:
        OfficeError: the conversion fails.
        WriteError: a file can't be written.
        TemplateError: the template of the cover page can't be used.
    """
    paths = [document.path for plan in plans for document in plan.documents]
    printed = [plan for plan in plans if options.copies and plan.documents]
    with TemporaryDirectory(prefix="xxzz-", ignore_cleanup_errors=True) as name:
        covers = _covers(printed, Path(name), options)
        sources = [*map(folder.at, paths), *covers.values()]
        with converted(sources, advance) as pdfs:
            made = dict(zip((*paths, *covers), pdfs, strict=True))
            written = _write_beside(paths, made, folder) if options.beside else []
            for plan in printed:
                written.append(plan.folder / print_name(plan, options.only, options.season))
                folder.write(written[-1], _print_file(plan, made, options))
            notes = (*_notes(printed, options.season), *_font_notes(sources[:1], pdfs[:1]))
    return WrittenPdfs(tuple(written), notes)


def _notes(plans: Sequence[RecommenderPlan], season: Season) -> Iterator[str]:
    return filter(None, (missing_note(plan, season) for plan in plans))


def _covers(
    plans: Sequence[RecommenderPlan], folder: Path, options: PdfOptions
) -> Mapping[PurePosixPath, Path]:
    """Write covers for incomplete print files, and return them by the recommender's folder."""
    found = {}
    for number, plan in enumerate(plans):
        if missing_note(plan, options.season):
            found[plan.folder] = folder / f"{number}.docx"
            found[plan.folder].write_bytes(cover(plan, options.season, options.templates))
    return found


def _write_beside(
    paths: Sequence[PurePosixPath], made: Mapping[PurePosixPath, Path], folder: OutputFolder
) -> list[PurePosixPath]:
    for path in paths:
        folder.write(path.with_suffix(".pdf"), stamped(made[path].read_bytes()))
    return [path.with_suffix(".pdf") for path in paths]


def _print_file(
    plan: RecommenderPlan, made: Mapping[PurePosixPath, Path], options: PdfOptions
) -> bytes:
    pdfs = [made[document.path] for document in plan.documents]
    copies = options.season.notice.submission.copies
    return print_file(pdfs, copies, made.get(plan.folder))


def _font_notes(sources: Sequence[Path], pdfs: Sequence[Path]) -> tuple[str, ...]:
    if not has_pdf_library():
        return ("没有检查 PDF 里的字体（要检查，请先运行 pip install pypdf）。",)
    for source, pdf in zip(sources, pdfs, strict=True):
        if missing := substituted(source, fonts_of(pdf)):
            what = "请翻看一遍版式，或在装有这些字体的电脑上转换。"
            return (f"这台电脑没有这些字体，PDF 里用相近的字体代替：{'、'.join(missing)}。{what}",)
    return ()
