import re
from dataclasses import replace
from pathlib import Path

import pytest

from nomination_maker import SEASON, rule_of, with_limit, with_notice, with_quota
from season_maker import YEAR, season_folder
from xxzz.finding import Severity
from xxzz.rules import rules_of, themes
from xxzz.rules.docs import markdown, rule_text
from xxzz.rules.duplicates import duplicate_nomination
from xxzz.rules.quota import quota_exceeded, quota_unused
from xxzz.rules.ranking import rank_duplicate
from xxzz.rules.rule import rule
from xxzz.rules.unknown_names import category_unknown, recommender_unknown
from xxzz.season import load_season

RULES = rules_of(SEASON)
PARTS = ("为什么", "不通过", "通过", "怎样改")


def test_page_has_every_theme_and_rule_once(season):
    page = markdown(season)
    assert re.findall("^## (.*)", page, re.MULTILINE) == [theme for theme, _ in themes(season)]
    assert re.findall("^### (.*)", page, re.MULTILINE) == [one.name for one in RULES]


def test_page_can_be_checked_in_as_it_is(season):
    page = markdown(season)
    assert page == markdown(season)
    assert not page.endswith("\n")
    assert "\n\n\n" not in page
    assert not [line for line in page.splitlines() if line != line.rstrip()]


def test_the_page_in_the_repository_is_current(season):
    kept = Path(__file__).parents[2] / "docs" / "rules.md"
    assert kept.read_text(encoding="utf-8") == f"{markdown(season)}\n"


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
def test_every_rule_says_what_why_and_how_to_mend_it(one, season):
    text = rule_text(one, season)
    _, *paragraphs = text.split("\n\n")
    assert tuple(paragraph.split("：")[0] for paragraph in paragraphs) == PARTS
    assert not re.search(r"[*`]", text)
    text.encode("gbk")


@rule("sample-rule", clause=lambda season: season.notice.quota.clause, severity=Severity.WARNING)
def sample(entries, season):
    """样张规则。

    **为什么**：第一行，
    接着第二行 one
    two。

    **怎样改**：写成`1`或`“2”`。
    """
    return iter(())


def test_one_rule_as_plain_text(season):
    assert rule_text(sample, season) == (
        "sample-rule（提醒；依据：四；附件2）\n样张规则。\n\n"
        "为什么：第一行，接着第二行 one two。\n\n怎样改：写成“1”或“‘2’”。"
    )


def test_rule_without_a_clause_claims_none(season):
    [one] = [one for one in RULES if one.name == "internal-error"]
    assert rule_text(one, season).startswith("internal-error（错误）\n")
    assert "依据：\n" not in markdown(season)


def test_limits_in_the_documentation_are_those_of_the_season(season):
    other = with_limit(season, "brief", max=800)
    for tables, limit in ((season, 500), (other, 800)):
        text = rule_text(rule_of("brief-length", tables), tables)
        assert text.splitlines()[1] == f"简要事迹超过{limit}字。"


@pytest.mark.parametrize(
    ("limits", "title", "fails", "passes"),
    [
        ({"max": None, "min": 100}, "不少于100字", "比100字少1字", "正好100字"),
        (
            {"max": 500, "min": 100},
            "100至500字",
            "比100字少1字；比500字多1字",
            "正好100字、正好500字",
        ),
        ({"max": None}, "不限字数", "没有不通过的", "写了就可以"),
    ],
)
def test_the_documentation_of_other_limits(season, limits, title, fails, passes):
    other = with_limit(season, "brief", **limits)
    text = rule_text(rule_of("brief-length", other), other)
    assert text.splitlines()[1] == f"简要事迹的字数不合要求（{title}）。"
    assert f"\n\n不通过：{fails}。\n\n通过：{passes}。" in text


def test_the_documentation_of_limits_by_category(season):
    [limit] = season.text("brief").limits
    short = limit.model_copy(update={"categories": ("family",), "max": 300})
    other = with_text(season, "brief", limits=(short, limit), says=None)
    text = rule_text(rule_of("brief-length", other), other)
    assert text.splitlines()[1] == "简要事迹的字数不合要求（家庭300字以内，其他500字以内）。"
    text = rule_text(rule_of("brief-missing", other), other)
    assert "要求简要事迹（家庭300字以内，其他500字以内），各类都要填。" in text


def test_what_the_notice_says_of_a_text_is_quoted(season):
    silent = with_text(season, "story", says=None)
    assert "要求附优秀事迹材料（2000字），各类都要附。" in rule_text(
        rule_of("story-missing", silent), silent
    )
    told = with_text(season, "story", says="须附事迹一篇")
    assert "须附事迹一篇，各类都要附。" in rule_text(rule_of("story-missing", told), told)


def with_text(season, name, **changes):
    texts = season.notice.texts
    changed = (one.model_copy(update=changes) if one.id == name else one for one in texts)
    return with_notice(season, texts=tuple(changed))


def test_the_examples_of_a_quota(season):
    totals = with_quota(season, "徐汇区", quota={}, flexible=None, total=3)
    assert "不通过：推荐总数3家的推荐4家。\n\n通过：推荐3家。" in rule_text(quota_exceeded, totals)
    assert "不通过：推荐总数是3家，只推荐了2家。" in rule_text(quota_unused, totals)
    plain = with_quota(season, "徐汇区", flexible=None)
    assert (
        "不通过：建议数量5家的学习型家庭推荐6家，其他各类正好用完。\n\n"
        "通过：学习型家庭推荐5家，其他各类不超过建议数量。"
    ) in rule_text(quota_exceeded, plain)


def test_who_stands_for_an_example(season):
    """A district where the form names none; where there are none, the first of the table."""
    field = season.field(season.roles.recommender).model_copy(update={"example": ""})
    fields = tuple(field if one.id == field.id else one for one in season.notice.fields)
    rows = season.quotas.recommenders
    bodies = tuple(row for row in rows if row.kind != "district")
    district = next(row for row in rows if row.kind == "district")
    for kept, who, example in (
        ((*bodies, district), "各区", district.name),
        (bodies, "", bodies[0].name),
    ):
        quotas = season.quotas.model_copy(update={"recommenders": kept})
        other = with_notice(replace(season, quotas=quotas), fields=fields)
        text = rule_text(recommender_unknown, other)
        names = "、".join(filter(None, [*(row.name for row in bodies), who]))
        assert f"名额按附件2分给{names}；" in text
        assert f"不通过：“{example}教育局”" in text


def test_a_season_of_one_category_chooses_among_none(season, tmp_path):
    teams = load_season(YEAR, season_folder("teams", tmp_path / "data"))
    for tables, header, one, kinds in (
        (season, "申报类型", "四类之一", "学习型机关（事业单位）、"),
        (teams, "类别", "那一类", "学习型团队一类；"),
    ):
        text = rule_text(category_unknown, tables)
        assert text.splitlines()[1] == f"{header}不是通知规定的{one}。"
        assert f"只有{kinds}" in text
        assert text.endswith(f"从下拉列表中选择{one}。")
    assert "通知三（一）分四类、按渠道推荐" in rule_text(duplicate_nomination, season)
    assert "通知二（一）按渠道推荐" in rule_text(duplicate_nomination, teams)
    two = with_notice(
        with_quota(season, "徐汇区", quota={"agency": 3, "family": 5}),
        categories=(season.info("agency"), season.info("family")),
    )
    assert "通知三（一）分两类、按渠道推荐" in rule_text(duplicate_nomination, two)
    assert rule_text(category_unknown, two).endswith("从下拉列表中选择两类之一。")


@pytest.mark.parametrize(
    "changes", [{"attachment": None}, {"notes": ()}, {"attachment": None, "notes": ()}]
)
def test_a_summary_that_says_nothing_of_its_order(season, changes):
    documents = season.notice.documents
    summary = documents.summary.model_copy(update=changes)
    other = with_notice(season, documents=documents.model_copy(update={"summary": summary}))
    assert "为什么：汇总表按推荐的优先程度排序，序号相同" in rule_text(rank_duplicate, other)
    assert "为什么：附件4注明“" in rule_text(rank_duplicate, season)


@pytest.mark.parametrize("name", ["families", "learners", "models", "teams"])
def test_other_seasons_are_told_nothing_of_what_they_do_not_ask_for(tmp_path, name):
    other = load_season(YEAR, season_folder(name, tmp_path / "data"))
    names = {one.name for one in rules_of(other)}
    assert "phone-format" in names
    assert not names & {"email-format", "postcode-format", "indicator-missing"}
    page = markdown(other)
    own = {field.header for field in other.notice.fields}
    for word in ("详细事迹", "简要事迹", "申报类型", "年月", "指标自评", "学习型机关"):
        assert word in own or word not in page


def test_a_season_without_stories_has_no_rules_about_them(tmp_path):
    other = load_season(YEAR, season_folder("models", tmp_path / "data"))
    fields = [one.model_copy(update={"role": None}) for one in other.notice.fields[-1:]]
    other = with_notice(other, fields=(*other.notice.fields[:-1], *fields))
    names = {one.name for one in rules_of(other)}
    assert not names & {"story-unreadable", "story-simplified", "duplicate-story"}
    assert {"deeds-missing", "deeds-length", "duplicate-nomination"} <= names
