"""Stories that seem to be another nomination's, or written for another award or year."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import answers_of, quoted
from xxzz.rules.rule import rule
from xxzz.rules.similar import district_of
from xxzz.season.bare_names import NameStripper
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season

_HEAD_LINES = 3
_LONGEST_HEAD = 100
_LONGEST_TITLE = 40
_LEAST_CORE = 2
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?=年)")
_APPLIES = re.compile("申报|推荐|参评|评选|评比|候选|申请")
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")


class _Told(NamedTuple):
    """A nomination with its story; `core` is the core of its name."""

    entry: Entry
    core: str
    story: str

    @property
    def names_itself(self) -> bool:
        """Whether the story has the nomination's name."""
        return self.core in self.story or self.core in comparison_key(self.story)


def _clause(season: Season) -> str:
    wanted = season.text(season.roles.story)
    return wanted.clause if wanted else season.notice.documents.story.clause


@rule(rule_names.STORY_MISMATCH, severity=Severity.WARNING, clause=_clause)
def story_mismatch(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """{story}像是别{measure}的，或者是为别的评选、别的年度写的。

    **为什么**：文件名写错一行，两{measure}的事迹就对调了；拿别的评选的材料来改的，标题常常忘了换。

    **不通过**：开头写着名单里另一{measure}的名称，整篇没有提到自己的；标题是`某某先进集体申报材料`、
    往年的申报材料，或者是一份通知、方案。

    **通过**：文中有自己的名称；标题是自己起的，说的是学习的事。

    **怎样改**：核对文件名和文件；标题忘了换的，改好标题；确是这一{measure}的，可以不改。
    """
    check = _Titles(season)
    for group in _groups(entries, season):
        starts = _by_start(group)
        for one in group:
            said = _of_another(one, starts, season) or check.fault(one)
            if said:
                message, related = said
                yield one.entry.problem(
                    season.roles.story,
                    message,
                    f"请核对文件和标题；确是这一{season.measure}为这次推荐写的，可以不改。",
                    related=related,
                )


def _groups(entries: Sequence[Entry], season: Season) -> Iterable[list[_Told]]:
    """Return the stories by recommender and category: only those are mixed up."""
    answers, stripper = answers_of(season), NameStripper(season)
    groups: defaultdict[tuple[str, str | None], list[_Told]] = defaultdict(list)
    for entry in entries:
        story = answers.given(entry.nomination, season.roles.story)
        if story:
            key = comparison_key(entry.nomination.name)
            core = stripper.strip(key, district_of(entry.recommender)).core
            groups[entry.ref.recommender, entry.category].append(_Told(entry, core, story))
    return groups.values()


def _by_start(group: Iterable[_Told]) -> Mapping[str, Sequence[_Told]]:
    """Return nominations by the first characters of their cores: each text is compared with few."""
    starts: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in group:
        if len(one.core) >= _LEAST_CORE:
            starts[one.core[:_LEAST_CORE]].append(one)
    return starts


def _named_in(text: str, starts: Mapping[str, Sequence[_Told]]) -> Iterator[_Told]:
    for at in range(len(text) - _LEAST_CORE + 1):
        for one in starts.get(text[at : at + _LEAST_CORE], ()):
            if text.startswith(one.core, at):
                yield one


def _of_another(
    one: _Told, starts: Mapping[str, Sequence[_Told]], season: Season
) -> tuple[str, Sequence[Entry]] | None:
    head = _head(one.story)
    file = comparison_key(one.entry.nomination.story_file)
    if one.core in head or one.core in file:
        return None
    found = (other for text in (head, file) for other in _named_in(text, starts))
    other = next((other for other in found if other.core not in one.core), None)
    if other is None or one.names_itself:
        return None
    name = quoted(other.entry.nomination.name)
    where = "开头" if other.core in head else "文件名"
    own = f"整篇没有提到{quoted(one.entry.nomination.name)}"
    header = season.story_header
    return f"{header}的{where}写着{name}，{own}，像是另一{season.measure}的。", [other.entry]


def _head(story: str) -> str:
    lines = [line for line in story[:_LONGEST_HEAD].split("\n") if line.strip()]
    return comparison_key("".join(lines[:_HEAD_LINES]))


class _Titles:
    """Judges the titles of stories: their first line, if it is a short one."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._year = str(season.year)
        self._others = tuple(season.notice.form.not_stories)
        self._awards = season.notice.form.other_awards
        self._own = season.notice.form.own_award
        rows = season.quotas.recommenders
        self._districts = [row.name for row in rows if row.kind == "district"]

    def fault(self, one: _Told) -> tuple[str, Sequence[Entry]] | None:
        """Return what is wrong with a title, and other nominations that it concerns."""
        title = one.story.split("\n", 1)[0].strip()
        if not title or len(title) > _LONGEST_TITLE or title[-1] in "。！？；":
            return None
        what = self._kind(title) or self._place(title, one)
        header = self._season.story_header
        return (f"{header}的标题是{quoted(title)}，{what}。", ()) if what else None

    def _kind(self, title: str) -> str:
        if _REMARK.sub("", title).endswith(self._others):
            return "不像事迹"
        if not _APPLIES.search(title):
            return ""
        award = next((award for award in self._awards if award in title), "")
        if award and not any(word in title for word in self._own):
            return "像是为别的评选写的"
        years = _YEAR.findall(title)
        return "像是往年的" if years and self._year not in title else ""

    def _place(self, title: str, one: _Told) -> str:
        recommender = one.entry.recommender
        own = recommender.name if recommender and recommender.kind == "district" else ""
        other = next((name for name in self._districts if name in title), "")
        if not own or not other or own in title or one.names_itself:
            return ""
        return f"说的是{other}，不是{own}"
