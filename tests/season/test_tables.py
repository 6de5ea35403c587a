from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from season_maker import YEAR, season_folder
from xxzz.season import Season, load_season

if TYPE_CHECKING:
    from pathlib import Path

    from xxzz.nomination import Category
    from xxzz.season.models import Recommender


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


def test_fields_by_what_they_hold(season: Season) -> None:
    assert season.of_kind("phone") == ("leader_phone", "contact_landline")
    assert season.of_kind("postcode") == ("postcode",)
    assert season.of_kind("nothing") == ()


def test_conditions_and_texts_by_the_field_that_they_look_at(season: Season) -> None:
    years = season.years_of("building_since")
    assert years is not None
    assert years.id == "building-years"
    assert season.years_of("family_title") is None
    brief, story = season.text("brief"), season.text("story")
    assert (brief and brief.id, story and story.id) == ("brief", "story")
    assert season.text("name") is None


def test_which_coordinators_are_for_education_only(season: Season) -> None:
    assert [one.name for one in season.notice.coordinators if one.education_only] == ["市教育工会"]


def test_a_season_is_known_by_its_identity(season: Season) -> None:
    """Rules keep what they make of one by it."""
    again = replace(season)
    assert again != season
    assert len({season, season, again}) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("徐汇区", "徐汇区"),
        (" 徐 汇 区\u200b", "徐汇区"),
        ("上海市徐汇区学习办", "徐汇区"),
        ("市级机关工作党委", "市市级机关工作党委"),
        ("市市机关工作党委", "市市级机关工作党委"),  # as 附件2 prints it
        ("上海市徐汇区学习型社会建设与终身教育促进委员会办公室", "徐汇区"),
        ("市市级机关工作党委", "市市级机关工作党委"),
        ("上海市总工会", "市总工会"),
        ("市教育工会", "市教育工会"),
        ("市妇联", None),
        ("徐汇县", None),
        ("", None),
    ],
)
def test_recommender(season: Season, text: str, name: str | None) -> None:
    found = season.recommender(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "category", "education"),
    [
        ("学习型机关（事业单位）", "agency", False),
        ("学习型机关(事业单位)", "agency", False),
        ("机关", "agency", False),
        ("学习型企事业单位（含教育类）", "enterprise", False),
        ("企事业单位", "enterprise", False),
        ("学习型企事业单位（教育类）", "enterprise", True),
        ("学习型企事业单位(教育类)", "enterprise", True),
        ("学习型企业单位", "enterprise", False),
        ("社区", "community", False),
        ("学习型街道", "community", False),
        ("学习型 社区", "community", False),
        ("家庭", "family", False),
        ("学习型城市", None, False),
        ("", None, False),
    ],
)
def test_category(season: Season, text: str, category: Category | None, education: bool) -> None:
    assert season.category(text) == category
    assert season.says_education(text) is education


def named(season: Season, name: str) -> Recommender:
    found = season.recommender(name)
    assert found
    return found


def test_channel(season: Season) -> None:
    assert set(season.channel(named(season, "徐汇区")).categories) == set(season.categories)
    union = season.channel(named(season, "市教育工会"))
    assert (union.categories, union.education_only) == (("enterprise",), True)
    assert not season.channel(named(season, "市总工会")).education_only


def test_a_channel_of_its_own_comes_before_that_of_its_kind(season: Season) -> None:
    own = season.notice.channels[0].model_copy(update={"recommender": "徐汇区"})
    notice = season.notice.model_copy(update={"channels": (*season.notice.channels, own)})
    changed = replace(season, notice=notice)
    assert changed.channel(named(changed, "徐汇区")) == own
    assert changed.channel(named(changed, "黄浦区")).kind == "district"


def test_channel_of_a_stranger(season: Season) -> None:
    stranger = named(season, "市总工会").model_copy(update={"name": "市妇联"})
    with pytest.raises(LookupError, match="市妇联"):
        season.channel(stranger)


def test_info_and_field(season: Season) -> None:
    assert season.info("family").name == "学习型家庭"
    assert [season.field(name).id for name in season.field_ids] == list(season.field_ids)
    assert season.field(season.roles.mobile).header == "联系人手机号码"


def test_how_indicators_are_answered(season: Season, tmp_path: Path) -> None:
    assert season.assessment is season.notice.assessment
    assert season.assessment.met[0] == "符合"
    without = load_season(YEAR, season_folder("teams", tmp_path / "tables"))
    with pytest.raises(LookupError, match="assessment"):
        assert without.assessment


def test_nothing_can_be_changed(season: Season) -> None:
    with pytest.raises(ValueError, match="frozen"):
        season.notice.year = 2024


def test_a_name_that_is_no_recommender_is_told_by_the_table_s_own_name(season: Season) -> None:
    assert season.no_recommender("徐江区") == "附件2里没有“徐江区”这个推荐单位"
    other = replace(season, quotas=season.quotas.model_copy(update={"source": "附表一"}))
    assert other.no_recommender("徐江区") == "附表一里没有“徐江区”这个推荐单位"
