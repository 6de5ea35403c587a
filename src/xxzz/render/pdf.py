"""PDFs of the documents of a run: one beside each, or one for each recommender to print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.render.copies import fonts_of, has_pdf_library, print_file
from xxzz.render.cover import cover, note, print_name
from xxzz.render.fonts import substituted
from xxzz.render.office import converted
from xxzz.render.stamp import stamped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import PurePosixPath

    from xxzz.render.plan import Bundle, Kind
    from xxzz.render.write import OutputFolder
    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whether a PDF goes beside each document, and a print file in each recommender's folder.

    `only` is the one kind of document that there is; `templates` the folder of an office's own.
    """

    season: Season
    beside: bool
    copies: bool
    only: Kind | None = None
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The PDFs written, and what there is to say about them."""

    paths: tuple[PurePosixPath, ...]
    notes: tuple[str, ...]


def write_pdfs(
    bundles: Sequence[Bundle],
    folder: OutputFolder,
    wanted: Wanted,
    advance: Callable[[int], None],
) -> Made:
    """Convert the documents that stand in the output folder and write what is wanted of them.

    Raises:
        OfficeError: the conversion fails.
        WriteError: a file can't be written.
        TemplateError: that of the cover of a print file can't be used.
    """
    paths = [document.path for bundle in bundles for document in bundle.documents]
    printed = [bundle for bundle in bundles if wanted.copies and bundle.documents]
    with TemporaryDirectory(prefix="xxzz-", ignore_cleanup_errors=True) as name:
        covers = _covers(printed, Path(name), wanted)
        sources = [*map(folder.at, paths), *covers.values()]
        with converted(sources, advance) as pdfs:
            made = dict(zip((*paths, *covers), pdfs, strict=True))
            written = _write_beside(paths, made, folder) if wanted.beside else []
            for bundle in printed:
                written.append(bundle.folder / print_name(bundle, wanted.only, wanted.season))
                folder.write(written[-1], _print_file(bundle, made, wanted))
            notes = (*_notes(printed, wanted.season), *_font_notes(sources[:1], pdfs[:1]))
    return Made(tuple(written), notes)


def _notes(bundles: Sequence[Bundle], season: Season) -> Iterator[str]:
    return filter(None, (note(bundle, season) for bundle in bundles))


def _covers(
    bundles: Sequence[Bundle], folder: Path, wanted: Wanted
) -> Mapping[PurePosixPath, Path]:
    """Write a cover for each print file that needs one, by the recommender's folder."""
    found = {}
    for number, bundle in enumerate(bundles):
        if note(bundle, wanted.season):
            found[bundle.folder] = folder / f"{number}.docx"
            found[bundle.folder].write_bytes(cover(bundle, wanted.season, wanted.templates))
    return found


def _write_beside(
    paths: Sequence[PurePosixPath], made: Mapping[PurePosixPath, Path], folder: OutputFolder
) -> list[PurePosixPath]:
    for path in paths:
        folder.write(path.with_suffix(".pdf"), stamped(made[path].read_bytes()))
    return [path.with_suffix(".pdf") for path in paths]


def _print_file(bundle: Bundle, made: Mapping[PurePosixPath, Path], wanted: Wanted) -> bytes:
    pdfs = [made[document.path] for document in bundle.documents]
    copies = wanted.season.notice.submission.copies
    return print_file(pdfs, copies, made.get(bundle.folder))


def _font_notes(sources: Sequence[Path], pdfs: Sequence[Path]) -> tuple[str, ...]:
    if not has_pdf_library():
        return ("没有检查 PDF 里的字体（要检查，请先运行 pip install pypdf）。",)
    for source, pdf in zip(sources, pdfs, strict=True):
        if missing := substituted(source, fonts_of(pdf)):
            what = "请翻看一遍版式，或在装有这些字体的电脑上转换。"
            return (f"这台电脑没有这些字体，PDF 里用相近的字体代替：{'、'.join(missing)}。{what}",)
    return ()
