"""Which documents are planned, where, and what holds them back."""

from pathlib import PurePosixPath

import pytest

from render_samples import accept, nominate
from xxzz.finding import Finding, NominationRef, Severity
from xxzz.location import Location
from xxzz.nomination import Nomination
from xxzz.render import Kind, PlanOptions, RecommenderPlan, make_plans
from xxzz.season import Season

TWO = (nominate(2, rank="1", name="甲街道"), nominate(3, rank="2", category="家庭", name="乙家庭"))


def plans(
    season: Season,
    *nominations: Nomination,
    choice: PlanOptions | None = None,
    findings: tuple[Finding, ...] = (),
) -> tuple[RecommenderPlan, ...]:
    return make_plans(accept(season, *nominations, findings=findings), choice or PlanOptions())


def paths(plan: RecommenderPlan) -> list[str]:
    return [document.path.as_posix() for document in plan.documents]


def finding(
    nomination: NominationRef | None = None,
    severity: Severity = Severity.ERROR,
    row: int | None = None,
) -> Finding:
    at = Location("名单.xlsx", "推荐名单" if row else None, row)
    return Finding("brief-length", severity, "超了。", "删短。", "附件3", at, nomination)


SECOND = NominationRef("徐汇区", "family", "乙家庭")


def test_summaries_come_first_then_the_forms_in_order(season: Season) -> None:
    (plan,) = plans(season, *reversed(TWO))
    assert paths(plan) == [
        "徐汇区/推荐汇总表.docx",
        "徐汇区/推荐表/3-学习型社区/01-甲街道.docx",
        "徐汇区/推荐表/4-学习型家庭/02-乙家庭.docx",
    ]


def test_brackets_of_a_category_stay_out_of_its_folder(season: Season) -> None:
    (plan,) = plans(season, nominate(category="企业"), choice=PlanOptions(only=Kind.FORM))
    assert paths(plan) == ["徐汇区/推荐表/2-学习型企事业单位/03-徐汇区样例街道.docx"]


@pytest.mark.parametrize(("kind", "count"), [(Kind.FORM, 2), (Kind.SUMMARY, 1)])
def test_only_one_kind(season: Season, kind: Kind, count: int) -> None:
    (plan,) = plans(season, *TWO, choice=PlanOptions(only=kind))
    assert [document.kind for document in plan.documents] == [kind] * count


def test_recommenders_have_folders_of_their_own(season: Season) -> None:
    made = plans(season, *TWO, nominate(4, recommender="静安"), nominate(5, recommender="徐汇"))
    assert [plan.folder for plan in made] == [
        PurePosixPath("徐汇区"),
        PurePosixPath("静安区"),
    ]
    assert [len(plan.documents) for plan in made] == [4, 2]


def test_one_recommender_is_picked(season: Season) -> None:
    (plan,) = plans(season, *TWO, nominate(4, recommender="静安"), choice=PlanOptions("静安区"))
    assert plan.folder == PurePosixPath("静安区")


def test_split_adds_a_summary_for_each_body_that_districts_report_to(season: Season) -> None:
    three = (*TWO, nominate(4, rank="3", category="机关", name="丙局"))
    (plan,) = plans(season, *three, choice=PlanOptions(only=Kind.SUMMARY, split=True))
    assert [
        (document.path.name, [group.name for group in document.groups])
        for document in plan.documents
    ] == [
        ("推荐汇总表.docx", ["学习型机关（事业单位）", "学习型社区", "学习型家庭"]),
        ("推荐汇总表-报市学指办.docx", ["学习型社区"]),
        ("推荐汇总表-报市妇联.docx", ["学习型家庭"]),
    ]


def test_a_city_body_reports_to_nobody_else(season: Season) -> None:
    one = nominate(recommender="市总工会", category="企业")
    (plan,) = plans(season, one, choice=PlanOptions(only=Kind.SUMMARY, split=True))
    assert [path.rpartition("/")[2] for path in paths(plan)] == ["推荐汇总表.docx"]


def test_an_error_holds_back_its_form_and_the_summary(season: Season) -> None:
    wrong = finding(SECOND)
    (plan,) = plans(season, *TWO, findings=(wrong,))
    assert paths(plan) == ["徐汇区/推荐表/3-学习型社区/01-甲街道.docx"]
    assert [(one.ref, one.errors) for one in plan.blocked] == [(SECOND, (wrong,))]
    assert [path.name for path in plan.held_back] == ["推荐汇总表.docx", "02-乙家庭.docx"]


def test_an_error_that_names_no_nomination_is_its_rows(season: Season) -> None:
    (plan,) = plans(season, *TWO, findings=(finding(row=3),))
    assert [one.ref for one in plan.blocked] == [SECOND]


def test_of_two_nominations_of_one_name_the_one_with_the_error_is_held_back(
    season: Season,
) -> None:
    twins = (nominate(2, rank="1", name="甲家庭"), nominate(3, rank="2", name="甲家庭"))
    ref = NominationRef("徐汇区", "community", "甲家庭")
    wrong = finding(ref, row=3)
    (plan,) = plans(season, *twins, choice=PlanOptions(only=Kind.FORM), findings=(wrong,))
    assert [path.rpartition("/")[2] for path in paths(plan)] == ["01-甲家庭.docx"]
    assert [one.errors for one in plan.blocked] == [(wrong,)]


def test_an_error_of_the_whole_file_holds_back_all_of_it(season: Season) -> None:
    wrong = finding()
    (plan,) = plans(season, *TWO, findings=(wrong,))
    assert (plan.errors, plan.blocked) == ((wrong,), ())
    assert plan.documents == ()
    assert len(plan.held_back) == 3


def test_a_warning_holds_nothing_back(season: Season) -> None:
    (plan,) = plans(season, *TWO, findings=(finding(SECOND, Severity.WARNING),))
    assert len(plan.documents) == 3
    assert plan.blocked == ()


def test_a_draft_holds_nothing_back(season: Season) -> None:
    (plan,) = plans(
        season, *TWO, choice=PlanOptions(draft=True), findings=(finding(SECOND), finding())
    )
    assert len(plan.documents) == 3
    assert (plan.blocked, plan.errors) == ((), ())


def test_what_is_not_known_still_has_a_place_in_a_draft(season: Season) -> None:
    odd = nominate(rank="", recommender="某某区/..", category="别的", name="")
    (plan,) = plans(season, odd, choice=PlanOptions(draft=True))
    assert paths(plan) == [
        "某某区／/推荐汇总表.docx",
        "某某区／/推荐表/0-申报类型不明/01-未填名称.docx",
    ]


def test_equal_names_get_paths_of_their_own(season: Season) -> None:
    (plan,) = plans(season, nominate(2), nominate(3), choice=PlanOptions(only=Kind.FORM))
    assert [path.rpartition("/")[2] for path in paths(plan)] == [
        "03-徐汇区样例街道.docx",
        "03-徐汇区样例街道（2）.docx",
    ]
