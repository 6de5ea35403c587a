from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nomination_maker import nomination, with_quota
from xxzz.check import check
from xxzz.finding import Severity
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin, Submission
from xxzz.rules.quota import quota_exceeded, quota_unused

XUHUI = {"agency": 3, "enterprise": 8, "community": 2, "family": 5}


@pytest.fixture
def fill(nominate):
    """Make as many nominations as asked of each category, in the order of the categories."""

    def make(counts, **changes) -> list[Nomination]:
        return [nominate(category, **changes) for category, n in counts.items() for _ in range(n)]

    return make


def test_flexible_places_exactly_used_pass(judge, fill):
    for used in ({"family": 7}, {"family": 6, "agency": 4}, {"community": 4}):
        assert not judge(quota_exceeded, *fill(XUHUI | used)).findings


def test_one_more_than_the_flexible_places_fails(judge, fill):
    nominations = fill(XUHUI | {"community": 3, "family": 7})
    [finding] = judge(quota_exceeded, *nominations).findings
    assert (finding.rule, finding.severity) == ("quota-exceeded", Severity.ERROR)
    assert finding.clause == "四；附件2"
    assert finding.message == (
        "徐汇区超出名额：学习型社区推荐3家，建议数量2家，多1家；学习型家庭推荐7家，建议数量5家，"
        "多2家。机动数量2家，须从这几类中撤回1家。"
    )
    # 序号 21 is the last in priority; it stands in row 24
    assert str(finding.location) == "名单.xlsx!推荐名单!C24"
    assert finding.hint == "请从学习型家庭中撤回1家；按序号，靠后的是“第21号样张家庭”。"
    assert finding.nomination.name == "第21号样张家庭"
    assert finding.related == ()


def test_priority_decides_not_the_order_of_the_rows(judge, nominate):
    ranks = ["4", "", "1.0", "３", "2", "5", "8", "07", "6", "9"]
    nominations = [nominate("community", rank=rank) for rank in ranks]
    [finding] = judge(quota_exceeded, *nominations).findings
    # 2 by quota, 2 flexible; 5 to 9 and the one without a rank are over, and 5 comes first of them
    assert finding.location.cell == "C9"
    assert [place.cell for place in finding.related] == ["C12", "C11", "C10", "C13", "C5"]
    assert "撤回6家" in finding.message
    assert "等6家" in finding.hint


def test_five_names_are_shown(judge, nominate):
    [finding] = judge(quota_exceeded, *(nominate("community") for _ in range(9))).findings
    names = "、".join(f"“徐汇区第{number}号样张街道”" for number in range(5, 10))
    assert finding.hint == f"请从学习型社区中撤回5家；按序号，靠后的是{names}。"


def test_a_table_of_totals_only(judge, nominate, season):
    totals = with_quota(season, "徐汇区", quota={}, flexible=None, total=3)
    rows = [nominate("community"), nominate("family"), nominate("family"), nominate("agency")]
    [finding] = judge(quota_unused, *rows[:2], season=totals).findings
    assert finding.message == "徐汇区还有名额没有用：总数1家。"
    assert not judge(quota_unused, *rows[:3], season=totals).findings
    assert not judge(quota_exceeded, *rows[:3], season=totals).findings
    [finding] = judge(quota_exceeded, *rows, season=totals).findings
    assert finding.message == "徐汇区超出名额：共推荐4家，推荐总数3家。须撤回1家。"
    assert finding.location.cell == "C7"


def test_the_whole_quota_in_one_category_is_no_total(judge, fill):
    """20 families do not exceed the total of 20, but 15 are above the quota and 2 flexible."""
    [finding] = judge(quota_exceeded, *fill({"family": 20})).findings
    assert "撤回13家" in finding.message


@pytest.mark.parametrize(("recommender", "quota"), [("市总工会", 80), ("市教育工会", 50)])
def test_bodies_without_flexible_places(judge, nominate, recommender, quota):
    nominations = [nominate(recommender=recommender) for _ in range(quota + 1)]
    assert not judge(quota_exceeded, *nominations[:quota]).findings
    [finding] = judge(quota_exceeded, *nominations).findings
    assert finding.message == (
        f"{recommender}超出名额：学习型企事业单位（含教育类）推荐{quota + 1}家，建议数量{quota}家，"
        "多1家。没有机动数量，须从这一类中撤回1家。"
    )


def test_forbidden_category_fills_no_place_but_counts_in_the_total(judge, nominate):
    nominations = [nominate("agency", recommender="市级机关工作党委") for _ in range(15)]
    family = nominate("family", recommender="市级机关工作党委")
    assert not judge(quota_exceeded, *nominations[1:], family).findings
    [finding] = judge(quota_exceeded, *nominations, family).findings
    assert finding.message == (
        "市市级机关工作党委超出名额：共推荐16家，推荐总数15家，其中1家是不由它推荐的学习型家庭。"
        "须撤回1家。"
    )
    assert finding.hint == "请从学习型家庭中撤回1家；按序号，靠后的是“第16号样张家庭”。"
    assert str(finding.location) == "名单.xlsx!推荐名单!C19"
    one_more = nominate("agency", recommender="市级机关工作党委")
    [finding] = judge(quota_exceeded, *nominations, family, one_more).findings
    assert "共推荐17家，推荐总数15家" in finding.message
    assert [place.cell for place in finding.related] == ["C19"]  # the family goes, and one agency


def test_counts_across_files_and_one_finding_per_recommender(judge, fill):
    first = fill(XUHUI | {"family": 8}, file="甲.xlsx")
    second = fill(XUHUI | {"family": 8}, file="乙.xlsx", recommender="静安")
    third = fill({"agency": 1}, file="丙.xlsx", recommender="上海市静安区")
    findings = judge(quota_exceeded, *first, *second, *third).findings
    assert [finding.nomination.recommender for finding in findings] == ["静安区", "徐汇区"]
    assert ["中撤回2家" in finding.message for finding in findings] == [True, False]


def test_unknown_recommender_or_category_is_skipped(judge, nominate):
    unclear = nominate(category="不知道")
    unknown = [nominate(recommender="某区"), unclear]
    for rule in (quota_exceeded, quota_unused):
        report = judge(rule, *unknown)
        assert {skipped.reason for skipped in report.skipped} == {
            "认不出推荐单位，没有计入名额（1家）",
            "认不出申报类型，没有计入名额（1家）",
        }


def test_unused_places_are_named(judge, fill):
    [finding] = judge(quota_unused, *fill(XUHUI | {"community": 1, "family": 6})).findings
    assert (finding.rule, finding.severity) == ("quota-unused", Severity.INFO)
    assert finding.message == "徐汇区还有名额没有用：学习型社区1家、机动数量1家。"
    assert finding.location == Location("名单.xlsx", "推荐名单", row=4, column=2)
    assert finding.nomination is None


def test_places_that_an_unknown_category_may_use_are_not_reported(judge, fill, nominate):
    there = fill(XUHUI | {"community": 1, "family": 6})
    assert not judge(quota_unused, *there, nominate(category="不知道")).findings
    elsewhere = nominate(category="不知道", recommender="静安区")
    [finding] = judge(quota_unused, *there, elsewhere).findings
    assert finding.message.startswith("徐汇区还有名额没有用：")


def test_everything_used_is_not_reported(judge, fill):
    assert not judge(quota_unused, *fill(XUHUI | {"family": 7})).findings
    assert not judge(quota_unused, *fill({"enterprise": 80}, recommender="市总工会")).findings


def test_recommender_without_nominations_is_not_reported(judge):
    assert not judge(quota_unused).findings


@settings(max_examples=60, deadline=None)
@given(counts=st.fixed_dictionaries({name: st.integers(0, 12) for name in XUHUI}))
def test_withdrawing_what_is_reported_is_enough_and_needed(season, counts):
    categories = [name for name, number in counts.items() for _ in range(number)]
    nominations = [
        nomination(
            Origin(Location("名单.xlsx", row=row)),
            recommender="徐汇区",
            category=season.info(name).name,
        )
        for row, name in enumerate(categories, 1)
    ]
    submission = Submission(source=Path("名单.xlsx"), nominations=nominations)
    report = check([submission], season, rules=[quota_exceeded]).report
    withdrawn = {place.row for one in report.findings for place in (one.location, *one.related)}
    left = Counter(name for row, name in enumerate(categories, 1) if row not in withdrawn)
    over = sum(max(0, left[name] - quota) for name, quota in XUHUI.items())
    assert len(report.findings) <= 1
    assert over <= 2
    assert left.total() <= 20
    assert over == 2 or not withdrawn
