import re
from pathlib import Path

import pytest

from nomination_maker import SEASON, rule_of, with_limit
from xxzz.finding import Severity
from xxzz.rules import rules_of, themes
from xxzz.rules.docs import markdown, rule_text
from xxzz.rules.rule import rule

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
