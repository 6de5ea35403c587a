from dataclasses import replace

import pytest

from nomination_maker import rule_of, with_limit
from xxzz.finding import Severity
from xxzz.text.count import Count

ERROR, WARNING = Severity.ERROR, Severity.WARNING
brief_missing, brief_length = rule_of("brief-missing"), rule_of("brief-length")
brief_short = rule_of("brief-short")
story_missing, story_length = rule_of("story-missing"), rule_of("story-length")


def only(report):
    [finding] = report.findings
    return finding


@pytest.mark.parametrize("text", ["见附件", "详见附件。", "同详细事迹", "详见事迹材料（已发邮箱）"])
def test_a_brief_that_is_elsewhere(judge, nominate, text):
    finding = only(judge(brief_short, nominate("family", brief=text)))
    assert (finding.rule, finding.severity) == ("brief-short", WARNING)
    assert finding.location.cell == "T4"
    assert finding.message == f"简要事迹里只写着“{text}”，没有内容。"
    assert finding.hint == "请把做法和成效缩写成一段，写进这一格。"


def test_forty_characters_may_say_where_a_brief_is(judge, nominate):
    text = "详见附件" + "学" * 36
    assert "里只写着" in only(judge(brief_short, nominate(brief=text))).message
    longer = only(judge(brief_short, nominate(brief=f"{text}学")))
    assert longer.message == "简要事迹只有一句话（41字）。"


def test_a_brief_of_one_sentence(judge, nominate):
    finding = only(judge(brief_short, nominate(brief=f"{'学' * 48}。")))
    assert (finding.rule, finding.severity) == ("brief-short", WARNING)
    assert finding.message == "简要事迹只有一句话（49字）。"


@pytest.mark.parametrize(
    "text",
    [
        f"{'学' * 49}。",
        "每月读书。全年十二次。",
        "每月读书\n全年十二次",
        f"{'学' * 50}，详见附件",
        "略",
        "#REF!",
        "",
    ],
)
def test_other_briefs_are_not_too_short(judge, nominate, text):
    assert not judge(brief_short, nominate(brief=text)).findings


@pytest.mark.parametrize(
    "text",
    [
        "详见附件",
        "《丙》",
        "事迹/丙",
        "丙街道",
        "另附。",
        "材料已发邮箱",
        "https://example.org/a",
        "学" * 30,
    ],
)
def test_a_cell_that_is_no_story(judge, nominate, text):
    finding = only(judge(story_length, nominate(story=text)))
    assert (finding.rule, finding.severity) == ("story-length", ERROR)
    assert finding.location.cell == "U4"
    assert finding.message == f"详细事迹里只写着“{text}”，不是事迹，也不是文件名。"
    assert "连同结尾，例如“事迹/名称.docx”" in finding.hint


def test_a_short_story_is_one_all_the_same(judge, nominate):
    told = [nominate(story=text) for text in ("街道重视学习。", "学" * 31, "待定")]
    told.append(nominate(story="见附件", story_file="丙.docx"))
    assert all(one.message.startswith("详细事迹") for one in judge(story_length, *told).findings)
    assert all("现有" in one.message for one in judge(story_length, *told).findings)


@pytest.mark.parametrize("text", ["", "无", "——"])
def test_brief_missing(judge, nominate, text):
    finding = only(judge(brief_missing, nominate("family", brief=text)))
    assert (finding.rule, finding.severity) == ("brief-missing", ERROR)
    assert finding.location.cell == "T4"
    assert finding.message == "没有简要事迹。"
    assert finding.hint == "请补上简要事迹：围绕“学习型组织建设”主题，500字以内（Word 字数）。"
    assert finding.clause == "附件3 建设情况"


def test_brief_that_is_there_passes(judge, nominate):
    assert not judge(brief_missing, nominate(brief="读书。")).findings


def test_a_word_for_nothing_may_be_spread_to_twice_the_longest(judge, nominate):
    """The longest word of the table has five characters; a text of ten is still looked up."""
    assert only(judge(brief_missing, nominate(brief=f"没{' ' * 8}有"))).location.cell == "T4"
    assert not judge(brief_missing, nominate(brief=f"没{' ' * 9}有")).findings


def test_brief_that_could_not_be_read_was_reported_already(judge, nominate):
    broken = nominate(brief="", story="", unreadable=frozenset({"brief", "story"}))
    for rule in (brief_missing, story_missing, brief_length, story_length):
        assert not judge(rule, broken).findings


def test_a_table_without_the_column_skips(judge, nominate):
    whole = nominate(brief="")
    origin = type(whole.origin)(whole.origin.base, columns={"name": 4})
    report = judge(brief_missing, replace(whole, origin=origin))
    assert not report.findings
    assert [one.reason for one in report.skipped] == ["表里没有“简要事迹”这一列（1家）"]


def test_brief_of_500_passes(judge, nominate):
    assert not judge(brief_length, nominate(brief="字" * 500)).findings


def test_brief_of_501_fails(judge, nominate):
    finding = only(judge(brief_length, nominate(brief="字" * 501)))
    assert (finding.rule, finding.severity) == ("brief-length", ERROR)
    assert finding.location.cell == "T4"
    assert finding.message == "简要事迹现有501字，要求500字以内，多出1字。"


def test_brief_is_counted_as_word_does(judge, nominate):
    assert not judge(brief_length, nominate(brief="2023年" * 250)).findings
    assert only(judge(brief_length, nominate(brief="2023年" * 251))).message.startswith(
        "简要事迹现有502字"
    )


def test_brief_within_the_limit_by_the_milder_reading_passes(judge, nominate):
    """Without the East Asian hint “” join the Latin word, and the text has 499 字."""
    assert not judge(brief_length, nominate(brief="字" * 498 + "“Word”")).findings
    finding = only(judge(brief_length, nominate(brief="字" * 500 + "“Word”")))
    assert finding.message == "简要事迹现有503字，要求500字以内，多出3字。"


def test_no_text_to_measure_is_skipped(judge, nominate):
    for rule, word in ((brief_length, "简要"), (story_length, "详细")):
        report = judge(rule, nominate(brief="", story="#REF!"), nominate(brief="#REF!", story=""))
        assert not report.findings
        assert [one.reason for one in report.skipped] == [f"没有可以数字数的{word}事迹（2家）"]


def test_story_missing(judge, nominate):
    finding = only(judge(story_missing, nominate(story="")))
    assert (finding.rule, finding.severity) == ("story-missing", ERROR)
    assert finding.location.cell == "U4"
    assert finding.message == "没有详细事迹。"
    assert finding.hint.startswith("请补上详细事迹：2000字左右。直接写在格内，")
    assert not judge(story_missing, nominate(story="字")).findings


@pytest.mark.parametrize(
    ("length", "severity"),
    [
        (1, ERROR),
        (999, ERROR),
        (1000, WARNING),
        (1799, WARNING),
        (1800, None),
        (2000, None),
        (2001, WARNING),
        (2200, WARNING),
        (2201, ERROR),
    ],
)
def test_story_boundaries(judge, nominate, length, severity):
    report = judge(story_length, nominate(story="字" * length))
    assert [finding.severity for finding in report.findings] == [severity] * bool(severity)


@pytest.mark.parametrize(
    ("length", "message"),
    [
        (999, "详细事迹现有999字，要求2000字，距1800字还差801字。"),
        (1799, "详细事迹现有1799字，要求2000字，距1800字还差1字。"),
        (2001, "详细事迹现有2001字，要求2000字，比2000字多出1字。"),
        (2300, "详细事迹现有2300字，要求2000字，比2000字多出300字。"),
    ],
)
def test_story_messages(judge, nominate, length, message):
    finding = only(judge(story_length, nominate(story="字" * length)))
    assert finding.rule == "story-length"
    assert finding.location.cell == "U4"
    assert finding.message == message
    assert finding.clause == "五（三）1；附件3 建设情况"


def counted(words: int, without_hint: int) -> Count:
    return Count(words, words, words, without_hint)


@pytest.mark.parametrize(
    ("count", "severity", "part"),
    [
        (counted(2205, 2195), WARNING, "现有约2195字，要求2000字，比2000字多出约195字"),
        (counted(2215, 2205), ERROR, "现有2215字，"),
        (counted(2201, 2200), WARNING, "现有约2200字，"),
        (counted(2202, 2201), ERROR, "现有2202字，"),
        (counted(2200, 2200), WARNING, "现有2200字，"),
        (counted(2110, 2100), WARNING, "现有2110字，"),
        (counted(1000, 999), WARNING, "现有约1000字，"),
        (counted(1000, 1000), WARNING, "现有1000字，"),
        (counted(999, 999), ERROR, "现有999字，"),
        (counted(1005, 995), WARNING, "现有约1005字，要求2000字，距1800字还差约795字"),
        (counted(995, 985), ERROR, "现有995字，"),
        (counted(1505, 1495), WARNING, "现有1505字，"),
    ],
)
def test_the_milder_of_two_readings_decides(judge, nominate, count, severity, part):
    finding = only(judge(story_length, nominate(story_count=count)))
    assert finding.severity is severity
    assert part in finding.message


@pytest.mark.parametrize("count", [counted(2010, 2000), counted(1800, 1790)])
def test_right_by_the_milder_reading_passes(judge, nominate, count):
    assert not judge(story_length, nominate(story_count=count)).findings


def test_story_in_a_file_is_named(judge, nominate):
    finding = only(judge(story_length, nominate(story="短", story_file="事迹/甲.docx")))
    assert finding.message.startswith("详细事迹（事迹/甲.docx）现有1字")
    assert finding.location.cell == "U4"


def test_limits_come_from_the_season(judge, nominate, season):
    other = with_limit(season, "story", min=5, warn_min=10, warn_max=30, max=40)
    rule = rule_of("story-length", other)
    assert not judge(rule, nominate(story="字" * 30), season=other).findings
    assert only(judge(rule, nominate(story="字" * 31), season=other)).severity is WARNING


def test_a_text_may_have_a_minimum_only(judge, nominate, season):
    other = with_limit(season, "brief", min=100, max=None)
    finding = only(judge(rule_of("brief-length", other), nominate(brief="字" * 99), season=other))
    assert finding.message == "简要事迹现有99字，要求不少于100字，还差1字。"
    assert (finding.hint, finding.severity) == ("请充实到100字以上（按 Word 字数统计）。", ERROR)
    enough = nominate(brief="字" * 100)
    assert not judge(rule_of("brief-length", other), enough, season=other).findings


def test_a_text_of_some_categories_is_not_asked_of_others(judge, nominate, season):
    other = with_limit(season, "brief", categories=("family",))
    missing = rule_of("brief-missing", other)
    assert not judge(missing, nominate("agency", brief=""), season=other).findings
    assert judge(missing, nominate("family", brief=""), season=other).findings


COUNTED = "（按 Word 字数统计）。"


@pytest.mark.parametrize(
    ("length", "hint"),
    [
        (999, f"请充实到1800字以上；不足1000字不能报送{COUNTED}"),
        (1799, f"请充实到1800字以上；不足1000字不能报送{COUNTED}"),
        (2001, f"请精简到2000字以内；超过2200字不能报送{COUNTED}"),
        (2201, f"请精简到2000字以内；超过2200字不能报送{COUNTED}"),
    ],
)
def test_how_to_mend_a_story(judge, nominate, length, hint):
    assert only(judge(story_length, nominate(story="字" * length))).hint == hint


def test_how_to_mend_a_brief_which_has_one_limit_only(judge, nominate):
    finding = only(judge(brief_length, nominate(brief="字" * 501)))
    assert finding.message == "简要事迹现有501字，要求500字以内，多出1字。"
    assert finding.hint == f"请精简到500字以内{COUNTED}"
