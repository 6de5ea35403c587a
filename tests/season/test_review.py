"""The tables of the review: what does not fit the season is told with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xxzz.season import SeasonError, load_season
from xxzz.season.review import load_holidays, load_review

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Tables

    from xxzz.season import Season

REVIEW, HOLIDAYS = "review_2023.yaml", "holidays.yaml"


def told(tables: Tables) -> list[tuple[int | None, str]]:
    with pytest.raises(SeasonError) as caught:
        load_review(load_season(2023), tables.folder)
    assert {Path(one.location.file).name for one in caught.value.problems} == {REVIEW}
    return [(one.location.line, one.message) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("year: 2023", "year: 2024", ["文件名是2023年，里面写的是2024年，请改成一致。"]),
        ("total: 60", "total: 61", ["各一级指标分值相加是60，total 写的是61，请核对。"]),
        (
            "ties: [学习成效, 制度保障]",
            "ties: [学习成效, 制度]",
            ["“制度”不在 points 里，同分时没有它的得分可比。"],
        ),
        (
            "points: {制度保障: 10, 学习条件: 10,",
            "points: {制度保障: 10, 学习环境: 10,",
            [
                "建设指标里有一级指标“学习条件”，这里没有给它分值。",
                (
                    "建设指标里没有一级指标“学习环境”，只有：制度保障、学习条件、资源建设、学习经费、学习管理、"
                    "学习成效。"
                ),
            ],
        ),
        (
            "least_scores: 3",
            "least_scores: 4",
            ["每份材料只有3位专家，不能要求至少4份评分。"],
        ),
        (
            "- {category: family, chosen: null, reserves: 3}",
            "- {category: community, chosen: null, reserves: 3}",
            [
                "类别“学习型社区”（community）要写一次，现在写了2次。",
                "类别“学习型家庭”（family）要写一次，现在写了0次。",
            ],
        ),
        ("{serial:04}", "{number:04}", ["花括号里写得不对，只能用{year}、{serial}。"]),
        ("优秀{category}", "优秀{}", ["花括号里写得不对，只能用{year}、{category}。"]),
        (", family: 学习型家庭}", "}", ["缺少学习型家庭在证书上的名称。"]),
    ],
)
def test_what_does_not_fit(tables: Tables, old: str, new: str, messages: list[str]) -> None:
    line = tables.edit(REVIEW, old, new)
    found = told(tables)
    assert [message for _, message in found] == messages
    assert all(at is not None and abs(at - line) <= 4 for at, _ in found)


@pytest.mark.parametrize(
    ("old", "fits", "too_much"),
    [
        ("decimals: 2", "decimals: 6", "decimals: 7"),
        ("decimals: 2", "decimals: 0", "decimals: -1"),
        ("trimmed_from: 5", "trimmed_from: 6", "trimmed_from: 4"),
        ("spread: 20", "spread: 100", "spread: 101"),
        ("least_scores: 3", "least_scores: 1", "least_scores: 0"),
        ("working_days: 5", "working_days: 1", "working_days: 0"),
        ("spread: 20", "spread: 0", "spread: -1"),
        ("spread: 20", "spread: 30", 'spread: "30"'),
        ("step: 0.5", "step: 0.1", "step: 0"),
        ("step: 0.5", "step: 1", 'step: "1"'),
        ("step: 0.5", "step: 0.25", "step: .inf"),
        ("experts: 3", "experts: 5", 'experts: "5"'),
        ("trimmed_from: 5", "trimmed_from: 7", 'trimmed_from: "7"'),
        ("decimals: 2", "decimals: 3", 'decimals: "3"'),
    ],
)
def test_limits_of_numbers(tables: Tables, old: str, fits: str, too_much: str) -> None:
    line = tables.edit(REVIEW, old, fits)
    load_review(load_season(2023), tables.folder)
    tables.edit(REVIEW, fits, too_much)
    [(at, _)] = told(tables)
    assert at == line


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (dt.date(2023, 9, 28), True),
        (dt.date(2023, 9, 29), False),
        (dt.date(2023, 10, 6), False),
        (dt.date(2023, 10, 7), True),
        (dt.date(2023, 10, 8), True),
        (dt.date(2023, 10, 9), True),
        (dt.date(2023, 10, 13), True),
        (dt.date(2023, 10, 14), False),
        (dt.date(2023, 10, 15), False),
        (dt.date(2023, 10, 16), True),
    ],
)
def test_working_days(day: dt.date, *, works: bool) -> None:
    assert load_holidays(load_season(2023)).is_working_day(day) is works


def test_a_year_without_holidays_is_unknown() -> None:
    with pytest.raises(LookupError):
        load_holidays(load_season(2023)).is_working_day(dt.date(1999, 1, 4))


def test_holidays_that_can_not_be_used(tables: Tables) -> None:
    path = tables.folder / HOLIDAYS
    path.write_text("years: []\n", encoding="utf-8")
    with pytest.raises(SeasonError) as caught:
        load_holidays(load_season(2023), tables.folder)
    [problem] = caught.value.problems
    assert (Path(problem.location.file).name, problem.location.line) == (HOLIDAYS, 1)


@pytest.mark.parametrize("load", [load_review, load_holidays])
def test_no_table(tmp_path: Path, load: Callable[[Season, Path], object]) -> None:
    with pytest.raises(SeasonError):
        load(load_season(2023), tmp_path)
