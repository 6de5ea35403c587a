from dataclasses import replace

import pytest

from xxzz.finding import Severity
from xxzz.rules.folder import folder_mismatch
from xxzz.rules.mixed import recommender_mixed


def test_one_of_another_recommender_is_asked_about(judge, nominate):
    own = [nominate(recommender="静安区") for _ in range(2)]
    [finding] = judge(recommender_mixed, *own, nominate(recommender="徐汇")).findings
    assert (finding.rule, finding.severity) == ("recommender-mixed", Severity.WARNING)
    assert finding.location.cell == "B6"
    assert finding.message == ("这一家的推荐单位是“徐汇”，同一份名单里的另外2家都是“静安区”。")
    assert finding.hint == "写错了的，请改成“静安区”；确是“徐汇”推荐的，请移到它自己的名单里。"


def test_three_of_another_recommender_are_asked_about(judge, nominate):
    own = [nominate(recommender="静安区") for _ in range(6)]
    others = [nominate(recommender="徐汇区") for _ in range(3)]
    findings = judge(recommender_mixed, *own, *others).findings
    assert [finding.location.cell for finding in findings] == ["B10", "B11", "B12"]


@pytest.mark.parametrize(
    ("own", "others"),
    [(1, ["徐汇区"]), (3, ["徐汇区", "徐汇区"]), (20, ["徐汇区"] * 4), (5, [])],
)
def test_a_list_of_several_is_no_slip(judge, nominate, own, others):
    made = [nominate(recommender="静安区") for _ in range(own)]
    made += [nominate(recommender=name) for name in others]
    assert not judge(recommender_mixed, *made).findings


def test_each_file_is_a_list_of_its_own(judge, nominate):
    made = [nominate(recommender="静安区", file="甲.xlsx") for _ in range(5)]
    assert not judge(recommender_mixed, *made, nominate(file="乙.xlsx")).findings


def on_sheet(nomination, sheet):
    base = nomination.origin.base._replace(sheet=sheet)
    return replace(nomination, origin=replace(nomination.origin, base=base))


@pytest.mark.parametrize(("sheet", "count"), [("徐汇区", 0), ("徐汇", 0), ("家庭", 2)])
def test_a_sheet_that_has_the_recommenders_name_is_its_list(judge, nominate, sheet, count):
    own = [nominate(recommender="静安区") for _ in range(9)]
    others = [on_sheet(nominate(recommender="徐汇区"), sheet) for _ in range(2)]
    for one in (recommender_mixed, folder_mismatch):
        assert len(judge(one, *own, *others).findings) == count
