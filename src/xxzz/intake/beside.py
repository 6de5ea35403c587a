"""Compares the filled forms that lie beside a list with it, since only the list is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.find import WORD, find_sources
from xxzz.intake.story.path import story_place
from xxzz.location import Location
from xxzz.season.bare_names import NameStripper
from xxzz.text.normalise import comparison_key
from xxzz.zips.parts import is_tagged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from xxzz.intake.find import Source
    from xxzz.intake.form.model import Form
    from xxzz.nomination import Nomination, Submission
    from xxzz.season import Season

_DOCUMENT = "word/document.xml"
_ZIP = b"PK\x03\x04"
_MAX_NAMED = 5


class _Beside(NamedTuple):
    path: Path
    form: Form


def forms_beside(
    paths: Sequence[Path], submissions: Sequence[Submission], season: Season
) -> Iterator[Problem]:
    """Yield a warning for the forms in folders that no list has, and a note for each that differs.

    Forms that were generated and not edited since are passed over, and stories.
    """
    folders = [path for path in paths if path.is_dir()]
    stories = {place for one in submissions for place in _stories(one)}
    sources = [one for one in find_sources(folders, WORD) if _may_be_form(one, stories)]
    if not sources:
        return
    lists = _Lists(submissions, season)
    unlisted: list[Path] = []
    for path, form in _forms(sources, season):
        row = lists.find(form.nomination)
        if row is None:
            unlisted.append(path)
        elif differing := list(lists.differing(form, row)):
            yield _differs(path, differing, row, season)
    if unlisted:
        yield _unlisted(list(dict.fromkeys(unlisted)), season)


def _stories(submission: Submission) -> Iterator[Path]:
    folder = submission.source.parent
    for one in submission.nominations:
        if one.story_file and (place := story_place(one.story_file, folder)):
            yield place.resolve()


def _may_be_form(source: Source, stories: set[Path]) -> bool:
    path = source.path
    if path.resolve() in stories:
        return False
    try:
        with path.open("rb") as file:
            is_zip = file.read(len(_ZIP)) == _ZIP
            return is_zip and not is_tagged(file, path.name, _DOCUMENT)
    except OSError:
        return False


def _forms(sources: Sequence[Source], season: Season) -> Iterator[_Beside]:
    from xxzz.intake.form.files import read_forms  # noqa: PLC0415  # slow to import

    for file in read_forms(sources, season).files:
        yield from (_Beside(file.path, form) for form in file.forms if form.nomination.name)


class _Lists:
    """The nominations of lists by the cores of their names."""

    def __init__(self, submissions: Iterable[Submission], season: Season) -> None:
        self._season = season
        self._stripper = NameStripper(season)
        self._rows: dict[str, Nomination] = {}
        for submission in submissions:
            for one in submission.nominations:
                self._rows.setdefault(self._core(one.name), one)
        roles = season.roles
        told = {roles.rank, roles.name, roles.brief, roles.story, roles.remark}
        self._compared = [name for name in season.field_ids if name not in told]

    def find(self, nomination: Nomination) -> Nomination | None:
        """Return the row with the name of a form's nomination."""
        return self._rows.get(self._core(nomination.name))

    def differing(self, form: Form, row: Nomination) -> Iterator[str]:
        """Yield the headers of the fields that a form and its row both have, and differently."""
        for name in self._compared:
            there, here = self._key(name, form.nomination), self._key(name, row)
            if there and here and not (there in here or here in there or name in form.doubtful):
                yield self._season.field(name).header

    def _core(self, name: str) -> str:
        return self._stripper.strip(comparison_key(name), None).core

    def _key(self, name: str, nomination: Nomination) -> str:
        text, roles = nomination.value(name), self._season.roles
        if name == roles.category:
            return self._season.category(text) or ""
        if name == roles.recommender:
            known = self._season.recommender(text)
            return known.name if known else ""
        return "".join(filter(str.isalnum, comparison_key(text)))


def _differs(path: Path, headers: Sequence[str], row: Nomination, season: Season) -> Problem:
    shown = "".join(f"“{header}”" for header in headers[:_MAX_NAMED])
    more = f"等{len(headers)}栏" if len(headers) > _MAX_NAMED else ""
    return Problem(
        f"这份推荐表与名单写得不一样：{shown}{more}。检查和生成的都按名单。",
        "请核对哪一份对；推荐表对的，请改名单。",
        Location(path.as_posix()),
        rule=rule_names.FORM_BESIDE,
        severity=Severity.INFO,
        related=(row.origin.locate(season.roles.name),),
    )


def _unlisted(paths: Sequence[Path], season: Season) -> Problem:
    others = "、".join(f"“{path.as_posix()}”" for path in paths[1:_MAX_NAMED])
    more = f"另有{len(paths) - 1}份也是：{others}{'等' * (len(paths) > _MAX_NAMED)}。"
    return Problem(
        f"名单里没有这份推荐表上的这一{season.measure}，没有检查，也没有计算在内。"
        f"{more if others else ''}",
        "要推荐的，请补进名单；没有选上的，不用管；名单里改了名称的，请核对名称。",
        Location(paths[0].as_posix()),
        rule=rule_names.FORM_BESIDE,
    )
