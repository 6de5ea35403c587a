"""Problems that prevent a ranking, or that the meeting must decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.location import Location
from xxzz.review.refused import error, warning
from xxzz.review.result.decisions import DECISIONS
from xxzz.review.result.selection import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.finding import Problem
    from xxzz.review.result.outcome import CategoryResult
    from xxzz.review.scores.model import ScoreBook
    from xxzz.season import Season
    from xxzz.season.models.review import Method, ReviewTable

_MAX_LISTED = 5


def too_few(
    book: ScoreBook, season: Season, table: ReviewTable, method: Method
) -> Iterator[Problem]:
    """Yield nominations with fewer scores than required, or than the method needs."""
    counts = dict.fromkeys((one.number for one in book.nominees), 0)
    for score in book.scores:
        counts[score.number] += 1
    least = table.ranking.least_scores
    few = [number for number, count in counts.items() if count < least]
    if few:
        shown = "、".join(f"{number}（{counts[number]}份）" for number in few[:_MAX_LISTED])
        more = "等" * (len(few) > _MAX_LISTED)
        text = f"有{len(few)}{season.measure}的评分不到{least}份：{shown}{more}；不能排名。"
        hint = f"请先收齐评分表（{remedies.COLLECT}）；回避的，先补排专家。"
        yield error(book.location, text, hint)
    from_ = table.ranking.trimmed_from
    if method == "trimmed" and not few and any(count < from_ for count in counts.values()):
        fewest = min(counts.values())
        text = (
            f"最少的一{season.measure}只有{fewest}份评分，不能去掉最高和最低：至少要{from_}份。"
            "只有三份时，去掉以后就剩中间一位专家说了算，模拟中这是最差的办法。"
        )
        yield error(book.location, text, f"请用 {remedies.MEAN}；或每份材料多请几位专家。")


def number_unknown(
    book: ScoreBook, chosen: Mapping[str, int], season: Season, table: ReviewTable
) -> Iterator[Problem]:
    """Yield the categories whose number to select is neither in the table nor in `chosen`."""
    unknown = {str(one.category) for one in table.selection if one.chosen is None}
    names = {str(info.id): info.short for info in season.notice.categories}
    missing = [
        names[category]
        for category, _ in book.by_category(season)
        if category in unknown - chosen.keys()
    ]
    if missing:
        options = " ".join(remedies.ONE_CHOICE.format(name=name) for name in missing)
        text = f"没有写{'、'.join(missing)}各选几{season.measure}，通知里也没有这个数。"
        place = Location(f"review_{table.year}.yaml")
        yield error(place, text, f"请{remedies.CHOOSE.about(choices=options)}。")


def open_questions(
    categories: Sequence[CategoryResult], season: Season, place: Location
) -> Iterator[Problem]:
    """Yield what the meeting must decide, and decisions that miss the number to select."""
    names = {str(info.id): info.short for info in season.notice.categories}
    for one in categories:
        name = names[one.ranking.category]
        pending = [x.ranked.judged for x in one.selected if x.outcome is Outcome.PENDING]
        if pending:
            who = "、".join(f"{x.number}（{x.name}）" for x in pending)
            left = one.chosen - one.count(Outcome.CHOSEN)
            text = f"{name}：{who}并列，只剩{left}个名额，要由会议决定。"
            yield error(place, text, f"请在“{DECISIONS}”里写决定和理由，再运行一次。")
        elif (count := one.count(Outcome.CHOSEN)) != one.chosen:
            more = "多" if count > one.chosen else "少"
            word = season.measure_of([one.ranking.category])
            gap = f"{more}{abs(count - one.chosen)}{word}"
            text = f"{name}入选{count}{word}，比要选的{one.chosen}{word}{gap}。"
            yield warning(place, text, f"请核对“{DECISIONS}”。")
