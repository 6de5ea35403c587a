import pytest

from cli_runner import Xxzz
from nomination_maker import SEASON
from xxzz.rules import rules_of


def test_list_has_every_rule_with_its_gravity_title_and_clause(xxzz: Xxzz) -> None:
    result = xxzz("rules")
    assert (result.code, result.err) == (0, "")
    rows = [line.split() for line in result.out.splitlines()]
    assert rows[0] == ["规则", "级别", "依据", "要求"]
    assert [row[0] for row in rows[1:-2]] == [rule.name for rule in rules_of(SEASON)]
    assert ["family-title", "错误", "三（二）4", "家庭须已获得“市级最美家庭”称号。"] in rows


@pytest.mark.parametrize("name", [rule.name for rule in rules_of(SEASON)])
def test_documentation_of_one_rule(xxzz: Xxzz, name: str) -> None:
    result = xxzz("rules", name)
    assert (result.code, result.err) == (0, "")
    assert name in result.out
    assert "怎样改" in result.out


def test_unknown_rule(xxzz: Xxzz) -> None:
    result = xxzz("rules", "famly-title")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "没有叫“famly-title”的规则。是不是“family-title”或“family-title-unproven”？"
    )


def test_markdown_of_all_rules(xxzz: Xxzz) -> None:
    text = xxzz("rules", "--markdown").out
    assert text.startswith("# ")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(rule.name in text for rule in rules_of(SEASON))
