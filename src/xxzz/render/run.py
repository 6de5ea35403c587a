"""`xxzz render`: plans, renders and writes the documents, and converts them to PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.render.cover import PRINT, WORDS
from xxzz.render.documents import DocumentRenderer
from xxzz.render.plan import SUMMARY, Kind, PlanOptions, RecommenderPlan, make_plans
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
    """Output folder and formats: `pdf` beside each document, `copies` for print files.

    `templates` is a folder of custom templates.
    """

    out: Path
    choice: PlanOptions = field(default_factory=PlanOptions)
    templates: Path | None = None
    pdf: bool = False
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """The result of a run; `notes` are messages in Chinese.

    `refused` are files left alone because they were created or edited by a person; `removed` are
    files of an earlier run without a nomination; `outdated` are earlier files of held back
    documents.
    """

    written: tuple[Path, ...]
    refused: tuple[Path, ...]
    removed: tuple[Path, ...]
    outdated: tuple[Path, ...]
    plans: tuple[RecommenderPlan, ...]
    notes: tuple[str, ...]


def render(checked: Checked, options: Options, advance: Advance | None = None) -> Rendered:
    """Write the official documents of checked nominations (五（三）1 and 2).

    Nominations with errors are held back, except in drafts. `advance` receives the number of steps
    done and of all steps.

    Raises:
        TemplateError: a template can't be used.
        WriteError: a file can't be written.
        OfficeError: PDFs are wanted and can't be made.
    """
    if options.pdf or options.copies:
        _check_tools(options.copies)
    job = _Job(checked.season, options, make_plans(checked, options.choice), advance)
    job.write_documents()
    if options.pdf or options.copies:
        job.write_pdfs()
    removed = job.remove_stale()
    written, refused = tuple(job.folder.written), tuple(job.folder.refused)
    outdated = tuple(job.outdated())
    return Rendered(written, refused, tuple(removed), outdated, job.plans, tuple(job.notes))


def _check_tools(copies: bool) -> None:
    """Check for the required programs before any work is done."""
    from xxzz.render.copies import pdf_library  # noqa: PLC0415  # Word files do without
    from xxzz.render.office import find_office  # noqa: PLC0415  # Word files do without

    find_office()
    if copies:
        pdf_library()


class _Job:
    """One run; results are in `notes` and `folder`."""

    def __init__(
        self,
        season: Season,
        options: Options,
        plans: tuple[RecommenderPlan, ...],
        advance: Advance | None,
    ) -> None:
        self._season = season
        self._options = options
        self._advance = advance
        self._number = sum(len(plan.documents) for plan in plans)
        self._pdfs: list[PurePosixPath] = []
        self.plans = plans
        self.folder = OutputFolder(options.out)
        self.notes: list[str] = []

    def write_documents(self) -> None:
        planned = [document for plan in self.plans for document in plan.documents]
        kinds = dict.fromkeys(document.kind for document in planned)
        choice, templates = self._options.choice, self._options.templates
        renderer = DocumentRenderer(self._season, templates, kinds=kinds, draft=choice.draft)
        firsts = {document.kind: document for document in reversed(planned)}
        # one of each kind before any is written: a template that can't be used leaves nothing
        made = {one.path: renderer.make(one) for one in firsts.values()}
        for done, document in enumerate(planned, 1):
            content = made.pop(document.path, None) or renderer.make(document)
            self.folder.write(document.path, content)
            self._step(done)
        self.notes += renderer.notes

    def write_pdfs(self) -> None:
        from xxzz.render.pdf import PdfOptions, write_pdfs  # noqa: PLC0415  # Word files do without

        options = self._options
        wanted = PdfOptions(
            self._season, options.pdf, options.copies, options.choice.only, options.templates
        )
        made = write_pdfs(
            self.plans, self.folder, wanted, lambda done: self._step(self._number + done)
        )
        self._pdfs += made.paths
        self.notes += made.notes

    def remove_stale(self) -> list[Path]:
        """Remove files of an earlier run that this one does not write, by recommender."""
        only = self._options.choice.only
        patterns = [pattern for kind in Kind if only in (None, kind) for pattern in _PATTERNS[kind]]
        patterns.append(f"{PRINT}-*（只有{WORDS[only]}*.pdf" if only else f"{PRINT}-*.pdf")
        keep = [*self._pdfs]
        for plan in self.plans:
            keep += [document.path for document in plan.documents]
            keep += [
                path.with_suffix(suffix) for path in plan.held_back for suffix in (".docx", ".pdf")
            ]
        return [
            path
            for plan in self.plans
            for path in self.folder.remove_stale(plan.folder, patterns, keep)
        ]

    def outdated(self) -> Iterator[Path]:
        """Yield existing files of documents that are held back."""
        for plan in self.plans:
            yield from filter(Path.is_file, map(self.folder.at, plan.held_back))

    def _step(self, done: int) -> None:
        if self._advance:
            twice = self._options.pdf or self._options.copies
            self._advance(done, self._number * (2 if twice else 1))
