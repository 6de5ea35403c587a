"""What the models of the tables answer by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from season_maker import YEAR, season_folder
from xxzz.season import SeasonError, load_season
from xxzz.season.models.conditions import Attachment, Publicity, Years
from xxzz.season.models.indicators import Indicator
from xxzz.season.models.wording import Limit, TextLimits

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Tables

QUOTAS = "quotas_2023.yaml"
NOTICE = "notice_2023.yaml"
BY_CATEGORY = TextLimits.model_validate(
    {
        "id": "story",
        "field": "story",
        "clause": "五",
        "limits": [{"categories": ["family"], "max": 800}, {"max": 2000}],
    }
)


@pytest.mark.parametrize(("category", "most"), [("family", 800), ("agency", 2000), (None, 2000)])
def test_the_limit_of_a_category(category: str | None, most: int) -> None:
    limit = BY_CATEGORY.limit(category)
    assert limit is not None
    assert limit.max == most


def test_a_category_without_a_limit() -> None:
    only = BY_CATEGORY.model_copy(update={"limits": BY_CATEGORY.limits[:1]})
    assert only.limit("agency") is None
    assert only.limit(None) is None


def test_years_may_differ_by_category() -> None:
    condition = {
        "id": "a",
        "kind": "years",
        "categories": ["agency", "enterprise"],
        "field": "building_since",
        "as_of": "2023-09-20",
        "clause": "三",
    }
    same = Years.model_validate(condition | {"years": 3}, strict=False)
    assert (same.least("agency"), same.least("enterprise")) == (3, 3)
    own = Years.model_validate(condition | {"years": {"agency": 2, "enterprise": 3}}, strict=False)
    assert (own.least("agency"), own.least("enterprise")) == (2, 3)


def test_one_file_is_needed_where_nothing_else_is_said() -> None:
    condition = {"id": "a", "kind": "attachment", "categories": ["agency"], "field": "photo"}
    asked = Attachment.model_validate(condition | {"files": ["jpg"], "clause": "三"})
    assert (asked.least, asked.most) == (1, None)


WHOLE = "应当是整数，不加引号"
NUMBER = "应当是数字，不加引号"
FLAG = "应当是 true 或 false"
EMPTY = "不能是空列表"
SHAPES = (WHOLE, NUMBER, FLAG, EMPTY, "不能小于", "不能大于", "应当大于")
FAMILY = "indicators/2023/family.yaml"


@pytest.mark.parametrize(
    ("name", "old", "fits", "wrong", "said"),
    [
        (NOTICE, "year: 2023", "year: 2000", "year: 1999", "不能小于2000，现在是“1999”"),
        (NOTICE, "year: 2023", "year: 2999", "year: 3000", "不能大于2999，现在是“3000”"),
        (NOTICE, "year: 2023", "year: 2022", 'year: "2022"', WHOLE),
        (NOTICE, "long: true", "long: false", 'long: "true"', FLAG),
        (NOTICE, "width: 6", "width: 4", "width: 3", "不能小于4，现在是“3”"),
        (NOTICE, "width: 6", "width: 80", "width: 81", "不能大于80，现在是“81”"),
        (NOTICE, "categories: [enterprise]\n    field", "", "categories: []\n    field", EMPTY),
        (NOTICE, "limits: [{max: 500}]", "limits: [{max: 501}]", "limits: []", EMPTY),
        (NOTICE, "story_share: 0.5", "story_share: 1", "story_share: 1.5", "不能大于1，"),
        (NOTICE, "story_share: 0.5", "story_share: 0.1", "story_share: 0", "应当大于0，"),
        (NOTICE, "story_share: 0.5", "story_share: 0.2", 'story_share: "0.2"', NUMBER),
        (NOTICE, "copies: 3", "copies: 1", "copies: 0", "不能小于1，现在是“0”"),
        (FAMILY, "unit: 小时, min: 1", "unit: 小时, min: 0", "unit: 小时, min: -1", "不能小于0，"),
        (FAMILY, "unit: 小时, min: 1", "unit: 小时, min: 0.5", "unit: 小时, min: .inf", NUMBER),
        (FAMILY, "unit: 小时, min: 1", "unit: 小时, min: 2", 'unit: 小时, min: "2"', NUMBER),
    ],
)
def test_what_a_value_may_be(
    tables: Tables, name: str, old: str, fits: str, wrong: str, said: str
) -> None:
    line = tables.edit(name, old, fits or old)
    tables.edit(QUOTAS, "year: 2023", "year: 2022")  # there is always one problem to be told
    assert not [text for _, _, text in tables.problems() if any(one in text for one in SHAPES)]
    tables.edit(name, fits or old, wrong)
    found = [(file, at) for file, at, text in tables.problems() if said in text]
    assert found == [(name.rpartition("/")[2], line)]


@pytest.mark.parametrize(
    ("season", "old", "fits", "wrong", "said"),
    [
        ("learners", "most_megabytes: 5", "most_megabytes: 0", "most_megabytes: -1", "不能小于0，"),
        ("learners", "days: 5", "days: 1", "days: 0", "不能小于1，"),
        ("learners", "years: 3", "years: 1", "years: 0", "不能小于1，"),
        ("learners", "files: [jpg, png]", "files: [jpg]", "files: []", EMPTY),
        ("models", "least: 0.35", "least: 1", "least: 1.1", "不能大于1，"),
        ("models", "least: 0.35", "least: 0.01", "least: 0", "应当大于0，"),
        ("models", "yes: [同意, 是]", "yes: [同意]", "yes: []", EMPTY),
    ],
)
def test_what_a_value_of_a_condition_may_be(
    tmp_path: Path, season: str, old: str, fits: str, wrong: str, said: str
) -> None:
    folder = season_folder(season, tmp_path / "tables")
    path = folder / "notice_2024.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, fits, 1), encoding="utf-8", newline="\n")
    load_season(YEAR, folder)
    path.write_text(text.replace(old, wrong, 1), encoding="utf-8", newline="\n")
    with pytest.raises(SeasonError) as caught:
        load_season(YEAR, folder)
    line = text[: text.index(old)].count("\n") + 1
    assert [one.location.line for one in caught.value.problems if said in one.message] == [line]


def test_what_a_field_and_a_condition_are_where_nothing_else_is_said(tmp_path: Path) -> None:
    season = load_season(YEAR, season_folder("learners", tmp_path / "tables"))
    assert [one.id for one in season.notice.fields if one.long] == ["deeds"]
    assert {one.width for one in season.notice.fields} == {16}
    (publicity,) = (one for one in season.notice.conditions if isinstance(one, Publicity))
    assert publicity.working


@pytest.mark.parametrize(("length", "more"), [(14, ""), (15, "…")])
def test_a_column_of_points_is_headed_by_number_and_beginning(length: int, more: str) -> None:
    indicator = Indicator(id="office-building-3.1", text="读" * length)
    assert indicator.short == f"3.1 {'读' * 14}{more}"


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ({"target": 2000, "max": 2200}, "2000字"),
        ({"max": 500}, "500字以内"),
        ({"min": 100, "max": 500}, "100至500字"),
        ({"min": 0, "max": 500}, "0至500字"),
        ({"min": 100}, "不少于100字"),
        ({"warn_max": 800}, "不限字数"),
    ],
)
def test_how_long_a_text_should_be_in_words(limit: dict[str, int], words: str) -> None:
    assert Limit.model_validate(limit).words == words
