from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxzz.entry import Entry
from xxzz.finding import Severity
from xxzz.rules.ranking import by_priority, rank_duplicate, rank_missing
from xxzz.text.rank import rank_number


@pytest.mark.parametrize("rank", ["", "-", "无"])
def test_missing_rank_warns(judge, nominate, rank):
    [finding] = judge(rank_missing, nominate(rank=rank)).findings
    assert (finding.rule, finding.severity) == ("rank-missing", Severity.WARNING)
    assert finding.location.cell == "A4"
    assert finding.message == "没有写序号，汇总表（附件4）里会排在最后。"
    assert finding.clause == "附件4"


def test_rank_that_is_there_or_was_unreadable_passes(judge, nominate):
    unreadable = nominate(rank="", unreadable=frozenset({"rank"}))
    assert not judge(rank_missing, nominate(rank="1"), unreadable).findings


def test_a_table_without_the_column_skips(judge, nominate):
    whole = nominate(rank="")
    origin = type(whole.origin)(whole.origin.base, columns={"name": 4})
    report = judge(rank_missing, replace(whole, origin=origin))
    assert not report.findings
    assert [one.reason for one in report.skipped] == ["表里没有“序号”这一列（1家）"]


@pytest.mark.parametrize("same", ["1", "01", "1.0", "１", " 1"])
def test_same_rank_within_a_recommender_fails(judge, nominate, same):
    first, second = nominate(rank="1"), nominate("family", rank=same)
    [finding] = judge(rank_duplicate, first, second).findings
    assert (finding.rule, finding.severity) == ("rank-duplicate", Severity.ERROR)
    assert finding.location.cell == "A5"
    assert finding.related == (first.origin.locate("rank"),)
    assert finding.message == (
        "序号1重复：A4的“上海样张第1号有限公司”和这里的“第2号样张家庭”用了同一个序号。"
    )
    assert finding.hint == "请给其中一家换一个没有用过的序号；序号越小，越优先。"


def test_ranks_that_begin_anew_in_each_category_are_said_once(judge, nominate):
    nominations = [
        nominate("enterprise", rank="1"),
        nominate("enterprise", rank="2"),
        nominate("family", rank="1"),
        nominate("family", rank="2"),
        nominate("community", rank="1"),
        nominate("community", rank="1", recommender="静安区"),
    ]
    [finding] = judge(rank_duplicate, *nominations).findings
    assert (finding.rule, finding.severity) == ("rank-duplicate", Severity.ERROR)
    assert finding.location.cell == "A6"
    assert finding.related == (nominations[0].origin.locate("rank"),)
    assert finding.message == (
        "徐汇区的序号按类别分别从1编起，3类各有一个序号1，排不出全部5家的先后。"
    )
    assert finding.hint.startswith("请把徐汇区的各家连着编号：1到5")


def test_two_numbers_that_come_again_are_enough(judge, nominate):
    ranks = [("enterprise", "1"), ("enterprise", "2"), ("family", "1"), ("family", "2")]
    [finding] = judge(rank_duplicate, *(nominate(kind, rank=rank) for kind, rank in ranks)).findings
    assert finding.message.startswith("徐汇区的序号按类别分别从1编起，2类各有一个序号1，")


@pytest.mark.parametrize("first", ["1", ""])
def test_one_number_that_comes_again_is_a_slip(judge, nominate, first):
    ranks = [("enterprise", first), ("enterprise", "2"), ("family", "1"), ("family", "2")]
    ranks = ranks[:3] if first else ranks
    [finding] = judge(rank_duplicate, *(nominate(kind, rank=rank) for kind, rank in ranks)).findings
    assert finding.message.startswith("序号1重复" if first else "序号2重复")


def test_ranks_with_a_gap_do_not_begin_anew(judge, nominate):
    ranks = [("enterprise", "1"), ("enterprise", "3"), ("family", "1"), ("family", "3")]
    findings = judge(rank_duplicate, *(nominate(kind, rank=rank) for kind, rank in ranks)).findings
    assert [one.message[:5] for one in findings] == ["序号1重复", "序号3重复"]


def test_same_rank_across_files_of_a_recommender_fails(judge, nominate):
    nominations = [
        nominate(rank="3", file="乙.xlsx"),
        nominate(rank="3", file="甲.xlsx", recommender="徐汇"),
        nominate(rank="3", file="甲.xlsx", recommender="上海市徐汇区"),
    ]
    findings = judge(rank_duplicate, *nominations).findings
    assert [str(finding.location) for finding in findings] == [
        "甲.xlsx!推荐名单!A5",
        "甲.xlsx!推荐名单!A6",
    ]
    assert [str(place) for place in findings[1].related] == [
        "乙.xlsx!推荐名单!A4",
        "甲.xlsx!推荐名单!A5",
    ]


def test_other_rank_or_other_recommender_passes(judge, nominate):
    nominations = [
        nominate(rank="1"),
        nominate(rank="11"),
        nominate(rank="1", recommender="静安区"),
    ]
    assert not judge(rank_duplicate, *nominations).findings


def test_what_cannot_be_compared_is_skipped(judge, nominate):
    nominations = [
        *(nominate(rank=rank) for rank in ("", "甲一", "甲一", "0", "0")),
        nominate(rank="1", recommender="某区"),
    ]
    report = judge(rank_duplicate, *nominations)
    assert not report.findings
    assert [one.reason for one in report.skipped] == [
        "没有可以比较的序号（5家）",
        "认不出推荐单位，没有比较序号（1家）",
    ]


def test_many_equal_ranks_do_not_name_every_pair(judge, nominate):
    findings = judge(rank_duplicate, *(nominate(rank="1") for _ in range(60))).findings
    assert len(findings) == 59
    assert max(len(finding.related) for finding in findings) == 5


@given(st.integers(1, 999_999_999), st.integers(0, 3), st.integers(0, 3))
def test_a_number_is_read_however_it_is_written(number, zeros, decimals):
    plain = "0" * zeros + str(number) + ("." + "0" * decimals if decimals else "")
    wide = plain.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})
    assert rank_number(plain) == rank_number(wide) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("1、", 1), ("2.", 2), ("（3）", 3), ("4)", 4), ("⑤", 5), ("第6", 6), ("7号", 7)),
        *(("No.8", 8), ("一", 1), ("十二", 12), ("（二）", 2), ("三、", 3), ("第四", 4)),
    ],
)
def test_signs_of_a_list_around_a_number_do_not_matter(text, number):
    assert rank_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "0", "-1", "1.5", "1、2", "9" * 5000, "十二3", "机关1", "甲", "一、二", "〇"]
)
def test_what_is_no_rank(text):
    assert rank_number(text) is None


def test_sorting_puts_those_without_rank_last_in_their_order(nominate):
    entries = [
        Entry(nominate(rank=rank, name=name), None, None)
        for rank, name in (("", "甲"), ("10", "乙"), ("2", "丙"), ("待定", "丁"))
    ]
    assert "".join(entry.nomination.name for entry in by_priority(entries)) == "丙乙甲丁"
