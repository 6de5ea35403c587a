"""Seasons of other shapes load, and say what their tables say, as far as the limits go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinned import copy_tables
from season_maker import YEAR, season_folder
from xxzz.season import Season, SeasonError, load_season, load_tables

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("families", "five-categories", "learners", "masters", "models", "schools", "teams")


def load(tmp_path: Path, name: str, edits: dict[str, str] | None = None) -> Season:
    """Load a small season in whose quota table some texts were replaced."""
    folder = season_folder(name, tmp_path / "tables")
    path = folder / f"quotas_{YEAR}.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in (edits or {}).items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")
    return load_season(YEAR, folder)


@pytest.mark.parametrize("name", NAMES)
def test_it_loads_and_nothing_in_it_is_asked_about(tmp_path: Path, name: str) -> None:
    tables = load_tables(YEAR, season_folder(name, tmp_path / "tables"))
    assert tables.season.year == YEAR
    assert tables.doubts() == []


def test_a_part_and_a_least_number_may_be_all_that_is_recommended(tmp_path: Path) -> None:
    parts = {"{model: 3, special: 1}": "{model: 30, special: 1}", "model: 5,": "model: 32,"}
    season = load(tmp_path / "models", "models", parts)
    assert season.quotas.recommenders[0].subsets == {"model": 30, "special": 1}
    season = load(
        tmp_path / "families",
        "families",
        {"least: {family: 3}, total: 5": "least: {family: 5}, total: 5"},
    )
    assert season.quotas.recommenders[0].least == {"family": 5}


def test_holidays_are_there_where_working_days_count(tmp_path: Path) -> None:
    learners = load(tmp_path / "learners", "learners")
    assert learners.holidays is not None
    assert [one.year for one in learners.holidays.years] == [2023, 2024]
    assert load(tmp_path / "families", "families").holidays is None


def test_missing_holidays_are_told(tmp_path: Path) -> None:
    folder = season_folder("learners", tmp_path / "tables")
    (folder / "holidays.yaml").unlink()
    with pytest.raises(SeasonError) as caught:
        load_season(YEAR, folder)
    (one,) = caught.value.problems
    assert one.location.file == (folder / "holidays.yaml").as_posix()
    assert one.message == "没有这个文件。请检查文件夹，或把文件补上。"


def test_a_year_s_own_templates_are_those_of_the_folder_named_by_it(tmp_path: Path) -> None:
    folder = copy_tables(tmp_path / "data")
    assert load_season(2023, folder).templates is None
    (folder / "templates" / "2022").mkdir(parents=True)
    assert load_season(2023, folder).templates is None
    own = folder / "templates" / "2023"
    own.mkdir()
    assert load_season(2023, folder).templates == own


def test_a_recommender_with_a_total_only_may_use_it_for_any_category_of_its_channel(
    tmp_path: Path,
) -> None:
    season = load(tmp_path / "learners", "learners")
    row = season.quotas.recommenders[0]
    assert season.quota_of(row, "star") == 3
    assert season.quota_of(row, "family") is None


def test_a_recommender_with_quotas_has_none_for_what_it_may_not_recommend() -> None:
    season = load_season(2023)
    union = season.recommender("市总工会")
    assert union is not None
    assert season.quota_of(union, "enterprise") == 80
    assert season.quota_of(union, "family") is None


def test_an_unknown_category_is_named_by_the_seasons_own_header(tmp_path: Path) -> None:
    assert load(tmp_path, "learners").unknown_category == "类别不明"
