"""Gives forms the stories that lie in files of their own, matched by name (五（三）1)."""

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

_LINES_NAMING = 5
"""Lines at the head of a story in which the name of the nominated may stand."""
_LONGEST_TITLE = 60
_REMARK = re.compile(r"\([^()]*\)$")
_SIGNS = re.compile(r"[\W_]|(?<![0-9])[0-9]{1,4}(?![0-9])")


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A file without a form, which may be somebody's story."""

    path: Path
    story: Story


@dataclass(slots=True)
class _Slot:
    """A form that has no story yet, and where it stands; `alone` if it is its folder's only one."""

    file: int
    form: int
    path: Path
    name: str
    stem: str
    alone: bool


class StoryMatcher:
    """Matches files to forms: by name, by the first lines, as a folder's only two."""

    def __init__(self, season: Season) -> None:
        words = sorted(map(comparison_key, season.notice.form.file_words), key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, words)))
        self._season = season
        self._not_stories = tuple(map(comparison_key, season.notice.form.not_stories))

    def match(
        self, files: Sequence[FormFile], texts: Sequence[StoryFile]
    ) -> tuple[list[FormFile], list[StoryFile]]:
        """Return the files with the stories in their forms, and the texts that are nobody's."""
        done = list(files)
        forms_in = Counter(file.path.parent for file in files for _ in file.forms)
        slots = [
            _Slot(
                at,
                number,
                file.path,
                comparison_key(form.nomination.name),
                self._bare(file.path),
                forms_in[file.path.parent] == 1,
            )
            for at, file in enumerate(files)
            for number, form in enumerate(file.forms)
            if not form.nomination.story
        ]
        left = [text for text in texts if not self._is_titled_otherwise(text)]
        otherwise = [text for text in texts if text not in left]
        for says, fits in self._ways():
            for slot, text, doubt in list(_pairs(slots, left, fits)):
                form = done[slot.file].forms[slot.form]
                form = (
                    _with_story(form, text, says, self._season) if text else _doubtful(form, doubt)
                )
                done[slot.file] = _with_form(done[slot.file], slot.form, form)
                slots.remove(slot)
                if text:
                    left.remove(text)
        return done, [*left, *otherwise]

    def _is_titled_otherwise(self, text: StoryFile) -> bool:
        """Tell whether a text calls itself a notice, a list or the like."""
        title = next((line for line in text.story.text.split("\n") if line.strip()), "")
        bare = _REMARK.sub("", comparison_key(title))
        return len(bare) <= _LONGEST_TITLE and bare.endswith(self._not_stories)

    def _ways(self) -> Iterator[tuple[str, Callable[[_Slot, StoryFile], bool]]]:
        yield (
            "按文件名配对",
            lambda slot, text: bool(slot.name) and self._bare(text.path) == slot.name,
        )
        yield "按文件名配对", self._same_stem
        yield (
            "按文件名配对",
            lambda slot, text: bool(slot.name) and slot.name in comparison_key(text.path.stem),
        )
        yield "按文章开头的名称配对", _names_it
        yield _ONLY_ONE, lambda slot, text: slot.alone and slot.path.parent == text.path.parent

    def _same_stem(self, slot: _Slot, text: StoryFile) -> bool:
        together = slot.path.parent == text.path.parent
        return together and bool(slot.stem) and self._bare(text.path) == slot.stem

    def _bare(self, path: Path) -> str:
        """Return a file's name without 推荐表, 事迹 and the like, numbers and signs."""
        return _SIGNS.sub("", self._words.sub("", comparison_key(path.stem)))


_ONLY_ONE = "文件夹里只有这一份"


def _names_it(slot: _Slot, text: StoryFile) -> bool:
    head = "".join(text.story.text.split("\n")[:_LINES_NAMING])
    return bool(slot.name) and slot.name in comparison_key(head)


def _pairs(
    slots: Sequence[_Slot], texts: Sequence[StoryFile], fits: Callable[[_Slot, StoryFile], bool]
) -> Iterator[tuple[_Slot, StoryFile | None, str]]:
    """Yield the pairs that fit only each other; for a form with several, a doubt."""
    forms_of: defaultdict[int, list[int]] = defaultdict(list)
    texts_of: defaultdict[int, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        fitting = [number for number, slot in enumerate(slots) if fits(slot, text)]
        longest = max((len(slots[number].name) for number in fitting), default=0)
        # 样张街道 is part of 样张街道社区学校, whose story names both
        for number in fitting:
            if len(slots[number].name) == longest:
                forms_of[at].append(number)
                texts_of[number].append(at)
    for number, found in texts_of.items():
        if len(found) > 1:
            names = "、".join(texts[at].path.name for at in found)
            yield slots[number], None, f"有几份像是它的事迹：{names}。没有采用，请只留一份。"
        elif len(forms_of[found[0]]) == 1:
            yield slots[number], texts[found[0]], ""


def _with_story(form: Form, text: StoryFile, says: str, season: Season) -> Form:
    nomination = form.nomination
    file = nomination.origin.base.file
    field = nomination.roles.story
    places = {**nomination.origin.places, field: Location(text.path.as_posix())}
    told = replace(
        nomination,
        origin=Origin(nomination.origin.base, places=places),
        values={**nomination.values, field: text.story.text},
        story_count=text.story.count,
        story_document=text.story.document,
        story_file=_relative(text.path, file),
    )
    remarks = form.remarks
    if says == _ONLY_ONE:
        told_in = f"{season.field(field).header}取自同一文件夹"
        remarks = (
            *remarks,
            f"{told_in}的“{text.path.name}”，名称对不上，请确认是这一{season.measure}的。",
        )
    return replace(
        form,
        nomination=told,
        story_from=f"{text.path.name}（{says}）",
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
