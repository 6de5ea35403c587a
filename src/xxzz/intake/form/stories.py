"""Matches stories in files of their own to the forms that they belong to, by name (五（三）1)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xxzz.location import Location
from xxzz.nomination import Origin
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from xxzz.intake.form.model import Form, FormFile
    from xxzz.intake.story.file import Story
    from xxzz.season import Season

_HEAD_LINES = 5
"""The first lines of a story, which are searched for the name of the nomination."""
_MAX_TITLE_LENGTH = 60
_REMARK = re.compile(r"\([^()]*\)$")
_SIGNS = re.compile(r"[\W_]|(?<![0-9])[0-9]{1,4}(?![0-9])")


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A file without a form, which may be a story."""

    path: Path
    story: Story


@dataclass(slots=True)
class _Candidate:
    """A form without a story; `file` and `form` are its indexes.

    `stem` is the file's name without words such as 推荐表; `alone` tells whether the folder holds
    no other form.
    """

    file: int
    form: int
    path: Path
    name: str
    stem: str
    alone: bool


class StoryMatcher:
    """Matches stories to forms by file name, by their first lines, or as a folder's only pair."""

    def __init__(self, season: Season) -> None:
        words = sorted(map(comparison_key, season.notice.form.file_words), key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, words)))
        self._season = season
        self._other_titles = tuple(map(comparison_key, season.notice.form.not_stories))

    def match(
        self, files: Sequence[FormFile], texts: Sequence[StoryFile]
    ) -> tuple[list[FormFile], list[StoryFile]]:
        """Return the files with the stories in their forms, and the texts without a match."""
        done = list(files)
        forms_in = Counter(file.path.parent for file in files for _ in file.forms)
        candidates = [
            _Candidate(
                at,
                number,
                file.path,
                comparison_key(form.nomination.name),
                self._core_of(file.path),
                forms_in[file.path.parent] == 1,
            )
            for at, file in enumerate(files)
            for number, form in enumerate(file.forms)
            if not form.nomination.story
        ]
        left = [text for text in texts if not self._has_other_title(text)]
        excluded = [text for text in texts if text not in left]
        for criterion, fits in self._criteria():
            for candidate, text, doubt in list(_pairs(candidates, left, fits)):
                form = done[candidate.file].forms[candidate.form]
                form = (
                    _with_story(form, text, criterion, self._season)
                    if text
                    else _doubtful(form, doubt)
                )
                done[candidate.file] = _with_form(done[candidate.file], candidate.form, form)
                candidates.remove(candidate)
                if text:
                    left.remove(text)
        return done, [*left, *excluded]

    def _has_other_title(self, text: StoryFile) -> bool:
        """Tell whether the title of a text says that it is a notice, a list or the like."""
        title = next((line for line in text.story.text.split("\n") if line.strip()), "")
        core = _REMARK.sub("", comparison_key(title))
        return len(core) <= _MAX_TITLE_LENGTH and core.endswith(self._other_titles)

    def _criteria(self) -> Iterator[tuple[str, Callable[[_Candidate, StoryFile], bool]]]:
        """Yield the criteria in the order in which they are tried, each with its Chinese name."""
        yield (
            "按文件名配对",
            lambda form, text: bool(form.name) and self._core_of(text.path) == form.name,
        )
        yield "按文件名配对", self._has_same_stem
        yield (
            "按文件名配对",
            lambda form, text: bool(form.name) and form.name in comparison_key(text.path.stem),
        )
        yield "按文章开头的名称配对", _begins_with_name
        yield _ONLY_ONE, lambda form, text: form.alone and form.path.parent == text.path.parent

    def _has_same_stem(self, form: _Candidate, text: StoryFile) -> bool:
        in_same_folder = form.path.parent == text.path.parent
        return in_same_folder and bool(form.stem) and self._core_of(text.path) == form.stem

    def _core_of(self, path: Path) -> str:
        """Return a file's name without words such as 推荐表 and 事迹, numbers and signs."""
        return _SIGNS.sub("", self._words.sub("", comparison_key(path.stem)))


_ONLY_ONE = "文件夹里只有这一份"


def _begins_with_name(form: _Candidate, text: StoryFile) -> bool:
    head = "".join(text.story.text.split("\n")[:_HEAD_LINES])
    return bool(form.name) and form.name in comparison_key(head)


def _pairs(
    candidates: Sequence[_Candidate],
    texts: Sequence[StoryFile],
    fits: Callable[[_Candidate, StoryFile], bool],
) -> Iterator[tuple[_Candidate, StoryFile | None, str]]:
    """Yield the forms and stories that fit only each other, and a doubt for a form with several."""
    forms_of: defaultdict[int, list[int]] = defaultdict(list)
    texts_of: defaultdict[int, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        fitting = [number for number, form in enumerate(candidates) if fits(form, text)]
        longest = max((len(candidates[number].name) for number in fitting), default=0)
        # the story of 样张街道社区学校 names 样张街道, too
        for number in fitting:
            if len(candidates[number].name) == longest:
                forms_of[at].append(number)
                texts_of[number].append(at)
    for number, found in texts_of.items():
        if len(found) > 1:
            names = "、".join(texts[at].path.name for at in found)
            doubt = f"有几份像是它的事迹：{names}。没有采用，请只留一份。"
            yield candidates[number], None, doubt
        elif len(forms_of[found[0]]) == 1:
            yield candidates[number], texts[found[0]], ""


def _with_story(form: Form, text: StoryFile, criterion: str, season: Season) -> Form:
    nomination = form.nomination
    file = nomination.origin.base.file
    field = nomination.roles.story
    places = {**nomination.origin.places, field: Location(text.path.as_posix())}
    nomination = replace(
        nomination,
        origin=Origin(nomination.origin.base, places=places),
        values={**nomination.values, field: text.story.text},
        story_count=text.story.count,
        story_document=text.story.document,
        story_file=_relative(text.path, file),
    )
    remarks = form.remarks
    if criterion == _ONLY_ONE:
        where = f"{season.field(field).header}取自同一文件夹"
        remarks = (
            *remarks,
            f"{where}的“{text.path.name}”，名称对不上，请确认是这一{season.measure}的。",
        )
    return replace(
        form,
        nomination=nomination,
        story_from=f"{text.path.name}（{criterion}）",
        story_path=text.path,
        story_lost=text.story.lost,
        remarks=remarks,
    )


def _relative(path: Path, form: str) -> str:
    folder = form.rpartition("/")[0]
    whole = path.as_posix()
    if not folder:
        return whole
    return whole.removeprefix(f"{folder}/") if whole.startswith(f"{folder}/") else ""


def _doubtful(form: Form, doubt: str) -> Form:
    return replace(form, remarks=(*form.remarks, doubt))


def _with_form(file: FormFile, at: int, form: Form) -> FormFile:
    return replace(file, forms=(*file.forms[:at], form, *file.forms[at + 1 :]))
