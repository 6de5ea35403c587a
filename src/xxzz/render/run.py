"""The whole job: plan, make, write, convert; and what there is to say about it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.render.cover import PRINT, WORDS
from xxzz.render.documents import Maker
from xxzz.render.plan import SUMMARY, Bundle, Choice, Kind, make_plan
from xxzz.render.rows import FORMS
from xxzz.render.write import OutputFolder

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from xxzz.checked import Checked
    from xxzz.season import Season

_PATTERNS = {
    Kind.FORM: (f"{FORMS}/*/*.docx", f"{FORMS}/*/*.pdf"),
    Kind.SUMMARY: (f"{SUMMARY}*.docx", f"{SUMMARY}*.pdf"),
}

Advance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """Where to write, and what: Word files always, `pdf` beside them, `copies` one PDF to print.

    `templates` is a folder of an office's own templates.
    """

    out: Path
    choice: Choice = field(default_factory=Choice)
    templates: Path | None = None
    pdf: bool = False
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a run did, and what it says to the person in `notes`, in Chinese.

    `refused` are files left alone because somebody made or changed them by hand, `removed` those
    of an earlier run that have no nomination any more, `outdated` those that errors keep from
    being written anew.
    """

    written: tuple[Path, ...]
    refused: tuple[Path, ...]
    removed: tuple[Path, ...]
    outdated: tuple[Path, ...]
    bundles: tuple[Bundle, ...]
    notes: tuple[str, ...]


def render(checked: Checked, options: Options, advance: Advance | None = None) -> Rendered:
    """Write the official documents of checked nominations (五（三）1 and 2).

    Nominations with errors are held back unless the choice is a draft. `advance` is told how many
    steps of how many are done.

    Raises:
        TemplateError: a template can't be used.
        WriteError: a file can't be written.
        OfficeError: PDFs are wanted and can't be made.
    """
    if options.pdf or options.copies:
        _check_tools(options.copies)
    job = _Job(checked.season, options, make_plan(checked, options.choice), advance)
    job.write_documents()
    if options.pdf or options.copies:
        job.write_pdfs()
    removed = job.remove_stale()
    written, refused = tuple(job.folder.written), tuple(job.folder.refused)
    outdated = tuple(job.outdated())
    return Rendered(written, refused, tuple(removed), outdated, job.bundles, tuple(job.notes))


def _check_tools(copies: bool) -> None:
    """Say that a program is missing before any work is done."""
    from xxzz.render.copies import pdf_library  # noqa: PLC0415  # Word files do without
    from xxzz.render.office import find_office  # noqa: PLC0415  # Word files do without

    find_office()
    if copies:
        pdf_library()


class _Job:
    """One run; `notes` and `folder` tell afterwards what happened."""

    def __init__(
        self, season: Season, options: Options, bundles: tuple[Bundle, ...], advance: Advance | None
    ) -> None:
        self._season = season
        self._options = options
        self._advance = advance
        self._number = sum(len(bundle.documents) for bundle in bundles)
        self._pdfs: list[PurePosixPath] = []
        self.bundles = bundles
        self.folder = OutputFolder(options.out)
        self.notes: list[str] = []

    def write_documents(self) -> None:
        planned = [document for bundle in self.bundles for document in bundle.documents]
        kinds = dict.fromkeys(document.kind for document in planned)
        choice, templates = self._options.choice, self._options.templates
        maker = Maker(self._season, templates, kinds=kinds, draft=choice.draft)
        for done, document in enumerate(planned, 1):
            self.folder.write(document.path, maker.make(document))
            self._step(done)
        self.notes += maker.notes

    def write_pdfs(self) -> None:
        from xxzz.render.pdf import Wanted, write_pdfs  # noqa: PLC0415  # Word files do without

        options = self._options
        wanted = Wanted(
            self._season, options.pdf, options.copies, options.choice.only, options.templates
        )
        made = write_pdfs(
            self.bundles, self.folder, wanted, lambda done: self._step(self._number + done)
        )
        self._pdfs += made.paths
        self.notes += made.notes

    def remove_stale(self) -> list[Path]:
        """Remove what an earlier run wrote, for these recommenders, and this one did not."""
        only = self._options.choice.only
        patterns = [pattern for kind in Kind if only in (None, kind) for pattern in _PATTERNS[kind]]
        patterns.append(f"{PRINT}-*（只有{WORDS[only]}*.pdf" if only else f"{PRINT}-*.pdf")
        keep = [*self._pdfs]
        for bundle in self.bundles:
            keep += [document.path for document in bundle.documents]
            keep += [
                path.with_suffix(suffix)
                for path in bundle.held_back
                for suffix in (".docx", ".pdf")
            ]
        return [
            path
            for bundle in self.bundles
            for path in self.folder.remove_stale(bundle.folder, patterns, keep)
        ]

    def outdated(self) -> Iterator[Path]:
        """Yield what stands from an earlier run of the documents that are held back."""
        for bundle in self.bundles:
            yield from filter(Path.is_file, map(self.folder.at, bundle.held_back))

    def _step(self, done: int) -> None:
        if self._advance:
            twice = self._options.pdf or self._options.copies
            self._advance(done, self._number * (2 if twice else 1))
