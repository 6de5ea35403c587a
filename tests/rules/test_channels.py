"""Who may recommend what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nomination_maker import with_notice, with_quota
from xxzz.finding import Severity, Skipped
from xxzz.rules.channels import channel_not_allowed, education_only, rules_of
from xxzz.rules.unknown_names import category_unknown, recommender_unknown

if TYPE_CHECKING:
    from conftest import Judge, Nominate

    from xxzz.season import Season


@pytest.mark.parametrize(
    "text", ["徐汇区", "徐汇", " 徐汇区学习办", "市级机关工作党委", "上海市总工会"]
)
def test_known_recommenders(judge: Judge, nominate: Nominate, text: str) -> None:
    assert not judge(recommender_unknown, nominate(recommender=text)).findings


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("徐汇区教育局", "是不是“徐汇区”？"),
        ("徐匯区", "是不是“徐汇区”？"),
        ("市教育工作工会", "是不是“市教育工会”？"),
        ("某某研究会", "请从下拉列表"),
        (f"{'样' * 38}徐汇", "是不是“徐汇区”？"),
    ],
)
def test_unknown_recommenders(judge: Judge, nominate: Nominate, text: str, hint: str) -> None:
    (finding,) = judge(recommender_unknown, nominate(recommender=text)).findings
    assert finding.rule == "recommender-unknown"
    assert finding.severity is Severity.ERROR
    assert finding.location.cell == "B4"
    assert finding.message == f"附件2里没有推荐单位“{text}”。"
    assert finding.hint.startswith(hint)
    assert finding.nomination is not None
    assert finding.nomination.recommender == text


def test_a_long_text_is_not_searched_to_its_end(judge: Judge, nominate: Nominate) -> None:
    """A story in the wrong column names many districts; a name of them all has 40 characters."""
    text = f"{'样' * 39}徐汇"
    (finding,) = judge(recommender_unknown, nominate(recommender=text)).findings
    assert finding.hint == "请从下拉列表中选择附件2里的名称。"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("市妇联", "“市妇联”统筹学习型家庭的推荐"),
        ("上海市妇联", "“市妇联”统筹学习型家庭的推荐"),
        ("上海市妇女联合会", "“市妇联”统筹学习型家庭的推荐"),
        ("市学指办", "“市学指办”统筹学习型社区的推荐"),
        ("市学习型社会建设指导服务中心办公室", "“市学指办”统筹学习型社区的推荐"),
    ],
)
def test_coordinators_have_no_quota(judge: Judge, nominate: Nominate, text: str, what: str) -> None:
    (finding,) = judge(recommender_unknown, nominate(recommender=text)).findings
    assert finding.message.startswith(what)
    assert "没有名额" in finding.message
    assert "请填写推荐这一家的区" in finding.hint


@pytest.mark.parametrize("text", ["", "待定"])
def test_an_empty_recommender_is_for_other_rules(
    judge: Judge, nominate: Nominate, text: str
) -> None:
    assert not judge(recommender_unknown, nominate(recommender=text)).findings
    assert not judge(category_unknown, nominate(category=text)).findings


@pytest.mark.parametrize(
    "text",
    ["机关", "学习型机关(事业单位)", "企事业单位", "学习型企事业单位（教育类）", "社区", "家庭"],
)
def test_known_categories(judge: Judge, nominate: Nominate, text: str) -> None:
    assert not judge(category_unknown, nominate(category=text)).findings


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("学习性家庭", "是不是“学习型家庭”？请写四类之一：学习型机关（事业单位）、"),
        ("学习型企业事业单位", "是不是“学习型企事业单位（含教育类）”？"),
        ("学习型团队", "请写四类之一："),
    ],
)
def test_unknown_categories(judge: Judge, nominate: Nominate, text: str, hint: str) -> None:
    (finding,) = judge(category_unknown, nominate(category=text)).findings
    assert finding.rule == "category-unknown"
    assert finding.location.cell == "C4"
    assert f"“{text}”" in finding.message
    assert finding.hint.startswith(hint)


@pytest.mark.parametrize(
    ("recommender", "category", "who"),
    [
        ("市总工会", "family", "所在区"),
        ("市总工会", "agency", "市市级机关工作党委、所在区"),
        ("市市级机关工作党委", "enterprise", "市总工会、市教育工会、所在区"),
        ("市教育工会", "community", "所在区"),
    ],
)
def test_channels_that_are_closed(
    judge: Judge, nominate: Nominate, recommender: str, category: str, who: str
) -> None:
    (finding,) = judge(channel_not_allowed, nominate(category, recommender=recommender)).findings
    assert finding.rule == "channel-not-allowed"
    assert finding.severity is Severity.ERROR
    assert finding.location.cell == "C4"
    assert f"“{recommender}”不能推荐" in finding.message
    assert f"应改由{who}推荐" in finding.hint


@pytest.mark.parametrize(
    ("recommender", "category"),
    [
        ("市总工会", "enterprise"),
        ("市教育工会", "enterprise"),
        ("市市级机关工作党委", "agency"),
        *[("徐汇区", category) for category in ("agency", "enterprise", "community", "family")],
    ],
)
def test_channels_that_are_open(
    judge: Judge, nominate: Nominate, recommender: str, category: str
) -> None:
    report = judge(channel_not_allowed, nominate(category, recommender=recommender))
    assert not report.findings
    assert not report.skipped


def test_a_channel_needs_both_ends(judge: Judge, nominate: Nominate) -> None:
    rows = [nominate(recommender="某会"), nominate(category="学习型团队"), nominate()]
    for one in (channel_not_allowed, education_only):
        report = judge(one, *rows)
        assert not report.findings
        assert report.skipped == (Skipped(one.name, "推荐单位或申报类型没有填写或认不出来（2家）"),)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "徐汇区样张小学"},
        {"nature": "公办学校"},
        {"category": "学习型企事业单位(教育类)"},
        {"category": "教育类"},
    ],
)
def test_education_is_seen(judge: Judge, nominate: Nominate, fields: dict[str, str]) -> None:
    row = nominate("enterprise", recommender="市教育工会", **fields)
    assert not judge(education_only, row).findings


def test_the_education_union_recommends_education_only(judge: Judge, nominate: Nominate) -> None:
    row = nominate("enterprise", recommender="市教育工会", name="上海样张机械有限公司")
    (finding,) = judge(education_only, row).findings
    assert finding.rule == "education-only"
    assert finding.severity is Severity.ERROR
    assert finding.clause == "三（一）2"
    assert finding.location.cell == "C4"
    assert "“上海样张机械有限公司”看不出是教育类单位" in finding.message
    assert "写成“学习型企事业单位（教育类）”" in finding.hint


def test_others_recommend_any_enterprise(judge: Judge, nominate: Nominate) -> None:
    rows = [nominate("enterprise", recommender=text) for text in ("市总工会", "徐汇区")]
    assert not judge(education_only, *rows).findings


def test_a_coordinator_may_have_no_longer_name(
    judge: Judge, nominate: Nominate, season: Season
) -> None:
    plain = tuple(
        body.model_copy(update={"full_name": None}) for body in season.notice.coordinators
    )
    changed = with_notice(season, coordinators=plain)
    (finding,) = judge(recommender_unknown, nominate(recommender="市妇联"), season=changed).findings
    assert finding.message.startswith("“市妇联”统筹学习型家庭的推荐")


def test_one_kind_is_not_counted(judge: Judge, nominate: Nominate, season: Season) -> None:
    family = season.info("family")
    changed = with_notice(season, categories=(family,))
    row = nominate(category="学习型团队")
    (finding,) = judge(category_unknown, row, season=changed).findings
    assert finding.hint == "请写这一类：学习型家庭。"
    two = with_notice(season, categories=(family, season.info("agency")))
    (finding,) = judge(category_unknown, row, season=two).findings
    assert finding.hint == "请写两类之一：学习型家庭、学习型机关（事业单位）。"


def test_where_no_district_may_recommend(judge: Judge, nominate: Nominate, season: Season) -> None:
    for row in season.quotas.recommenders:
        if row.kind == "district":
            season = with_quota(season, row.name, quota=row.quota | {"enterprise": None})
    one = nominate("enterprise", recommender="市市级机关工作党委")
    (finding,) = judge(channel_not_allowed, one, season=season).findings
    assert "应改由市总工会、市教育工会推荐" in finding.hint


def test_only_a_season_with_a_channel_for_education_asks_for_it(season: Season) -> None:
    assert education_only in rules_of(season)
    channels = tuple(
        one.model_copy(update={"education_only": False}) for one in season.notice.channels
    )
    others = rules_of(with_notice(season, channels=channels))
    assert others == (channel_not_allowed,)


def test_the_longest_name_in_a_text_is_meant(judge: Judge, nominate: Nominate) -> None:
    (finding,) = judge(recommender_unknown, nominate(recommender="徐汇区市教育工会")).findings
    assert finding.hint.startswith("是不是“市教育工会”？")
