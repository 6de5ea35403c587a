import pytest

from xxzz.finding import Severity
from xxzz.rules.folder import folder_mismatch

SHARED = "submissions/徐汇区/nominations.xlsx"


def test_other_recommender_in_a_recommenders_folder_fails(judge, nominate):
    nominations = [
        nominate(file=SHARED),
        nominate(file=SHARED, recommender="静安"),
        nominate(file=SHARED, recommender="市总工会"),
    ]
    findings = judge(folder_mismatch, *nominations).findings
    assert [finding.location.cell for finding in findings] == ["B5", "B6"]
    assert (findings[0].rule, findings[0].severity) == ("folder-mismatch", Severity.ERROR)
    assert findings[0].message == "文件放在“徐汇区”文件夹里，推荐单位写的是“静安”。"
    assert findings[0].hint == (
        "推荐单位写错的，请改成“徐汇区”；文件放错的，请移到“静安区”文件夹。"
    )
    assert findings[0].clause == "五（三）3"


@pytest.mark.parametrize(
    "file",
    [
        SHARED,
        "submissions/徐汇/nominations.xlsx",
        "submissions\\徐汇区学习办\\nominations.xlsx",
        "C:\\材料\\徐汇区\\第二批\\nominations.xlsx",
        "静安区/转来/徐汇区/nominations.xlsx",
        "材料/nominations.xlsx",
        "静安区.xlsx",
        "静安区",
        "静安区的材料/nominations.xlsx",
    ],
)
def test_own_folder_or_a_folder_of_nobody_passes(judge, nominate, file):
    report = judge(folder_mismatch, nominate(file=file))
    assert not report.findings
    assert not report.skipped


def test_the_nearest_folder_counts(judge, nominate):
    [finding] = judge(folder_mismatch, nominate(file="徐汇区/静安区/补报/a.xlsx")).findings
    assert finding.message == "文件放在“静安区”文件夹里，推荐单位写的是“徐汇区”。"


def test_unknown_recommender_is_skipped(judge, nominate):
    report = judge(folder_mismatch, nominate(file=SHARED, recommender="某区"))
    assert not report.findings
    assert [one.reason for one in report.skipped] == ["认不出推荐单位，没有与文件夹核对（1家）"]


def test_a_stray_row_in_another_recommenders_list_is_said(judge, nominate):
    rows = [nominate(file="a.xlsx") for _ in range(4)]
    [finding] = judge(folder_mismatch, *rows, nominate(file="a.xlsx", recommender="静安")).findings
    assert (finding.location.cell, finding.severity) == ("B8", Severity.WARNING)
    assert finding.message == "这份名单几乎都是徐汇区的，这一家的推荐单位写的是“静安”。"


def test_each_list_has_a_recommender_of_its_own(judge, nominate):
    rows = [nominate(file="a.xlsx") for _ in range(3)]
    rows += [nominate(file="b.xlsx", recommender="静安区") for _ in range(3)]
    rows += [nominate(file="a.xlsx", recommender="静安区"), nominate(recommender="某区")]
    assert not judge(folder_mismatch, *rows).findings  # three of four is not nearly all


def test_a_list_of_several_recommenders_has_no_stray_rows(judge, nominate):
    rows = [nominate(file="a.xlsx", recommender=name) for name in ("徐汇区", "徐汇区", "静安区")]
    assert not judge(folder_mismatch, *rows).findings
