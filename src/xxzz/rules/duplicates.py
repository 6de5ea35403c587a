"""Rules on duplicate organisations and stories, across categories, recommenders and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import answers_of, quoted
from xxzz.rules.copied import find_copies
from xxzz.rules.rule import Rule, rule
from xxzz.rules.similar import district_of, find_similar
from xxzz.season.bare_names import NameStripper
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season

_MAX_RELATED = 5
"""Limited, since a column of equal names has very many pairs."""


class _Named(NamedTuple):
    entry: Entry
    key: str


def _clause(season: Season) -> str:
    return season.notice.duplicates.clause


@rule(rule_names.DUPLICATE_NOMINATION, clause=_clause)
def duplicate_nomination(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """同一个{nominees}推荐了不止一次。

    **为什么**：通知{scope}{parted}按渠道推荐，一{measure}只能占一个名额。跨类别、跨推荐单位、跨文件
    一起看；全角半角、空格、括号的写法和看不见的字符不算差别。

    **不通过**：{district}推荐了`样张（集团）公司`，另一个推荐单位又推荐了`样张(集团) 公司`。

    **通过**：每个名称只出现一次；`第一中学`和`第二中学`。

    **怎样改**：只留一处；确是同名的两{measure}，在名称里写明区别，例如加上街道。
    """
    seen: dict[str, list[Entry]] = {}
    named = _named(entries, season)
    for entry, key in named:
        earlier = seen.setdefault(key, [])
        if earlier:
            message = (
                f"{quoted(entry.nomination.name)}重复推荐：这里（{_who(entry, season)}）和"
                f"{_other(entry, earlier[0], 'name')}（{_who(earlier[0], season)}）"
                f"是同一{season.measure}。"
            )
            two = f"确是同名的两{season.measure}，请在名称里写明区别，例如加上街道。"
            hint = f"请只留一处；{two}"
            yield entry.problem(season.roles.name, message, hint, related=earlier)
        if len(earlier) < _MAX_RELATED:
            earlier.append(entry)
    yield from _unnamed(entries, named)


@rule(rule_names.DUPLICATE_SIMILAR, clause=_clause, severity=Severity.WARNING)
def duplicate_similar(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """两个名称很相近，可能是同一{measure}。

    **为什么**：同一{measure}写法不同，也会占两个名额。去掉`上海市`、区名和`办事处`、`有限公司`等再比：
    完全相同的，或较长的名称只多一个字、少一个字、相邻两字颠倒的提醒；更长的名称只换了一个字的
    也提醒。差别在数字或东南西北的不提醒；不同区的不提醒，名称里没有区名的按推荐单位的区算。

    **不通过**：`上海市徐汇区样张街道`和`徐汇样张街道办事处`。

    **通过**：`徐汇区样张街道`和`静安区样张街道`；`第一中学`和`第二中学`。

    **怎样改**：核对是不是同一{measure}：是的只留一处，不是的不用改。
    """
    named = _named(entries, season)
    by_key: dict[str, Entry] = {}
    for entry, key in named:
        by_key.setdefault(key, entry)
    first = list(by_key.values())
    stripper = NameStripper(season)
    names = [stripper.strip(key, district_of(entry.recommender)) for key, entry in by_key.items()]
    for later, earlier in sorted(find_similar(names, season.notice.duplicates).items()):
        entry, other = first[later], first[earlier]
        message = (
            f"{quoted(entry.nomination.name)}（{_who(entry, season)}）"
            f"与{_other(entry, other, 'name')}（{_who(other, season)}）名称相近，"
            f"可能是同一{season.measure}。"
        )
        same = f"同一{season.measure}的"
        hint = f"请核对：是{same}，只留一处；不是{same}，不用改。"
        yield entry.problem(season.roles.name, message, hint, related=[other])
    yield from _unnamed(entries, named)


@rule(rule_names.DUPLICATE_STORY, clause=_clause, severity=Severity.WARNING)
def duplicate_story(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """两{measure}的{story}有一半以上的文字相同。

    **为什么**：事迹材料要写自己的做法；大段相同，多半是贴错了，或用了同一份范文。按标点和虚词
    分成片段来比，数字、空格不算差别，太短的片段不比；占较短一篇的一半以上才提醒。

    **不通过**：后一篇有六成与前一篇一字不差；只改了数字，或把`公司`都换成`集团`。

    **通过**：只有几句套话相同。

    **怎样改**：核对是否贴错；确是照搬的，请被推荐的{nominees}重写。
    """
    with_story, header = [], season.story_header
    for entry in entries:
        if entry.nomination.story and season.roles.story not in entry.nomination.unreadable:
            with_story.append(entry)
        else:
            yield entry.skip(f"没有可以比较的{header}")
    stories = (
        (comparison_key(entry.nomination.name), entry.nomination.story) for entry in with_story
    )
    for copy in find_copies(stories, season.notice.duplicates):
        entry, other = with_story[copy.later], with_story[copy.earlier]
        there = _other(entry, other, season.roles.story)
        message = (
            f"{quoted(entry.nomination.name)}与{there}的{header}有"
            f"{int(copy.share * 100)}%的文字相同（按较短的一篇算）。"
        )
        hint = "请核对是否贴错；确是照搬的，请改写成自己的做法。"
        yield entry.problem(season.roles.story, message, hint, related=[other])


def _named(entries: Sequence[Entry], season: Season) -> list[_Named]:
    answers = answers_of(season)
    return [
        _Named(entry, key)
        for entry in entries
        if (name := answers.given(entry.nomination, season.roles.name))
        and (key := comparison_key(name))
    ]


def _unnamed(entries: Sequence[Entry], named: Sequence[_Named]) -> Iterator[Skip]:
    present = {id(one.entry) for one in named}
    for entry in entries:
        if id(entry) not in present:
            yield entry.skip("没有可以比较的名称")


def _who(entry: Entry, season: Season) -> str:
    category = season.info(entry.category).short if entry.category else entry.nomination.category
    return "，".join(word for word in (entry.ref.recommender, category) if word)


def _other(entry: Entry, other: Entry, field: str) -> str:
    """Return the name of the other nomination, and its place relative to this one's."""
    here, there = (one.nomination.origin.locate(field) for one in (entry, other))
    return f"{there.seen_from(here)}的{quoted(other.nomination.name)}"


RULES: tuple[Rule, ...] = (duplicate_nomination, duplicate_similar, duplicate_story)
