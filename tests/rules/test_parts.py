"""At least so many of a category, at most so many of a part: what a table of quotas may add."""

from dataclasses import replace

from nomination_maker import with_quota
from xxzz.finding import Severity
from xxzz.rules.parts import quota_short, rules_of, subset_exceeded
from xxzz.season.models.quotas import Subset

MODEL = Subset(id="model", name="标兵", field="honours", values=("标兵", "先进标兵"))


def with_part(season, **limits):
    quotas = season.quotas.model_copy(update={"subsets": (MODEL,)})
    return with_quota(replace(season, quotas=quotas), "徐汇区", subsets=limits)


def test_a_table_is_asked_for_what_it_has(season):
    assert rules_of(season) == ()
    assert rules_of(with_quota(season, "徐汇区", least={"family": 3})) == (quota_short,)
    assert rules_of(with_part(season)) == (subset_exceeded,)


def test_fewer_than_the_least(judge, nominate, season):
    least = with_quota(season, "徐汇区", least={"family": 3})
    rows = [nominate("agency"), *(nominate("family") for _ in range(3))]
    assert not judge(quota_short, *rows, season=least).findings
    [finding] = judge(quota_short, *rows[:3], season=least).findings
    assert (finding.rule, finding.severity) == ("quota-short", Severity.ERROR)
    assert finding.location.cell == "B4"
    assert finding.message == "徐汇区推荐学习型家庭2家，要求至少3家，还差1家。"
    assert finding.hint == "请再推荐1家学习型家庭；确实没有的，请与接收单位商量。"
    [finding] = judge(quota_short, *rows[:1], season=least).findings
    assert finding.message == "徐汇区推荐学习型家庭0家，要求至少3家，还差3家。"
    elsewhere = nominate("agency", recommender="静安区")
    assert not judge(quota_short, elsewhere, season=least).findings


def test_more_than_a_part_may_have(judge, nominate, season):
    part = with_part(season, model=2)
    rows = [nominate("family", honours=text) for text in ("标兵", " 先进 标兵", "无", "标兵")]
    assert not judge(subset_exceeded, *rows[:3], season=part).findings
    [finding] = judge(subset_exceeded, *rows, season=part).findings
    assert (finding.rule, finding.severity) == ("subset-exceeded", Severity.ERROR)
    assert finding.location.cell == "Q7"
    assert finding.message == "徐汇区推荐标兵3家，名额2家，多1家。"
    assert finding.hint == "请减少1家；按序号，靠后的是“第4号样张家庭”。"
    assert not finding.related


def test_a_row_that_names_no_part_has_none(judge, nominate, season):
    rows = [nominate("family", honours="标兵", rank=str(9 - at)) for at in range(6)]
    [finding] = judge(subset_exceeded, *rows, season=with_part(season)).findings
    assert finding.message == "徐汇区推荐标兵6家，名额0家，多6家。"
    assert finding.location.cell == "Q9"  # the first in priority
    assert [place.cell for place in finding.related] == ["Q8", "Q7", "Q6", "Q5", "Q4"]
    names = "、".join(f"“第{number}号样张家庭”" for number in (6, 5, 4, 3, 2))
    assert finding.hint == f"请减少6家；按序号，靠后的是{names}。"
