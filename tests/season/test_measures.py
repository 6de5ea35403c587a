"""What is nominated, and how it is counted, in a season's own words."""

from pathlib import Path

import pytest

from season_maker import YEAR, season_folder
from xxzz.season import load_season
from xxzz.season.measures import nominees


@pytest.mark.parametrize(
    ("name", "told", "counted"),
    [
        ("five-categories", "单位或家庭", "家"),
        ("families", "家庭", "家"),
        ("learners", "人", "人"),
        ("teams", "单位", "支"),
    ],
)
def test_what_a_small_season_nominates(tmp_path: Path, name: str, told: str, counted: str) -> None:
    season = load_season(YEAR, season_folder(name, tmp_path / "tables"))
    assert (season.nominees, season.measure) == (told, counted)


def test_categories_counted_in_two_ways_are_counted_together_in_a_third(tmp_path: Path) -> None:
    folder = season_folder("five-categories", tmp_path / "tables")
    path = folder / "notice_2024.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("subject: household,", "measure: 户,"), encoding="utf-8")
    season = load_season(YEAR, folder)
    assert season.measure == "个"
    assert season.measure_of(["agency", "family"]) == "个"
    assert season.measure_of(["agency", "community"]) == "家"
    assert season.measure_of(["family"]) == "户"


@pytest.mark.parametrize(
    ("subjects", "told"),
    [
        (["person"], "人"),
        (["person", "person"], "人"),
        (["person", "household"], "个人或家庭"),
        (["organisation", "household", "organisation", "person"], "单位或家庭或个人"),
    ],
)
def test_persons_among_others_are_told_in_full(subjects: list[str], told: str) -> None:
    assert nominees(subjects) == told
