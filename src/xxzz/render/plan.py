"""Decides which documents to write, and which are held back because of errors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xxzz.render.rows import Errors, Row, groups, of_categories, rows
from xxzz.text.file_names import Names, safe_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xxzz.checked import Checked
    from xxzz.entry import Entry
    from xxzz.finding import Finding, NominationRef
    from xxzz.render.context import SummaryGroup
    from xxzz.season import Season

SUMMARY = "推荐汇总表"
"""File name of 附件4; packages of all seasons have it (data/bagit-profile.json)."""
_NO_RECOMMENDER = "推荐单位不明"


class Kind(StrEnum):
    """The official documents; the values are the names of their templates."""

    FORM = "form"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """Restricts a plan to a `recommender` by official name or to one kind (`only`).

    `draft` includes nominations with errors; `split` adds a summary for each 牵头单位 to which
    districts report a category (三（一）5).
    """

    recommender: str | None = None
    only: Kind | None = None
    draft: bool = False
    split: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """附件3 of one nomination; `path` is relative to the output folder."""

    path: PurePosixPath
    entry: Entry
    kind = Kind.FORM


@dataclass(frozen=True, slots=True)
class Summary:
    """附件4 of one recommender, complete or for one 牵头单位."""

    path: PurePosixPath
    recommender: str
    groups: tuple[SummaryGroup, ...]
    kind = Kind.SUMMARY


@dataclass(frozen=True, slots=True)
class Blocked:
    """A nomination that is not rendered, with the errors to correct."""

    ref: NominationRef
    errors: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RecommenderPlan:
    """The documents of one recommender: summaries, then forms in the order of 附件4.

    `held_back` are the paths of documents not written because of errors in nominations (`blocked`)
    or in whole files (`errors`). `missing` are all nominations without a form for either reason;
    `unread` are errors of files without any nomination, of any recommender.
    """

    folder: PurePosixPath
    documents: tuple[Form | Summary, ...]
    held_back: tuple[PurePosixPath, ...]
    blocked: tuple[Blocked, ...]
    errors: tuple[Finding, ...]
    missing: tuple[Blocked, ...] = ()
    unread: tuple[Finding, ...] = ()


def make_plans(checked: Checked, options: PlanOptions) -> tuple[RecommenderPlan, ...]:
    """Return a plan for each recommender.

    An error in a nomination holds back its form and the recommender's summaries; an error in a
    whole file holds back everything in it. A draft holds nothing back.
    """
    planner = _Planner(checked.season, options, Errors(checked))
    names = Names()
    return tuple(
        planner.plan(name, found, names.give(PurePosixPath(), safe_name(name, _NO_RECOMMENDER), ""))
        for name, found in _by_recommender(checked.entries, options.recommender).items()
    )


def _by_recommender(entries: Iterable[Entry], wanted: str | None) -> Mapping[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        name = entry.ref.recommender
        if wanted in (None, name):
            found.setdefault(name, []).append(entry)
    return found


@dataclass(frozen=True, slots=True)
class _Planner:
    season: Season
    options: PlanOptions
    errors: Errors

    def plan(self, name: str, entries: Sequence[Entry], folder: PurePosixPath) -> RecommenderPlan:
        found = rows(entries, folder, self.season, self.errors)
        held = [] if self.options.draft else list(filter(self._is_held, found))
        blocked = [row for row in held if row.errors]
        whole = () if self.options.draft else self._errors_of_files(entries)
        summaries = list(self._summaries(name, found, folder))
        kept = {row.path for row in held}
        forms = [Form(row.path, row.entry) for row in found if row.path not in kept]
        documents = (*(() if blocked or whole else summaries), *forms)
        held_back = (*(summaries if blocked or whole else ()), *held)
        return RecommenderPlan(
            folder,
            tuple(one for one in documents if self.options.only in (None, one.kind)),
            tuple(one.path for one in held_back),
            tuple(Blocked(row.entry.ref, row.errors) for row in blocked),
            whole,
            tuple(Blocked(row.entry.ref, self._reasons(row)) for row in held),
            self.errors.elsewhere,
        )

    def _is_held(self, row: Row) -> bool:
        return bool(self._reasons(row))

    def _reasons(self, row: Row) -> tuple[Finding, ...]:
        """Return the errors of a nomination and of its file."""
        return (*row.errors, *self.errors.of_file(row.entry.nomination.origin.base.file))

    def _errors_of_files(self, entries: Sequence[Entry]) -> tuple[Finding, ...]:
        files = dict.fromkeys(entry.nomination.origin.base.file for entry in entries)
        return tuple(finding for file in files for finding in self.errors.of_file(file))

    def _summaries(
        self, name: str, found: Sequence[Row], folder: PurePosixPath
    ) -> Iterator[Summary]:
        yield Summary(folder / f"{SUMMARY}.docx", name, tuple(groups(found, self.season)))
        row = self.season.recommender(name) if self.options.split else None
        for body in self.season.notice.coordinators:
            part = of_categories(found, body.categories)
            if row and body.receives_from == row.kind and part:
                path = folder / f"{SUMMARY}-报{safe_name(body.name, '')}.docx"
                yield Summary(path, name, tuple(groups(part, self.season)))
