"""`past-winner`: who won in a former year, by name."""

from dataclasses import replace

import pytest

from xxzz.finding import Severity
from xxzz.location import Location
from xxzz.rules.past import past_winner, won_before
from xxzz.season.past import PastWinner


def winner(name, year=2021, recommender="", row=5):
    place = Location("往年名单.xlsx", "往年名单", row)
    return PastWinner(name, year, "学习型企事业单位", recommender, place)


@pytest.fixture
def knowing(season):
    return lambda *winners: replace(season, past_winners=winners)


def test_the_same_name_however_it_is_written(judge, nominate, knowing):
    one = nominate(name="上海样张（集团）公司")
    season = knowing(winner("上海样张(集团) 公司"))
    [finding] = judge(past_winner, one, season=season).findings
    assert (finding.rule, finding.severity) == ("past-winner", Severity.WARNING)
    assert str(finding.location) == "名单.xlsx!推荐名单!D4"
    assert finding.message == "“上海样张（集团）公司”2021年已经获评过。"
    assert "往年名单.xlsx!往年名单!第5行" in finding.hint


def test_a_similar_name(judge, nominate, knowing):
    one = nominate("community", name="徐汇样张街道办事处")
    season = knowing(winner("上海市徐汇区样张街道", year=None))
    [finding] = judge(past_winner, one, season=season).findings
    assert finding.message == (
        "“徐汇样张街道办事处”与以前获评的“上海市徐汇区样张街道”名称相近，可能是同一家。"
    )


@pytest.mark.parametrize(
    ("names", "of", "alike"),
    [
        (("样张仪表机械厂", "样张仪表机械总厂"), "", True),
        (("样张仪表机械总厂", "样张仪表机械厂"), "", True),
        (("样张仪表械机厂", "样张仪表机械厂"), "", True),
        (("徐汇区示例样张仪表机械厂", "徐汇区示例样张仪器机械厂"), "", True),
        (("样张街道", "样张街道"), "静安区", True),  # the same words; a person decides
        (("徐汇区样张街道", "样张街道"), "静安区", False),
        (("样张第一中学", "样张第二中学"), "", False),
    ],
)
def test_names_are_compared_as_for_duplicates(judge, nominate, knowing, names, of, alike):
    ours, theirs = names
    season = knowing(winner(theirs, recommender=of))
    assert bool(judge(past_winner, nominate(name=ours), season=season).findings) is alike


def test_another_nomination_never_stands_in_the_way(judge, nominate, knowing):
    names = ("样张仪表械机厂", "样张仪表械机厂有限公司")
    report = judge(
        past_winner, *(nominate(name=n) for n in names), season=knowing(winner("样张仪表机械厂"))
    )
    assert [one.nomination.name for one in report.findings] == list(names)


def test_the_latest_year_counts_and_this_year_is_no_former_one(nominate, judge, knowing):
    one = nominate(name="样张公司")
    years = knowing(winner("样张公司", 2019), winner("样张公司", 2021), winner("样张公司", 2020))
    [finding] = judge(past_winner, one, season=years).findings
    assert "2021年" in finding.message
    assert not judge(past_winner, one, season=knowing(winner("样张公司", 2023))).findings
    [finding] = judge(past_winner, one, season=knowing(winner("样张公司", 2022))).findings
    assert "2022年" in finding.message


def test_of_two_places_with_the_same_year_the_first_is_named(nominate, judge, knowing):
    for years in ((2021, 2021), (None, None)):
        known = knowing(*(winner("样张公司", year, row=at) for at, year in enumerate(years, 7)))
        [finding] = judge(past_winner, nominate(name="样张公司"), season=known).findings
        assert "往年名单.xlsx!往年名单!第7行" in finding.hint


def test_without_a_list_nothing_is_said(judge, nominate, season):
    report = judge(past_winner, nominate(name="样张公司"), season=season)
    assert not report.findings
    assert not report.skipped


def test_without_a_name_there_is_nothing_to_compare(judge, nominate, knowing):
    report = judge(past_winner, nominate(name="待定"), season=knowing(winner("样张公司")))
    assert [(one.rule, one.reason) for one in report.skipped] == [
        ("past-winner", "没有可以比较的名称（1家）")
    ]


def test_nobody_won_before(season):
    assert not list(won_before((), season))
