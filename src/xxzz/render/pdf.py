"""PDFs of the documents of a run: one beside each, or one for each recommender to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.render.copies import fonts_of, has_pdf_library, print_file
from xxzz.render.fonts import substituted
from xxzz.render.office import converted
from xxzz.render.stamp import stamped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path, PurePosixPath

    from xxzz.render.plan import Bundle
    from xxzz.render.write import OutputFolder


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whether a PDF goes beside each document; how many copies to print (0: no such file)."""

    beside: bool
    copies: int
    print_name: str


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
    """
    paths = [document.path for bundle in bundles for document in bundle.documents]
    sources = [folder.at(path) for path in paths]
    written: list[PurePosixPath] = []
    with converted(sources, advance) as pdfs:
        made = dict(zip(paths, pdfs, strict=True))
        if wanted.beside:
            for path, pdf in made.items():
                written.append(path.with_suffix(".pdf"))
                folder.write(written[-1], stamped(pdf.read_bytes()))
        for bundle in bundles if wanted.copies else ():
            written.append(bundle.folder / wanted.print_name)
            content = print_file(
                [made[document.path] for document in bundle.documents], wanted.copies
            )
            folder.write(written[-1], content)
        notes = _font_notes(sources[:1], pdfs[:1])
    return Made(tuple(written), notes)


def _font_notes(sources: Sequence[Path], pdfs: Sequence[Path]) -> tuple[str, ...]:
    if not has_pdf_library():
        return ("没有检查 PDF 里的字体（要检查，请先运行 pip install pypdf）。",)
    for source, pdf in zip(sources, pdfs, strict=True):
        if missing := substituted(source, fonts_of(pdf)):
            what = "请翻看一遍版式，或在装有这些字体的电脑上转换。"
            return (f"这台电脑没有这些字体，PDF 里用相近的字体代替：{'、'.join(missing)}。{what}",)
    return ()
