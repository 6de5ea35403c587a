"""收件进展.html: charts by day, category and recommender on two pages, for a meeting.

概览.html has the details.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from xxzz import rule_names
from xxzz.bundle.city.days import days, first_days, undated
from xxzz.bundle.city.register.deadline import LATE
from xxzz.bundle.city.register.model import BY_HAND
from xxzz.bundle.city.register.update import COUNTED, IN_ORDER
from xxzz.report.pages import page_environment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.bundle.city.days import Day
    from xxzz.bundle.city.register.deadline import Deadlines
    from xxzz.bundle.city.view import City
    from xxzz.season.models import Recommender

PROGRESS = "收件进展.html"
WIDTH, HEIGHT = 640, 150
"""Size of the chart by day in its own units; the page scales it."""
_LABELS = 10


class _Bar(NamedTuple):
    """A bar of the chart and its label."""

    x: float
    width: float
    height: float
    number: int
    label: str
    line: float
    """Height of the line above the bar: recommenders with any material by that day."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A number and its maximum."""

    name: str
    number: int
    limit: int
    state: str = ""
    css_class: str = ""
    since: str = ""

    @property
    def percent(self) -> float:
        return round(min(100.0, 100 * self.number / self.limit), 1) if self.limit else 0.0


def progress(city: City, deadlines: Deadlines) -> bytes:
    """Return the page: self-contained, without scripts, with all values escaped."""
    known = days(city, deadlines)
    most = max((one.files for one in known), default=0)
    rows = list(_recommenders(city, deadlines))
    template = page_environment("xxzz.bundle.city").get_template("progress.html.j2")
    text = template.render(
        notice=city.season.notice,
        figures=_figures(city, rows),
        width=WIDTH,
        height=HEIGHT,
        bars=list(_bars(known, most, len(rows))),
        deadline=_place(known, city.season.notice.submission.deadline),
        most=most,
        last=known[-1] if known else None,
        undated=undated(city, deadlines),
        categories=list(_categories(city)),
        recommenders=rows,
    )
    return f"{text}\n".encode(errors="replace")


def _figures(city: City, rows: Sequence[_Share]) -> Mapping[str, int]:
    """Return the key figures by their labels."""
    inbox = city.inbox
    figures = {
        "已有材料的推荐单位": len(rows) - len(city.missing),
        "还没有交": len(city.missing),
        "要补正": sum(not one.verdict.passed for one in (*inbox.received, *inbox.refused)),
        "迟交": sum(LATE in one.state for one in rows),
        f"已收推荐（{city.season.measure}）": len(city.entries),
        "单位之间重复或相近（处）": len(city.duplicates),
    }
    if city.season.past_winners is not None:
        won = sum(one.rule == rule_names.PAST_WINNER for one in city.findings)
        figures[f"以前获评过（{city.season.measure}）"] = won
    return figures


def _bars(known: Sequence[Day], most: int, recommenders: int) -> Iterator[_Bar]:
    """Yield a bar for each day; `most` is the largest number of files on a day."""
    every = 1 + len(known) // _LABELS
    for at, one in enumerate(known):
        yield _Bar(
            x=round(WIDTH * at / len(known), 1),
            width=round(WIDTH / len(known), 1),
            height=round(HEIGHT * one.files / most, 1),
            number=one.files,
            label=f"{one.date.month}/{one.date.day}" if at % every == 0 else "",
            line=round(HEIGHT * (1 - one.senders / recommenders), 1),
        )


def _place(known: Sequence[Day], date: dt.date) -> float | None:
    """Return the position of the end of a day in the chart, or None if it is outside."""
    at = next((at for at, one in enumerate(known, 1) if one.date == date), None)
    return None if at is None else round(WIDTH * at / len(known), 1)


def _categories(city: City) -> Iterator[_Share]:
    for info in city.season.notice.categories:
        number = sum(entry.category == info.id for entry in city.entries)
        yield _Share(info.short, number, city.season.quotas.totals.get(info.id, number))


def _recommenders(city: City, deadlines: Deadlines) -> Iterator[_Share]:
    since = first_days(city, deadlines)
    for row in city.season.quotas.recommenders:
        state, css_class = _state(row, city)
        day = since.get(row.name)
        shown = f"{day.month}月{day.day}日" if day else ""
        yield _Share(row.name, city.usage(row).total, row.total, state, css_class, shown)


def _state(row: Recommender, city: City) -> tuple[str, str]:
    if row in city.missing:
        return "未交", "error"
    own = city.receipts[row.name]
    counted = next((one for one in own if one.state in COUNTED), None)
    if counted is None:
        return own[0].state or BY_HAND, "warning"
    late = f"，{counted.punctuality}" if counted.punctuality.startswith(LATE) else ""
    good = counted.state == IN_ORDER and not late
    return f"{counted.state}{late}", "good" if good else "warning"
